"""The deadline of what is handed to a person: never after the task's."""

from datetime import date


def latest(due: date | None, today: date) -> date | None:
	"""The last day that may be named: the task's, or today where that has passed; None where the task names no day."""
	return max(due, today) if due else None


def is_too_late(own: date | None, due: date | None, today: date) -> bool:
	"""Whether the person would be given more time than the unit has."""
	last = latest(due, today)
	return bool(own and last) and own > last
