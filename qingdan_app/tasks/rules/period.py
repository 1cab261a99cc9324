"""A period that is reported on: a week, a month, a quarter, half a year, a year. It is called `2021-W09`, `2021-03`, `2021-Q1`, `2021-H1`, `2021`."""

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


MONTHS = {Cycle.MONTH: 1, Cycle.QUARTER: 3, Cycle.HALF_YEAR: 6, Cycle.YEAR: 12}
NAMES: tuple[tuple[Cycle, re.Pattern], ...] = (
	(Cycle.MONTH, re.compile(r"(\d{4})-(0[1-9]|1[0-2])")),
	(Cycle.QUARTER, re.compile(r"(\d{4})-Q([1-4])")),
	(Cycle.WEEK, re.compile(r"(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])")),
	(Cycle.HALF_YEAR, re.compile(r"(\d{4})-H([12])")),
	(Cycle.YEAR, re.compile(r"(\d{4})()")),
)


class Period(NamedTuple):
	"""One period: what it is called, its first day and its last."""

	name: str
	begins: date
	ends: date


def period_of(cycle: Cycle, day: date) -> Period:
	"""The period in which a day lies."""
	if cycle is Cycle.WEEK:
		begins = day - timedelta(days=day.isoweekday() - 1)
		year, week, _day = begins.isocalendar()
		return Period(f"{year}-W{week:02d}", begins, begins + timedelta(days=6))
	length = MONTHS[cycle]
	begins = date(day.year, (day.month - 1) // length * length + 1, 1)
	month = begins.month + length
	ends = date(day.year + month // 13, (month - 1) % 12 + 1, 1) - timedelta(days=1)
	return Period(_name(cycle, begins), begins, ends)


def following(cycle: Cycle, period: Period) -> Period:
	"""The period after another."""
	return period_of(cycle, period.ends + timedelta(days=1))


def periods(cycle: Cycle, start: date, until: date) -> Iterator[Period]:
	"""The periods from that of `start` to that of `until`, the earliest first; none where `until` lies before."""
	period = period_of(cycle, start)
	while start <= until and period.begins <= until:
		yield period
		period = following(cycle, period)


def cycle_named(name: str | None) -> Cycle | None:
	"""What kind of period a name names; None for what is no period."""
	return next((cycle for cycle, form in NAMES if form.fullmatch(name or "")), None)


def period_named(name: str | None) -> Period | None:
	"""The period that is called so; None for what is no period, as the fifty-third week of a year that has none."""
	for cycle, form in NAMES:
		if found := form.fullmatch(name or ""):
			return _begin_of(cycle, int(found[1]), found[2])
	return None


def _begin_of(cycle: Cycle, year: int, number: str) -> Period | None:
	try:
		if cycle is Cycle.WEEK:
			begins = date.fromisocalendar(year, int(number), 1)
		else:
			begins = date(year, (int(number or 1) - 1) * MONTHS[cycle] + 1, 1)
		return period_of(cycle, begins)
	except ValueError:
		return None


def _name(cycle: Cycle, begins: date) -> str:
	number = (begins.month - 1) // MONTHS[cycle] + 1
	return {
		Cycle.MONTH: f"{begins:%Y-%m}",
		Cycle.QUARTER: f"{begins.year}-Q{number}",
		Cycle.HALF_YEAR: f"{begins.year}-H{number}",
		Cycle.YEAR: f"{begins.year}",
	}[cycle]
