"""How an act is asked for and shown, whatever it is an act of."""

from enum import Enum


class Need(str, Enum):
	"""Whether an act carries words, or an approval a signature."""

	NONE = "none"
	OPTIONAL = "optional"
	REQUIRED = "required"


class Place(str, Enum):
	"""Where an act is offered."""

	PRIMARY = "primary"
	"""The one button of a form that comes next."""
	BUTTON = "button"
	MENU = "menu"
	LOOKING = "looking"
	"""Nowhere: opening the form does it."""
	NONE = "none"


class Colour(str, Enum):
	"""The colour of an entry in a history, by what the act does to the work of others."""

	GREEN = "green"
	BLUE = "blue"
	ORANGE = "orange"
	RED = "red"
