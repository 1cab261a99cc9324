"""One matter that stands in several tasks is reported once: where it is asked."""

from collections.abc import Iterable, Mapping, Sequence


def first_asked(tasks: Iterable[str]) -> str:
	"""At which of the tasks on which the same report is owed a unit is asked for it: at the first by number."""
	return min(tasks)


def asked_at(owing: Mapping[tuple[str, str, str], Sequence[str]]) -> dict[tuple[str, str], str]:
	"""Task and unit → the task at which the unit is asked instead.

	`owing` has for each same matter, unit and period the tasks on which the unit owes a report for it: it is asked at the first by
	number. Nothing is said of that one, nor of a task alone with its period.
	"""
	found = {}
	for (_matter, unit, _period), tasks in owing.items():
		first = first_asked(tasks)
		found |= {(task, unit): first for task in tasks if task != first}
	return found
