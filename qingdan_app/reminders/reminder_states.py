"""Where a reminder stands."""

from enum import Enum

REMINDER = "Qingdan Reminder"


class State(str, Enum):
	WAITING = "Waiting"
	TOLD = "Reminded"
	OVER = "No Longer Due"
	"""What it was about has come to its end before it was told."""
