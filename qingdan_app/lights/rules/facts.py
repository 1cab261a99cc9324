"""What a rule of lights may look at in a task on a day. Plain data in and out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from qingdan_app.tasks.rules.course import CLOSED, Course, Rest
from qingdan_app.tasks.rules.due import SENT_IN
from qingdan_app.tasks.rules.lateness import days_late
from qingdan_app.tasks.rules.schedule import behind, expected_percent
from qingdan_app.tasks.rules.states import TaskState


class Fact(str, Enum):
	"""A number; a yes is 1."""

	DAYS_LEFT = "Days Left"
	DAYS_LATE = "Days Late"
	DAYS_TO_MILESTONE = "Days to the Next Milestone"
	MILESTONE_LATE = "Days a Milestone Is Late"
	BEHIND = "Points Behind Schedule"
	MISSING = "Reports Missing"
	RETURNED = "Reports Returned"
	PROBLEM = "Problem Reported"
	STAGNANT = "Days Without Report"
	SUSPENDED = "Suspended"
	EXTENSIONS = "Extensions"


@dataclass(frozen=True)
class Seen:
	"""A task as it is stored; days are dates, None where it has none."""

	state: str
	course: str = ""
	drafted: bool = False
	kind: str | None = None
	due: date | None = None
	"""The last day in time, also after a reopening."""
	late_since: date | None = None
	milestone_due: date | None = None
	milestone_late_since: date | None = None
	milestones: tuple[date, ...] = ()
	starts: date | None = None
	percent: float = 0.0
	heard: date | None = None
	"""The day of its last report, or of its start where there is none yet."""
	rests: tuple[Rest, ...] = ()
	missing: int = 0
	returned: int = 0
	problem: bool = False
	extensions: int = 0


def facts_of(seen: Seen, today: date, asked: Collection[Fact] = tuple(Fact)) -> dict[Fact, float] | None:
	"""Those of the facts `asked` for that are known; None for a task that shows no light: not handed out, completed or ended.

	Nothing is counted against a task while it is suspended, and no day runs against one that was sent in.
	"""
	if seen.drafted or seen.course in CLOSED or seen.state == TaskState.COMPLETED.value:
		return None
	if seen.course == Course.SUSPENDED.value:
		known: Mapping[Fact, float | None] = {Fact.SUSPENDED: 1, Fact.EXTENSIONS: seen.extensions}
		return {fact: known[fact] for fact in asked if fact in known}
	found = ((fact, COUNTED[fact](seen, today)) for fact in asked)
	return {fact: number for fact, number in found if number is not None}


def _days_left(seen: Seen, today: date) -> float | None:
	return (seen.due - today).days if seen.due and seen.state not in SENT_IN else None


def _days_late(seen: Seen, today: date) -> float | None:
	return days_late(seen.late_since, today)


def _days_to_milestone(seen: Seen, today: date) -> float | None:
	return (seen.milestone_due - today).days if seen.milestone_due and seen.state not in SENT_IN else None


def _milestone_late(seen: Seen, today: date) -> float | None:
	return days_late(seen.milestone_late_since, today) if seen.state not in SENT_IN else None


def _behind(seen: Seen, today: date) -> float | None:
	if seen.state in SENT_IN:
		return None
	expected = expected_percent(seen.starts, seen.milestones, seen.due, seen.kind, today)
	return None if expected is None else behind(expected, seen.percent)


def _stagnant(seen: Seen, today: date) -> float | None:
	"""Days in which it rested do not count, but nothing is heard of them either: counted from the day on which it went on."""
	if not seen.heard or seen.state != TaskState.MOVING.value:
		return None
	since = max([seen.heard, *(rest.ends for rest in seen.rests if rest.ends <= today)])
	return (today - since).days


COUNTED = {
	Fact.DAYS_LEFT: _days_left,
	Fact.DAYS_LATE: _days_late,
	Fact.DAYS_TO_MILESTONE: _days_to_milestone,
	Fact.MILESTONE_LATE: _milestone_late,
	Fact.BEHIND: _behind,
	Fact.MISSING: lambda seen, _today: seen.missing,
	Fact.RETURNED: lambda seen, _today: seen.returned,
	Fact.PROBLEM: lambda seen, _today: int(seen.problem),
	Fact.STAGNANT: _stagnant,
	Fact.SUSPENDED: lambda _seen, _today: 0,
	Fact.EXTENSIONS: lambda seen, _today: seen.extensions,
}
