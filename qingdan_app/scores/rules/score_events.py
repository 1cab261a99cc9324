"""What may count for or against a unit (计分事项). Plain data."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum


class EventKind(str, Enum):
	"""What happened."""

	REPORTED_IN_TIME = "Report in Time"
	REPORTED_LATE = "Report Late"
	MISSING = "Report Missing"
	EMPTY = "Report Empty"
	SENT_BACK = "Report Sent Back"
	COMPLETED_IN_TIME = "Task Completed in Time"
	COMPLETED_LATE = "Task Completed Late"
	OVERDUE = "Task Overdue"
	EXTENDED = "Extension Granted"
	URGED = "Urged"
	TURNED_RED = "Light Turned Red"
	REFUSAL_NOT_UPHELD = "Refusal Not Upheld"
	BLUE_NOTICE = "Blue Notice"
	YELLOW_NOTICE = "Yellow Notice"
	RED_NOTICE = "Red Notice"
	NOTICE_LATE = "Notice Late"
	NOTICE_SENT_BACK = "Answer to a Notice Sent Back"
	INSTRUCTION_LATE = "Instruction Late"
	INSTRUCTION_SENT_BACK = "Answer to an Instruction Sent Back"
	PRAISED = "Praised"
	CRITICIZED = "Criticized"
	RATED = "Rated by a Leader"


class Duty(str, Enum):
	"""As what a unit answers for the task."""

	LEAD = "Lead"
	COOPERATING = "Cooperating"


@dataclass(frozen=True)
class Event:
	"""Something that a unit did, or left undone, and the document that shows it.

	`period` is the month in which its cause lies: a light that turns red on the first since nothing was reported by the last has
	the same cause as the missing report. `rated` is the part of the leader's points that a rating gives, from 0 to 1.
	"""

	kind: EventKind
	unit: str
	day: date
	behind: tuple[str, str]
	"""DocType and name of the document behind it."""
	duty: Duty = Duty.LEAD
	task: str = ""
	period: str = ""
	former: str = ""
	"""The unit that it was on that day, where it was merged into `unit` since."""
	rated: Decimal = Decimal(0)
	rater: str = ""

	@property
	def key(self) -> tuple:
		"""What makes it this event and no other: a run counts it once, however often it is read."""
		return (self.day, self.kind.value, self.task, self.behind, self.former or self.unit, self.period)
