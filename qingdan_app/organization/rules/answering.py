"""Which bodies answer for units: a group through its members, a merged unit through the one that has taken over.

However many mergers and groups lie between, and the same for whoever reports, signs or is missed.
"""

from collections.abc import Iterable, Mapping, Sequence


def answering_bodies(
	units: Iterable[str], members: Mapping[str, Sequence[str]], successors: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
	"""Body → the units it answers for, itself among them, in the order of `units`.

	A group whose members nobody has entered stays as it is: it shows that somebody has to enter them. Where units
	lead in a circle, the one that closes it answers.
	"""
	found: dict[str, dict[str, None]] = {}
	for unit in units:
		for body, merged in _reached(unit, members, successors, frozenset()):
			found.setdefault(body, {}).update(dict.fromkeys((*merged, body)))
	return {body: tuple(answers_for) for body, answers_for in found.items()}


def last_successor(unit: str, successors: Mapping[str, str]) -> str:
	"""The unit that has taken a unit over in the end; the unit itself where nobody has."""
	return next(body for body, _merged in _reached(unit, {}, successors, frozenset()))


def _reached(
	unit: str, members: Mapping[str, Sequence[str]], successors: Mapping[str, str], seen: frozenset[str]
) -> Iterable[tuple[str, tuple[str, ...]]]:
	"""Each body behind a unit, with the units merged into it on the way; a group's own people answer for no member."""
	successor, seen = successors.get(unit), seen | {unit}
	following = [each for each in ([successor] if successor else members.get(unit, ())) if each not in seen]
	if not following:
		yield unit, ()
	for each in following:
		for body, merged in _reached(each, members, successors, seen):
			yield body, ((unit, *merged) if successor else merged)
