"""When a reminder is due: so many days before or after the day that it is counted from.

What falls on a day on which nobody works is told on the working day before it where something is ahead, so that time to act is left, and
on the working day after it where something is overdue; a rule may also ring on days of rest.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache

from qingdan_app.tasks.rules.obligation import Holiday, beside_holidays

Works = Callable[[date], bool]
DAY = timedelta(days=1)
FARTHEST = 366
"""So many days are counted at most."""
MOST_MISSED = 31
"""So many days back a sweep looks for what it has missed."""


class Receiver(str, Enum):
	"""Who can be reminded: the ladder, from its foot."""

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


def day_of(rung: Rung, counted_from: date, step: int, works: Works) -> date:
	"""The day on which one step of a rung is told."""
	forward = not rung.ahead
	day = (
		_counted(counted_from, step, forward, works)
		if rung.working_days
		else _beside(counted_from, step, forward)
	)
	if rung.on_days_of_rest:
		return day
	return beside_holidays(day, Holiday.AFTER if forward else Holiday.BEFORE, works)


def rings(rung: Rung, first: date, last: date, works: Works) -> dict[date, date]:
	"""Day that is counted from → the latest day within these on which it is told, `last` being today: of several steps that were missed
	the latest alone. Nothing is ahead any more once its day has passed."""
	works = cache(works)
	found: dict[date, date] = {}
	for counted_from in _candidates(rung, first, last):
		told = (day_of(rung, counted_from, step, works) for step in rung.steps)
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


def _beside(day: date, step: int, forward: bool) -> date:
	return day + step * DAY if forward else day - step * DAY


def _counted(day: date, step: int, forward: bool, works: Works) -> date:
	"""So many working days further; a calendar on which nobody works counts days."""
	moved, left = day, step
	while left:
		moved = _beside(moved, 1, forward)
		left -= works(moved)
		if abs(moved - day).days > FARTHEST * 3:
			return _beside(day, step, forward)
	return moved
