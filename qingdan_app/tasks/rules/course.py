"""What holds a task up or has ended it, beside its state: an attribute, never a fifth state."""

from enum import Enum


class Course(str, Enum):
	"""办理情形: whether a task runs its course."""

	RUNNING = ""
	SUSPENDED = "Suspended"
	ENDED = "Terminated"
	MERGED = "Merged"


COLOURS_AT_REST: dict[Course, str] = {
	Course.SUSPENDED: "orange",
	Course.ENDED: "gray",
	Course.MERGED: "gray",
}
CLOSED: frozenset[str] = frozenset({Course.ENDED.value, Course.MERGED.value})
"""Nothing more is asked of such a task, and it takes no report."""
AT_REST: frozenset[str] = CLOSED | {Course.SUSPENDED.value}
"""Such a task is not late, and nobody is missed who does not report on it."""
