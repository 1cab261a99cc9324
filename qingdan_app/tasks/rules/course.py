"""What holds a task up or has ended it, beside its state: an attribute, never a fifth state."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import NamedTuple


class Course(str, Enum):
	"""办理情形: whether a task runs its course."""

	RUNNING = ""
	SUSPENDED = "Suspended"
	ENDED = "Terminated"
	MERGED = "Merged"
	ARCHIVED = "Archived"
	CARRIED = "Carried Over"


COLOURS_AT_REST: dict[Course, str] = {
	Course.SUSPENDED: "orange",
	Course.ENDED: "gray",
	Course.MERGED: "gray",
	Course.ARCHIVED: "gray",
	Course.CARRIED: "blue",
}
ENDED: frozenset[str] = frozenset({Course.ENDED.value, Course.MERGED.value})
"""It was decided that such a task ends; supervision may resume it."""
WITH_ITS_LIST: frozenset[str] = frozenset({Course.ARCHIVED.value, Course.CARRIED.value})
"""Such a task rests with the list of its year, and goes on with that alone, or in a later list."""
CLOSED: frozenset[str] = ENDED | WITH_ITS_LIST
"""Nothing more is asked of such a task, and it takes no report."""
AT_REST: frozenset[str] = CLOSED | {Course.SUSPENDED.value}
"""Such a task is not late, and nobody is missed who does not report on it."""


class Rest(NamedTuple):
	"""A time in which a task rested: from its first day to that on which it went on, which is the first it ran again."""

	begins: date
	ends: date


def rests_of(words: str | None) -> list[Rest]:
	"""The times in which a task rested, from the lines kept with it (`2021-03-05 2021-06-10`)."""
	lines = (line.split() for line in (words or "").splitlines())
	return [Rest(*map(date.fromisoformat, line)) for line in lines if len(line) == 2]


def with_rest(words: str | None, begins: date | None, ends: date) -> str:
	"""The lines with one more; nothing is added where there was no rest, or it ended on the day on which it began."""
	if not begins or begins >= ends:
		return words or ""
	return "\n".join(filter(None, (words, f"{begins} {ends}")))


def rested_on(rests: Iterable[Rest], day: date) -> bool:
	"""Whether a task rested on that day."""
	return any(rest.begins <= day < rest.ends for rest in rests)


def owed_from(rests: Iterable[Rest], day: date) -> date:
	"""The day by which something due on `day` is judged: what fell due while it rested is due on the day it goes on."""
	for rest in sorted(rests):
		day = rest.ends if rest.begins <= day < rest.ends else day
	return day
