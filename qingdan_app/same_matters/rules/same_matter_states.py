"""How a task stands in a same matter, and how the whole of it stands."""

from collections.abc import Iterable
from enum import Enum


class SameState(str, Enum):
	"""Of one task, and of the whole."""

	PROPOSED = "Proposed"
	JOINED = "Joined"
	PARTED = "Parted"


COLOURS: dict[str, str] = {
	SameState.PROPOSED.value: "orange",
	SameState.JOINED.value: "green",
	SameState.PARTED.value: "gray",
}
FEWEST = 2
"""Tasks that are joined: one alone is the same as nothing."""


def of_whole(members: Iterable[str]) -> str:
	"""How a same matter stands, given how its tasks stand: joined as soon as some are, proposed while none is settled otherwise."""
	found = set(members)
	return next(
		(each.value for each in (SameState.JOINED, SameState.PROPOSED) if each.value in found),
		SameState.PARTED.value,
	)


def left_alone(members: dict[str, str]) -> list[str]:
	"""The task that is the only one left joined; none where several are, or none is."""
	joined = [task for task, standing in members.items() if standing == SameState.JOINED.value]
	return joined if len(joined) < FEWEST else []
