"""Whether a duty that is held from–until is held today."""

from datetime import date
from enum import Enum


class Holding(str, Enum):
	"""Where a day lies to the time a duty is held."""

	NOT_YET = "not yet"
	HELD = "held"
	ENDED = "ended"


def overlap(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
	"""Whether there is a day on which both duties, each from–until, are held."""
	(begins, ends), (other_begins, other_ends) = one, other
	before = ends is not None and other_begins is not None and ends < other_begins
	after = other_ends is not None and begins is not None and other_ends < begins
	return not (before or after)


def holding(begins: date | None, ends: date | None, today: date) -> Holding:
	"""Both days belong to the time; a side that is open has no end."""
	if ends and ends < today:
		return Holding.ENDED
	return Holding.NOT_YET if begins and begins > today else Holding.HELD
