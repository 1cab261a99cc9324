"""Where a task should be by its schedule (序时进度): from its own start, through its milestones, to its last day."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

WHOLE = 100.0
UNSCHEDULED: frozenset[str] = frozenset({"Tentative", "Contingent", "Recurring", "Ongoing"})
"""Kinds of deadline that bind nobody to a pace: their day may still move, or there is none."""


def expected_percent(
	start: date | None, milestones: Iterable[date], due: date | None, kind: str | None, today: date
) -> float | None:
	"""The percentage, 0 to 100, at which a task that keeps its schedule stands at the end of `today`.

	Every day that the task names is worth the same share of it, and between two of them work goes on evenly. None
	where no pace is set: without a start or a last day, and for work of an UNSCHEDULED kind.
	"""
	if not start or not due or kind in UNSCHEDULED:
		return None
	named = sorted({day for day in milestones if start < day < due} | {due})
	if today >= due:
		return WHOLE
	if today < start:
		return 0.0
	share = WHOLE / len(named)
	for number, (begin, end) in enumerate(pairwise([start, *named])):
		if today < end:
			return round(share * (number + (today - begin).days / (end - begin).days), 1)
	return WHOLE


def behind(expected: float | None, percent: float) -> float:
	"""By how many points a task is behind its schedule; 0 where it is not, or has none."""
	return round(max((expected or 0.0) - percent, 0.0), 1)
