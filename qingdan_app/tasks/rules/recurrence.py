"""A task that recurs: how often its words say, and its instances, one for each period with a day of its own."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple


class Cycle(str, Enum):
	"""多久一次."""

	WEEK = "Week"
	MONTH = "Month"
	QUARTER = "Quarter"
	HALF_YEAR = "Half Year"
	YEAR = "Year"


WORDS: tuple[tuple[Cycle, re.Pattern], ...] = (
	(Cycle.WEEK, re.compile(r"[每按逐]个?(?:周|星期)")),
	(Cycle.MONTH, re.compile(r"[每按逐]个?月")),
	(Cycle.QUARTER, re.compile(r"[每按逐]个?季")),
	(Cycle.HALF_YEAR, re.compile(r"[每按逐]个?半年")),
	(Cycle.YEAR, re.compile(r"[每按逐]个?年")),
)
"""In this order: whoever owes something each month and each year owes it each month."""
DAY = re.compile(r"[每按逐]个?月\D{0,3}?(\d{1,2})[日号]")
MONTHS = {Cycle.MONTH: 1, Cycle.QUARTER: 3, Cycle.HALF_YEAR: 6, Cycle.YEAR: 12}
MOST = 120
"""No task has more instances than that made at once: ten years of months."""


class Instance(NamedTuple):
	"""One period: what it is called (`2026-03`, `2026-Q1`, `2026-H1`, `2026`, `2026-W09`), the last day in time, and its end."""

	name: str
	due: date
	ends: date


def cycle_of(words: str | None) -> Cycle | None:
	"""How often the document's words say; None where they name no period that can be counted (定期, 每天)."""
	return next((cycle for cycle, found in WORDS if found.search(words or "")), None)


def day_of(words: str | None) -> int:
	"""The day of the month by which it is due (每月10日前); 0 for the last."""
	found = DAY.search(words or "")
	day = int(found[1]) if found else 0
	return day if day <= 31 else 0


def instances(cycle: Cycle | None, day: int, start: date, until: date) -> list[Instance]:
	"""The instances from the period of `start` to that of `until`, the earliest first; none without a cycle."""
	if not cycle or until < start:
		return []
	return [_instance(cycle, day, last) for last in _last_days(cycle, start, until)][-MOST:]


def _last_days(cycle: Cycle, start: date, until: date) -> Iterator[date]:
	last = _last_day(cycle, start)
	while True:
		yield last
		if last >= until:
			return
		last = _last_day(cycle, last + timedelta(days=1))


def _last_day(cycle: Cycle, day: date) -> date:
	"""The last day of the period in which a day lies."""
	if cycle is Cycle.WEEK:
		return day + timedelta(days=7 - day.isoweekday())
	length = MONTHS[cycle]
	month = (day.month - 1) // length * length + length
	return date(day.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _instance(cycle: Cycle, day: int, last: date) -> Instance:
	due = last.replace(day=min(day, last.day)) if day and cycle is Cycle.MONTH else last
	return Instance(_name(cycle, last), due, last)


def _name(cycle: Cycle, last: date) -> str:
	if cycle is Cycle.WEEK:
		year, week, _day = last.isocalendar()
		return f"{year}-W{week:02d}"
	return {
		Cycle.MONTH: f"{last:%Y-%m}",
		Cycle.QUARTER: f"{last.year}-Q{(last.month + 2) // 3}",
		Cycle.HALF_YEAR: f"{last.year}-H{(last.month + 5) // 6}",
		Cycle.YEAR: f"{last.year}",
	}[cycle]
