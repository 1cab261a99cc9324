"""When a message that did not get through is tried again, and when it is given up."""

from datetime import datetime, timedelta

DELAYS: tuple[timedelta, ...] = (
	timedelta(minutes=1),
	timedelta(minutes=5),
	timedelta(minutes=15),
	timedelta(hours=1),
	timedelta(hours=4),
	timedelta(hours=12),
	timedelta(hours=24),
)
"""After the first attempt, the second …: a server that is away over a night or a Sunday loses nothing."""

LEASE = timedelta(minutes=10)
"""For so long a message belongs to the worker that took it up; after that the worker is taken for dead."""


def next_attempt(attempts: int, now: datetime) -> datetime | None:
	"""When a message is tried again after so many attempts; None where it is given up."""
	return now + DELAYS[attempts - 1] if attempts <= len(DELAYS) else None


def exhausted(attempts: int) -> bool:
	"""Whether a message was taken up so often that it is not taken up again: it may be what kills its workers."""
	return attempts > len(DELAYS) + 1
