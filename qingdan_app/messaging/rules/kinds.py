"""What a message can be about, and what a person may switch off."""

from enum import Enum


class Kind(str, Enum):
	"""Why somebody is told. Another app may use words of its own; it lets people mute those by adding them to the options
	of Qingdan Message Preference.
	"""

	TURN = "Turn"
	RETURNED = "Returned"
	REMINDER = "Reminder"
	LATE = "Late"
	URGE = "Urge"
	COPY = "For Information"
	OVER = "Over"
	NOTIFICATION = "Notification"
	BLOCKED = "Blocked"
	SEAL = "Seal"


class State(str, Enum):
	"""Where a message stands. One that is told within another has arrived with that one."""

	QUEUED = "Queued"
	SENDING = "Sending"
	DELIVERED = "Delivered"
	FAILED = "Failed"
	MUTED = "Muted"
	GATHERED = "Gathered"


COLOURS: dict[State, str] = {
	State.QUEUED: "blue",
	State.SENDING: "blue",
	State.DELIVERED: "green",
	State.FAILED: "red",
	State.MUTED: "gray",
	State.GATHERED: "gray",
}
"""How a state is shown: blue is on its way, red waits for somebody, gray for nobody."""

ALWAYS_TOLD: frozenset[str] = frozenset({Kind.BLOCKED.value, Kind.SEAL.value})
"""Nobody else could act where a flow waits for nobody, and a seal is proof only where it arrives."""

NAMED: frozenset[str] = frozenset({Kind.COPY.value, Kind.OVER.value, *ALWAYS_TOLD})
"""Their receivers were named as such: a signer gives somebody a copy, whose turn it was had read it then, and flows have administrators, whatever document
these may read themselves. Every other message is about a document that its receiver has to be able to read.
"""

SETTLED: frozenset[str] = frozenset({State.DELIVERED.value, State.MUTED.value, State.GATHERED.value})
"""States that nobody has to look at any more."""


def may_be_muted(kind: str) -> bool:
	"""Whether a person may switch messages of this kind off."""
	return kind not in ALWAYS_TOLD


def needs_sight(kind: str) -> bool:
	"""Whether a message is told only to somebody who may read its document when it is delivered."""
	return kind not in NAMED
