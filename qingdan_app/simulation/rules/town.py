"""A town whose year is told: its list, its units with their manners, its leaders, and what becomes of them. Plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class Temper(str, Enum):
	"""What kind of unit it is."""

	PROMPT = "prompt"
	LATE = "late"
	SILENT = "silent"
	CARELESS = "careless"
	UNWILLING = "unwilling"
	PLEADING = "pleading"


Days = tuple[int, int]
"""From so many days to so many, before the day that is meant where they are less than none."""


@dataclass(frozen=True)
class Manner:
	"""How a unit behaves; chances are parts of one."""

	begins: Days = (1, 2)
	"""So many working days after it has received a task."""
	files: Days = (-10, -2)
	"""Around the day by which a report is due."""
	reports: float = 1.0
	empty: float = 0.0
	"""Whether what it files says nothing."""
	sent_back: float = 0.0
	problems: float = 0.05
	completes: Days = (-20, -5)
	"""Around the deadline."""
	finishes: float = 1.0
	returned: float = 0.0
	"""Whether its completion comes back although the leader is lenient."""
	refuses: float = 0.0
	pleads: float = 0.0
	answers: Days = (-4, -1)
	"""Around the day by which a notice or an instruction is to be answered."""


MANNERS: Mapping[Temper, Manner] = {
	Temper.PROMPT: Manner(),
	Temper.LATE: Manner((3, 6), (1, 8), problems=0.2, completes=(4, 30), finishes=0.9, answers=(1, 6)),
	Temper.SILENT: Manner((8, 15), (-8, -1), 0.25, completes=(20, 60), finishes=0.4, answers=(2, 12)),
	Temper.CARELESS: Manner((1, 3), (-8, -1), 0.9, 0.2, 0.35, completes=(-25, -12), returned=0.7),
	Temper.UNWILLING: Manner(refuses=0.8, completes=(-6, 6)),
	Temper.PLEADING: Manner(pleads=0.85, completes=(2, 14), answers=(-2, 2)),
}


@dataclass(frozen=True)
class Work:
	"""A task of the list, as it is handed out."""

	key: str
	lead: str
	leader: str
	due: date
	cooperating: tuple[str, ...] = ()


@dataclass(frozen=True)
class Handover:
	"""From a day on what was one's is the other's: tasks of a leader, or all that a unit answered for."""

	earlier: str
	later: str
	day: date


@dataclass(frozen=True)
class Town:
	"""`issued` is the day on which the list is handed out, `until` the last day that is told."""

	issued: date
	until: date
	units: Mapping[str, Temper]
	works: tuple[Work, ...]
	report_day: int = 28
	"""The day of each month by which it is reported on."""
	strict: frozenset[str] = field(default_factory=frozenset)
	"""Leaders whose offices return what units call completed, the first time."""
	replaced: Handover | None = None
	merged: Handover | None = None

	def manner_of(self, unit: str) -> Manner:
		return MANNERS[self.units[unit]]

	def unit_on(self, unit: str, day: date) -> str:
		"""Who answers on a day for what was this unit's."""
		return _on(self.merged, unit, day)

	def leader_on(self, leader: str, day: date) -> str:
		return _on(self.replaced, leader, day)

	def lasts(self, unit: str) -> bool:
		"""Whether the unit is neither merged nor takes another one in."""
		return not self.merged or unit not in (self.merged.earlier, self.merged.later)


def _on(handover: Handover | None, name: str, day: date) -> str:
	return handover.later if handover and name == handover.earlier and day >= handover.day else name
