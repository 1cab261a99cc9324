"""When a reminder is due: so many days before or after the day that it is counted from.

What falls on a day on which nobody works is told on the working day before it where something is ahead, so that time to act is left, and
on the working day after it where something is overdue; a rule may also ring on days of rest.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache

from qingdan_app.tasks.rules.obligation import FURTHEST, Holiday, beside_holidays

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


def rings(rung: Rung, first: date, last: date, works: Works) -> dict[date, date]:
	"""Day that is counted from → the latest day within these on which it is told, `last` being today: of several steps that were missed
	the latest alone. Nothing is ahead any more once its day has passed.

	Found from the days on which it is told, of which a night has one, and not from all days that may be counted from."""
	works = _worked(cache(works), last)
	found: dict[date, date] = {}
	for day in _led_to(rung, first, last):
		told = _told_on(rung, day, works)
		if first <= told <= last:
			found |= dict.fromkeys(_counted_from(rung, day, works), told)
	return {day: told for day, told in found.items() if not rung.ahead or day >= last}


def _worked(works: Works, last: date) -> Works:
	"""The calendar; by one on which nobody has worked for a month every day counts."""
	lately = (last - number * DAY for number in range(FURTHEST + 1))
	return works if any(map(works, lately)) else lambda _day: True


def _led_to(rung: Rung, first: date, last: date) -> Iterator[date]:
	"""The days to which steps may lead of what is told within these, the earliest first: a holiday moves it so far at most."""
	day, end = (first, last + FURTHEST * DAY) if rung.ahead else (first - FURTHEST * DAY, last)
	while day <= end:
		yield day
		day += DAY


def _told_on(rung: Rung, day: date, works: Works) -> date:
	if rung.on_days_of_rest:
		return day
	return beside_holidays(day, Holiday.BEFORE if rung.ahead else Holiday.AFTER, works)


def _counted_from(rung: Rung, day: date, works: Works) -> Iterator[date]:
	"""The days from which a step of the rung leads to this one."""
	back = DAY if rung.ahead else -DAY
	if rung.working_days:
		return _so_many_working_days(rung.steps, day, back, works)
	return (day + step * back for step in rung.steps)


def _so_many_working_days(steps: tuple[int, ...], day: date, back: timedelta, works: Works) -> Iterator[date]:
	"""On a day of rest nobody arrives by counting; whoever counts none stays where they are."""
	if 0 in steps:
		yield day
	if not works(day):
		return
	counted = 0
	for _passed in range(max(steps, default=0) * 3 + MOST_MISSED):
		counted += works(day)
		day += back
		if counted in steps:
			yield day


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
