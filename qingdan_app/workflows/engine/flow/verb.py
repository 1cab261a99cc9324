"""What is known of a verb of a request: the fields of its row."""

from dataclasses import dataclass
from enum import Enum

from qingdan_app.workflows.engine.shown import Colour, Need, Place


class About(str, Enum):
	"""What an act is about."""

	TURN = "turn"
	"""One's own open turn."""
	DECISION = "decision"
	"""A decision of one's own that is made."""
	REQUEST = "request"
	"""The request as a whole."""
	EITHER = "either"
	"""A signer's turn or the initiator's; the request as a whole for an administrator or the initiator."""


class Names(str, Enum):
	"""Whom an act names."""

	NOBODY = "nobody"
	ONE = "one"
	SEVERAL = "several"
	ADDED = "added"
	"""Some of those one has added or asked oneself."""
	SIGNERS = "signers"
	"""Those who sign a step for which nobody was found; nobody elsewhere."""


class Group(str, Enum):
	"""Whose verb it is."""

	SIGNER = "signer"
	INITIATOR = "initiator"
	READER = "reader"
	ADMINISTRATOR = "administrator"
	CLOCK = "clock"
	FLOW = "flow"
	"""What happens by itself when something else does; nobody chooses it."""


@dataclass(frozen=True)
class Verb:
	"""One verb, with all that a button, a dialog, an entry of the history or a page needs to know of it."""

	name: str
	"""The word in code and in addresses."""
	words: str
	"""What people read, on a button and in the history."""
	group: Group
	about: About = About.REQUEST
	opinion: Need = Need.OPTIONAL
	"""Whether words are required, offered, or not asked for. What is required is refused without."""
	asks: str = "Opinion"
	"""What the field for the words is called."""
	names: Names = Names.NOBODY
	whom: str = "Whom"
	"""What the field for people is called."""
	target: str = ""
	"""What the field for the step it goes to is called; empty where it goes to none of one's choice."""
	straight: bool = False
	"""Whether one may ask to have it straight back after the correction."""
	as_the_step_says: bool = False
	"""Whether the step says what opinion and signature it needs."""
	step_field: str = ""
	"""The check box of a step that allows it to the signers there; empty where no step may forbid it."""
	colour: Colour = Colour.BLUE
	place: Place = Place.NONE
	explanation: str = ""
	"""What the dialog says before one does it."""
	moves_on: bool = False
	"""Whether one's part is done by it, so that the next item may be opened."""
	key: str = ""
	"""The key that does it in the inbox; what has one stands on every line there."""
	bulk: bool = False
	"""Whether it is offered for many at once."""
	quiet: bool = False
	"""It decides nothing and says nothing: on paper it stands only where somebody said something with it."""
	told: str = ""
	"""What whoever gets a turn by it is told: `{0}` is the document, `{1}` its title, `{2}` the step. Plainly that it is
	their turn where this is empty."""
