"""The clock by which a lead unit acknowledges what was handed out to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Stage(str, Enum):
	"""What the clock says when it rings."""

	SOON = "soon"
	LATE = "late"


@dataclass(frozen=True)
class Clock:
	"""When it began, when the unit is reminded, and when its time is over."""

	begun: datetime
	remind: datetime
	due: datetime

	def next_ring(self, reminded: bool) -> datetime:
		"""When it rings next: for the reminder, and once that was given at its end."""
		return self.due if reminded else self.remind


def clock_from(begun: datetime, hours: int, due_after: Callable[[datetime, int], datetime]) -> Clock | None:
	"""The clock of so many working hours, by the one function that counts them; None where no limit is set.

	The unit is reminded when a quarter of its time is left.
	"""
	if hours <= 0:
		return None
	return Clock(begun, due_after(begun, hours * 45), due_after(begun, hours * 60))


def stage_of(ring: datetime, due: datetime | None) -> Stage:
	"""What a ring means: before the end it reminds, at the end it says that the time is over."""
	return Stage.LATE if due is None or ring >= due else Stage.SOON
