"""Who belongs to a place: a company, a department, whatever a field of a document names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Permission:
	"""What ties a user to a place: for documents of every kind, or of one."""

	user: str
	for_all: bool = True
	kind: str = ""
	"""The only kind of documents it is for, where it is not for all."""
	below: bool = True
	"""Whether it is for what lies below the place too."""

	def ties(self, subject: str, from_below: bool) -> bool:
		"""Whether it counts for a subject of that kind, asked of the place itself or from one below it."""
		return (self.for_all or not self.kind or self.kind == subject) and (self.below or not from_below)


@dataclass(frozen=True)
class Place:
	"""Who is tied to one place: by permission, and by a record of the person."""

	permitted: tuple[Permission, ...] = ()
	recorded: frozenset[str] = frozenset()


def belonging(users: Sequence[str], places: Iterable[Place], subject: str = "") -> list[str]:
	"""Those of `users` who belong to the first of the places to which any of them does; the nearest comes first.

	Who is tied to nothing belongs to nothing: somebody has to be named for a place to sign for it.
	"""
	for number, place in enumerate(places):
		tied = {each.user for each in place.permitted if each.ties(subject, from_below=number > 0)}
		known = tied | place.recorded
		if found := [user for user in users if user in known]:
			return found
	return []
