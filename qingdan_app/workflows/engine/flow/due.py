"""How the time of a turn stands: one rule for inbox and form."""

from datetime import datetime, timedelta
from enum import Enum

SOON = timedelta(hours=8)
"""How long before it is due a turn is marked."""


class Time(str, Enum):
	"""Why a turn is marked as it is."""

	LATE = "late"
	SOON = "soon"
	LATER = "later"


def time_of(due: datetime | None, late_since: datetime | None, now: datetime) -> Time | None:
	"""How the time of a turn stands; None for one without a clock. A turn that was stamped late stays late."""
	if due is None:
		return None
	if late_since or due < now:
		return Time.LATE
	return Time.SOON if due - now < SOON else Time.LATER
