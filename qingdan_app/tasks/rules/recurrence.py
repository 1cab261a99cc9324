"""A task that recurs: how often its words say, and its instances, one for each period with a day of its own."""

import re
from datetime import date
from typing import NamedTuple

from qingdan_app.tasks.rules.period import Cycle, Period, periods

WORDS: tuple[tuple[Cycle, re.Pattern], ...] = (
	(Cycle.WEEK, re.compile(r"[每按逐]个?(?:周|星期)")),
	(Cycle.MONTH, re.compile(r"[每按逐]个?月")),
	(Cycle.QUARTER, re.compile(r"[每按逐]个?季")),
	(Cycle.HALF_YEAR, re.compile(r"[每按逐]个?半年")),
	(Cycle.YEAR, re.compile(r"[每按逐]个?年")),
)
"""In this order: whoever owes something each month and each year owes it each month."""
DAY = re.compile(r"[每按逐]个?月\D{0,3}?(\d{1,2})[日号]")
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
	return [_instance(cycle, day, period) for period in periods(cycle, start, until)][-MOST:]


def _instance(cycle: Cycle, day: int, period: Period) -> Instance:
	last = period.ends
	due = last.replace(day=min(day, last.day)) if day and cycle is Cycle.MONTH else last
	return Instance(period.name, due, last)
