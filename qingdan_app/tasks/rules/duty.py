"""Who owes a progress report for a month, and who has not filed it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from qingdan_app.organization.rules.answering import answering_bodies, last_successor

MONTH = re.compile(r"(\d{4})-(\d{2})")


def reporting_bodies(
	units: Iterable[str], members: Mapping[str, Sequence[str]], successors: Mapping[str, str]
) -> list[str]:
	"""The bodies that report for units named in a task, each once, in the order of the task.

	A group reports through its members, a merged unit through the one that has taken over. A group whose
	members nobody has entered stays as it is: it shows that somebody has to enter them.
	"""
	return list(answering_bodies(units, members, successors))


def missing_bodies(expected: Iterable[str], filed: Iterable[str], successors: Mapping[str, str]) -> list[str]:
	"""The expected bodies for which nothing was filed; a merged unit's report counts for its successor."""
	done = {last_successor(unit, successors) for unit in filed}
	return [body for body in expected if body not in done]


def month_of(day: date) -> str:
	"""The period of a day, `YYYY-MM`."""
	return f"{day:%Y-%m}"


def bounds_of(period: str) -> tuple[date, date]:
	"""First and last day of a period `YYYY-MM`. Raises ValueError for anything else."""
	found = MONTH.fullmatch(period)
	if not found:
		raise ValueError(period)
	first = date(int(found[1]), int(found[2]), 1)
	following = (first + timedelta(days=31)).replace(day=1)
	return first, following - timedelta(days=1)
