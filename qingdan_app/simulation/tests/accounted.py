"""What an account of the year keeps of each task: plain data."""

from dataclasses import dataclass, field
from datetime import date

from qingdan_app.simulation.rules.town import Work


@dataclass
class Filed:
	"""A report of a unit for a month."""

	unit: str
	month: str
	due: date
	first: date
	"""The day on which it was filed first."""
	last: date
	place: int
	"""The how manieth act it was."""
	empty: bool
	problem: bool
	stands: bool = True
	"""Not sent back."""


@dataclass
class Paper:
	"""A notice or an instruction."""

	unit: str
	leader: str
	issued: date
	due: date
	level: str = ""
	with_unit: bool = True
	late_since: date | None = None
	was_late_since: date | None = None


@dataclass
class Matter:
	"""A task as it stands."""

	work: Work
	lead: str
	leader: str
	due: date
	cooperating: list[str]
	state: str = "drafted"
	acknowledge_by: date | None = None
	started: date | None = None
	done: date | None = None
	heard: date | None = None
	late_since: date | None = None
	was_late_since: date | None = None
	late_when_done: bool = False
	filed: list[Filed] = field(default_factory=list)
	sent_back: list[tuple[date, str, str]] = field(default_factory=list)
	"""Day, unit and month of the cause, of each report that came back."""
	leads: list[tuple[date, str]] = field(default_factory=list)
	"""Who led it until a day."""
	asked_until: date | None = None
	notice: Paper | None = None
	instruction: Paper | None = None
	light: str = ""
	missing_held: bool = False
	yellow_until: date | None = None

	@property
	def is_open(self) -> bool:
		return self.state in ("waiting", "moving")


@dataclass(frozen=True)
class Shone:
	"""A change of a light: what it was, what it is, by which rule, and whether by memory."""

	task: str
	day: date
	was: str
	light: str
	rule: str
	remembered: bool
