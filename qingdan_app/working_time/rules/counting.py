"""Adding and measuring working time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from qingdan_app.working_time.rules.calendar import Calendar, Warn, spans_of

FARTHEST_DAYS = 4000
"""How many days are looked at for one piece of work before giving up: nearly eleven years."""


class NoWorkingTime(ValueError):
	"""There is not that much working time within FARTHEST_DAYS days."""


@dataclass(frozen=True)
class Reckoned:
	"""A moment, and what it rests on."""

	at: datetime
	warnings: tuple[Warn, ...] = ()
	"""Years whose calendar is not known, each once."""


def add_working_minutes(start: datetime, minutes: int, calendar: Calendar) -> Reckoned:
	"""The moment by which so many working minutes have passed since `start`.

	Work that fills a stretch to its end is done at that end, not at the next morning; nought minutes
	outside of hours are done when work begins again. Raises NoWorkingTime, or ValueError for a negative number.
	"""
	if minutes < 0:
		raise ValueError(f"{minutes} minutes")
	left, guessed = timedelta(minutes=minutes), set()
	for day in _days_from(start):
		if calendar.is_guessed(day):
			guessed.add(day.year)
		for begin, end in spans_of(calendar, day, start):
			begin = max(begin, start)
			if begin >= end:
				continue
			if left <= end - begin:
				return Reckoned(begin + left, tuple(Warn(year) for year in sorted(guessed)))
			left -= end - begin
	raise NoWorkingTime(f"{minutes} working minutes after {start}")


def working_minutes_between(start: datetime, end: datetime, calendar: Calendar) -> int:
	"""Whole working minutes from `start` to `end`; 0 where `end` is not later. For dwell times."""
	total = timedelta()
	for day in _days_from(start):
		if day > end.date():
			break
		for begin, close in spans_of(calendar, day, start):
			total += max(timedelta(), min(close, end) - max(begin, start))
	return total // timedelta(minutes=1)


def working_day_after(start: date, days: int, calendar: Calendar) -> date:
	"""The day that is so many working days after `start`, which itself does not count; `start` for none.

	Raises NoWorkingTime, or ValueError for a negative number.
	"""
	if days < 0:
		raise ValueError(f"{days} days")
	day, left = start, days
	for _tried in range(FARTHEST_DAYS):
		if not left:
			return day
		day += timedelta(days=1)
		left -= calendar.works_on(day)
	raise NoWorkingTime(f"{days} working days after {start}")


def due_after(
	calendar: Calendar, warn: Callable[[Warn], None] = lambda warning: None
) -> Callable[[datetime, int], datetime]:
	"""The function the approval engine is given; what it rests on is told to `warn`."""

	def reckon(start: datetime, minutes: int) -> datetime:
		reckoned = add_working_minutes(start, minutes, calendar)
		for warning in reckoned.warnings:
			warn(warning)
		return reckoned.at

	return reckon


def _days_from(start: datetime) -> Iterator[date]:
	for number in range(FARTHEST_DAYS):
		yield start.date() + timedelta(days=number)
