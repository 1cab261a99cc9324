"""What a task of several years owes within this one (阶段目标): read from its words, reported like a milestone, late by its own day."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from qingdan_app.parsing.dates import find_dates

KINDS: frozenset[str] = frozenset({"Date", "Milestones", "Period"})
"""Kinds of deadline that have a last day."""
MARK = "S"
"""The row of a stage is called by it and its year: `S2021`; the periods of what recurs have no such letter in front."""
_PERCENT = re.compile(r"(?:工程量|进度|总任务|任务量|投资)\D{0,6}?(\d+(?:\.\d+)?)\s*%")
_OPENING = r"(?:^|[。；;，,（(])\s*(?:其中[，,：:]?\s*)?"
_ENDS = r"(?=[。；;]|[，,]\s*\d{4}年|$)"


class Stage(NamedTuple):
	"""The goal of one year: its words, the percentage they name, and the last day in time."""

	year: int
	goal: str
	percent: float
	due: date


def year_of(list_year: int | None, due: date | None, kind: str | None, today: date) -> int | None:
	"""The year whose stage binds a task now; None where its own last day lies in that year, or it has none."""
	if not due or kind not in KINDS:
		return None
	year = max(list_year or today.year, today.year)
	return year if due.year > year else None


def stage_of(words: str | None, year: int) -> Stage:
	"""The stage of a year as the words of a task say it; without a goal where they do not."""
	return of_goal(goal_of(words, year), year)


def of_goal(goal: str, year: int) -> Stage:
	"""The stage with that goal: its percentage and its day are read from it, the last day of the year where it names none."""
	percent = _PERCENT.search(goal)
	days = [found.date for found in find_dates(goal, year) if found.date and found.date.year == year]
	return Stage(year, goal, float(percent[1]) if percent else 0.0, days[0] if days else date(year, 12, 31))


def goal_of(words: str | None, year: int) -> str:
	"""What the words say of one year (其中，2021年新增60家), without what they say of another; empty where they say nothing."""
	for found in re.finditer(rf"{_OPENING}({year}年.+?){_ENDS}", " ".join((words or "").split())):
		opened = found[0][: found.start(1) - found.start()].strip()[:1]
		goal = found[1]
		return (re.split(r"[）)]", goal)[0] if opened in ("（", "(") else goal).strip()
	return ""


def is_stage(row: Mapping) -> bool:
	"""Whether a row among the milestones of a task is the stage of a year."""
	return (row.get("instance") or "").startswith(MARK)


def name_of(year: int) -> str:
	"""What the row of a year's stage is called."""
	return f"{MARK}{year}"
