"""When a reminder is due: so many days before or after the day that it is counted from.

What falls on a day on which nobody works is told on the working day before it where something is ahead, so that time to act is left, and
on the working day after it where something is overdue; a rule may also ring on days of rest.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from itertools import takewhile

from qingdan_app.tasks.rules.obligation import Holiday, beside_holidays

Works = Callable[[date], bool]
DAY = timedelta(days=1)
FARTHEST = 366
"""So many days are counted at most."""
MOST_MISSED = 31
"""So many days back a sweep looks for what it has missed."""


class Receiver(str, Enum):
	"""Who can be reminded: the ladder, from its foot."""

	ASKED = "Whoever Is Asked"
	HANDLER = "Handler"
	LIAISON = "Liaison"
	HEAD = "Head"
	SUPERVISION = "Supervision Office"
	OFFICE = "Leader's Office"


@dataclass(frozen=True)
class Rung:
	"""One row of a rule set: about what, on which days, and whom."""

	about: str
	ahead: bool
	"""Whether it is told before the day that it is counted from."""
	days: tuple[int, ...]
	receivers: tuple[Receiver, ...]
	again_every: int = 0
	"""After the last of the days it is told again each so many days; never where something is ahead."""
	working_days: bool = False
	"""Whether working days are counted."""
	on_days_of_rest: bool = False

	@property
	def steps(self) -> tuple[int, ...]:
		"""All numbers of days, the smallest first."""
		if self.ahead or not self.again_every or not self.days:
			return tuple(sorted(set(self.days)))
		again = range(max(self.days), FARTHEST + 1, self.again_every)
		return tuple(sorted({*self.days, *again}))


def days_of(rung: Rung, counted_from: date, works: Works) -> Iterator[date]:
	"""The days on which the steps of a rung are told, the smallest step first, found in one walk away from the day that is counted from."""
	forward, day, reached = not rung.ahead, counted_from, 0
	for step in rung.steps:
		further = _counted if rung.working_days else _beside
		day, reached = further(day, step - reached, forward, works), step
		yield _told_on(rung, day, works)


def _told_on(rung: Rung, day: date, works: Works) -> date:
	if rung.on_days_of_rest:
		return day
	return beside_holidays(day, Holiday.BEFORE if rung.ahead else Holiday.AFTER, works)


def rings(rung: Rung, first: date, last: date, works: Works) -> dict[date, date]:
	"""Day that is counted from → the latest day within these on which it is told, `last` being today: of several steps that were missed
	the latest alone. Nothing is ahead any more once its day has passed."""
	works = cache(works)
	found: dict[date, date] = {}
	for counted_from in _candidates(rung, first, last):
		told = takewhile(
			lambda day: first <= day if rung.ahead else day <= last, days_of(rung, counted_from, works)
		)
		if latest := max((day for day in told if first <= day <= last), default=None):
			found[counted_from] = latest
	return found


def window(reached: date | None, today: date) -> tuple[date, date]:
	"""The days of which a sweep tells: since the last one, a month at most; today alone where there was none."""
	first = (reached or today - DAY) + DAY
	return max(first, today - MOST_MISSED * DAY), today


def people_of(receivers: tuple[Receiver, ...], holders: dict[Receiver, list[str]]) -> list[str]:
	"""Whom a rung reminds: where nobody stands on it, whoever stands on the next one above."""
	ladder = list(Receiver)
	found = []
	for receiver in receivers:
		above = ladder[ladder.index(receiver) :]
		found += next((holders[each] for each in above if holders.get(each)), [])
	return list(dict.fromkeys(found))


def _candidates(rung: Rung, first: date, last: date) -> Iterator[date]:
	reach = (max(rung.steps, default=0) * (3 if rung.working_days else 1) + MOST_MISSED) * DAY
	day, end = (last, last + reach) if rung.ahead else (first - reach, last)
	while day <= end:
		yield day
		day += DAY


def _beside(day: date, step: int, forward: bool, _works: Works | None = None) -> date:
	return day + step * DAY if forward else day - step * DAY


def _counted(day: date, step: int, forward: bool, works: Works) -> date:
	"""So many working days further; a calendar on which nobody works counts days."""
	moved, left = day, step
	while left:
		moved = _beside(moved, 1, forward)
		left -= works(moved)
		if abs(moved - day).days > step * 3 + MOST_MISSED:
			return _beside(day, step, forward)
	return moved
