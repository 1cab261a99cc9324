"""Deadlines that name no day yet: when somebody looks at them again, who does, and what they may say.

A tentative date is fixed by a day, a contingent one is asked about on its review date, ongoing work is reviewed once each period. None
of them is ever late: a review that nobody has held is overdue, and the task is not.
"""

from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from qingdan_app.tasks.rules.recurrence import Cycle, instances

TENTATIVE, CONTINGENT, ONGOING = "Tentative", "Contingent", "Ongoing"
REVIEWED: tuple[str, ...] = (TENTATIVE, CONTINGENT, ONGOING)
"""Kinds of deadline that somebody looks at again."""
USUAL_CYCLE = Cycle.QUARTER
USUAL_DAYS = 30
"""A tentative date is fixed so many days before it, where its list does not say."""
REMINDED_BEFORE = 7
REMINDED_AGAIN = 7
"""Days before a review on which people are reminded, and between two reminders of one that is overdue."""
OPENS_BEFORE: dict[Cycle, int] = {Cycle.MONTH: 10, Cycle.QUARTER: 30, Cycle.HALF_YEAR: 60, Cycle.YEAR: 90}
"""So many days before its day a review of ongoing work may be held: what is said earlier is added to the one before."""


class Settings(NamedTuple):
	"""What a list says of reviews: how often, and how many days before a tentative date that is fixed."""

	cycle: Cycle
	days_before: int


class Waiting(NamedTuple):
	"""A review that is ahead: of which kind of deadline, on which day, and the tentative date of the task."""

	kind: str
	day: date
	planned: date | None


class Verdict(str, Enum):
	"""What a review says; the value is the act in the history of the task."""

	FIXED = "fix_date"
	HAPPENED = "has_happened"
	LATER = "look_again"
	REPORTED = "report_review"
	WELL = "find_well"
	BADLY = "find_badly"


BINDING: frozenset[Verdict] = frozenset({Verdict.FIXED, Verdict.HAPPENED})
"""After these the task has a due date like any other."""
WITH_DAY: frozenset[Verdict] = BINDING | {Verdict.LATER}


class Lack(str, Enum):
	"""What a review cannot do without."""

	WORDS = "words"
	DAY = "day"
	DAY_AHEAD = "day ahead"
	IN_YEAR = "day within the year"
	PERCENT = "percent"


def first_day(kind: str, planned: date | None, cycle: Cycle, days_before: int, today: date) -> date | None:
	"""The first day by which somebody looks at a task: `planned` is its tentative date. None for other kinds of deadline.

	A tentative date that is too near for that is fixed by itself.
	"""
	if kind not in REVIEWED:
		return None
	if kind == TENTATIVE and planned and planned > today:
		early = planned - timedelta(days=days_before)
		return early if early > today else planned
	return _end_of_period(cycle, today + timedelta(days=OPENS_BEFORE[cycle]))


def day_under(now: Settings, was: Settings, review: Waiting, today: date) -> date:
	"""The day of a review once its list says something else: one that followed from the earlier settings follows from these.

	A day that somebody has set stays, and so does one that has come: nobody is let off by a setting.
	"""
	if review.day <= today or review.day not in _days_given(was, review):
		return review.day
	return first_day(review.kind, review.planned, now.cycle, now.days_before, today) or review.day


def _days_given(settings: Settings, review: Waiting) -> set[date]:
	"""The days that settings may have given to a review."""
	if review.kind == TENTATIVE and review.planned:
		return {review.planned, review.planned - timedelta(days=settings.days_before)}
	return {_end_of_period(settings.cycle, review.day)}


def day_after_review(cycle: Cycle, day: date, today: date) -> date:
	"""The next review of ongoing work that was reviewed today: the same where the review of `day` is not open yet."""
	ahead = timedelta(days=OPENS_BEFORE[cycle])
	if today < day - ahead:
		return day
	return _end_of_period(cycle, max(day + timedelta(days=1), today + ahead))


def first_ring(day: date, today: date) -> date:
	"""The first day on which people are reminded of the review of `day`."""
	return max(day - timedelta(days=REMINDED_BEFORE), today)


def next_ring(day: date, today: date) -> date:
	"""When they are reminded again, having been reminded today: on the day after it, then each week."""
	return day + timedelta(days=1) if today <= day else today + timedelta(days=REMINDED_AGAIN)


def is_overdue(day: date | None, today: date) -> bool:
	"""Whether a review was not held by its day."""
	return bool(day) and today > day


def offered(kind: str | None, supervises: bool, leads: bool, watches: bool) -> tuple[Verdict, ...]:
	"""What somebody may say of a task: supervision sets dates, who watches a condition says that it has not come yet."""
	if kind == TENTATIVE:
		return (Verdict.FIXED, Verdict.LATER) if supervises else ()
	if kind == CONTINGENT:
		return (
			*((Verdict.HAPPENED,) if supervises else ()),
			*((Verdict.LATER,) if supervises or watches else ()),
		)
	if kind == ONGOING:
		return (
			*((Verdict.REPORTED,) if leads else ()),
			*((Verdict.WELL, Verdict.BADLY) if supervises else ()),
		)
	return ()


def lacking(verdict: Verdict, words: str, day: date | None, today: date) -> list[Lack]:
	"""What a review lacks: words, but where all is well, and a day from today on where one is set."""
	found = [] if words or verdict is Verdict.WELL else [Lack.WORDS]
	if verdict not in WITH_DAY:
		return found
	if not day:
		return [*found, Lack.DAY]
	earliest = today if verdict in BINDING else today + timedelta(days=1)
	return found if day >= earliest else [*found, Lack.DAY_AHEAD]


def _end_of_period(cycle: Cycle, day: date) -> date:
	return instances(cycle, 0, day, day)[0].ends
