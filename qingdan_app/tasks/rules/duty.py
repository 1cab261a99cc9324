"""Who owes a progress report, and who has not filed it."""

from collections.abc import Iterable, Mapping, Sequence

from qingdan_app.organization.rules.answering import answering_bodies, last_successor


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
