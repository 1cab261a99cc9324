"""The order in which tasks stand on a page."""

from datetime import date

END_OF_TIME = "9999-12-31"
"""Where a task without a hard deadline stands: after every task that has one."""


def due_order(due: date | str | None) -> str:
	"""The day that orders a task among others: its due date, or the end of time."""
	return str(due) if due else END_OF_TIME
