"""What holds between handing out and acknowledging."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


def is_overdue(due: datetime | None, acknowledged: bool, now: datetime) -> bool:
	"""Whether the time to acknowledge is over and nobody has; without a limit it never is."""
	return due is not None and not acknowledged and now > due


class WhyNot(str, Enum):
	"""Why a lead unit cannot answer that a task is not its duty."""

	NOT_WAITING = "not waiting"
	OPEN = "open already"
	TOO_LATE = "too late"
	INSISTED = "insisted on"


@dataclass(frozen=True)
class Receipt:
	"""A task between handing out and acknowledging, before its lead unit.

	`waiting`: it is handed out, not started and not acknowledged. `refused`: an answer is open. `insisted`: supervision has
	insisted that it is this unit's.
	"""

	waiting: bool
	due: datetime | None = None
	refused: bool = False
	insisted: bool = False


def why_not_refuse(receipt: Receipt, now: datetime) -> WhyNot | None:
	"""Why the unit cannot refuse now; None where it can. Within its clock, once, and as long as it was not told that it is its duty."""
	if not receipt.waiting:
		return WhyNot.NOT_WAITING
	if receipt.refused:
		return WhyNot.OPEN
	if receipt.insisted:
		return WhyNot.INSISTED
	return WhyNot.TOO_LATE if is_overdue(receipt.due, False, now) else None
