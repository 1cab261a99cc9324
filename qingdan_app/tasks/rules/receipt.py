"""What holds between handing out and acknowledging."""

from datetime import datetime


def is_overdue(due: datetime | None, acknowledged: bool, now: datetime) -> bool:
	"""Whether the time to acknowledge is over and nobody has; without a limit it never is."""
	return due is not None and not acknowledged and now > due
