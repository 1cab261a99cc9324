"""How a deadline stands today: what is said of it, and in which colour."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from qingdan_app.tasks.rules.lateness import days_late
from qingdan_app.tasks.rules.states import TaskState

FARTHEST_YEARS = 100
"""A deadline is no farther away than that; what is was typed wrongly, and no calendar counts so far."""
SOON_DAYS = 7
"""How many days before its deadline a task is marked as due soon."""
SENT_IN: frozenset[str] = frozenset({TaskState.IN_REVIEW.value, TaskState.COMPLETED.value})
"""States in which a task has done its part: its deadline runs no longer."""


class Says(str, Enum):
	"""What is said of a deadline; the reason for its colour."""

	COMPLETED = "completed"
	COMPLETED_LATE = "completed late"
	SENT_IN = "sent in"
	LATE = "late"
	TODAY = "today"
	SOON = "soon"
	LATER = "later"
	MILESTONE_LATE = "milestone late"
	MILESTONE_TODAY = "milestone today"
	MILESTONE_SOON = "milestone soon"
	MISSED = "period missed"
	REVIEW_LATE = "review overdue"
	REVIEW_TODAY = "review today"
	REVIEW_LATER = "review later"


def is_deadline(day: date | None, today: date) -> bool:
	"""Whether a day can be meant as a deadline; what is no day at all cannot."""
	return bool(day) and abs(day.year - today.year) <= FARTHEST_YEARS


COLOURS: dict[Says, str] = {
	Says.COMPLETED: "green",
	Says.COMPLETED_LATE: "orange",
	Says.SENT_IN: "gray",
	Says.LATE: "red",
	Says.TODAY: "orange",
	Says.SOON: "yellow",
	Says.LATER: "gray",
	Says.MILESTONE_LATE: "orange",
	Says.MILESTONE_TODAY: "orange",
	Says.MILESTONE_SOON: "yellow",
	Says.MISSED: "red",
	Says.REVIEW_LATE: "orange",
	Says.REVIEW_TODAY: "orange",
	Says.REVIEW_LATER: "gray",
}
"""Red is the task's own deadline, and a missed period of what recurs, which has no other: a milestone that has passed is a warning
before it, and what is reviewed is never late."""


@dataclass(frozen=True)
class DueMark:
	"""How one deadline stands: the reason, the days that are left or over, and the colour."""

	says: Says
	days: int
	colour: str


def due_mark(due: date | None, state: str, today: date) -> DueMark | None:
	"""How the deadline of a task in `state` stands; None for a task without one.

	A task that was sent in is not called late here: whether it came late says its stamp, `late_since`.
	"""
	if due is None:
		return None
	days = (due - today).days
	says = _says(state, days)
	return DueMark(says, abs(days), COLOURS[says])


def milestone_mark(day: date | None, today: date, recurs: bool = False) -> DueMark | None:
	"""What is said of the next milestone, or period, of a task that is not late itself; None while that is further ahead."""
	if day is None or (day - today).days > SOON_DAYS:
		return None
	days = (day - today).days
	if recurs and days < 0:
		return missed_mark(-days)
	says = Says.MILESTONE_LATE if days < 0 else Says.MILESTONE_SOON if days else Says.MILESTONE_TODAY
	return DueMark(says, abs(days), COLOURS[says])


def missed_mark(days: int) -> DueMark:
	"""The mark of a period that nobody has reported, so many days after its own."""
	return DueMark(Says.MISSED, days, COLOURS[Says.MISSED])


def review_mark(day: date, today: date) -> DueMark:
	"""How the review of a task without a due date stands: overdue, or so many days ahead; the task is not late."""
	days = (day - today).days
	says = Says.REVIEW_LATE if days < 0 else Says.REVIEW_LATER if days else Says.REVIEW_TODAY
	return DueMark(says, abs(days), "yellow" if 0 < days <= SOON_DAYS else COLOURS[says])


def late_mark(since: date, until: date) -> DueMark:
	"""The mark of a task that carries the stamp of lateness: `until` is today, or the day it was sent in."""
	return DueMark(Says.LATE, days_late(since, until), COLOURS[Says.LATE])


def completed_mark(days: int) -> DueMark:
	"""The mark of a completed task: in time, or so many days late; what it was stays, whatever day it is."""
	says = Says.COMPLETED_LATE if days > 0 else Says.COMPLETED
	return DueMark(says, max(days, 0), COLOURS[says])


def is_late(due: date | None, since: date | None, state: str, today: date) -> bool:
	"""Whether a task is late today: stamped, or past its deadline since the last stamping. A completed one is not."""
	if state == TaskState.COMPLETED.value:
		return False
	mark = due_mark(due, state, today)
	return bool(since) or bool(mark and mark.says is Says.LATE)


def _says(state: str, days: int) -> Says:
	if state in SENT_IN:
		return Says.COMPLETED if state == TaskState.COMPLETED.value else Says.SENT_IN
	if days < 0:
		return Says.LATE
	if days == 0:
		return Says.TODAY
	return Says.SOON if days <= SOON_DAYS else Says.LATER


def milestone(day: date | str | None, precision: str | None, label: str | None) -> dict:
	"""The row of a task for a day that its words name, as `parsing` reads it: `half_year` is shown as Half Year."""
	return {"date": day, "precision": (precision or "").replace("_", " ").title(), "label": label or ""}
