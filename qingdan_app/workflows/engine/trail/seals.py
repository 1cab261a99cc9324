"""Once a day the heads of all chains are sealed in one record, which can leave the database.

Seals are chained: one that was printed vouches for every earlier one. A seal covers the digests of its parts, and each part some of the
heads, so that seals are checked without their heads, and heads a part at a time. The first seals held all their heads themselves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qingdan_app.workflows.engine.trail.chain import START, Head, NotCanonical, fingerprint


@dataclass(frozen=True)
class Seal:
	"""The heads of all chains at one time."""

	number: int
	"""Counts from 1."""
	sealed_at: str
	"""ISO date and time."""
	previous: str
	"""Digest of the seal before; START for the first."""
	digest: str
	parts: tuple[str, ...] = ()
	"""The digests of its parts, in their order."""
	heads: tuple[Head, ...] | None = None
	"""Of one of the first seals, which has no parts: those that moved since the last seal, by name of the chain."""


@dataclass(frozen=True)
class BrokenSeal:
	"""The first seal that is not what it was when it was written."""

	number: int


def part_digest(heads: Iterable[Head]) -> str:
	"""The digest of one part, given its heads in the order in which they are stored."""
	return fingerprint(listed(heads))


def listed(heads: Iterable[Head]) -> list[list]:
	"""Heads as plain data: `[[chain, sequence, digest]]`."""
	return [[head.chain, head.sequence, head.digest] for head in heads]


def seal(number: int, sealed_at: str, parts: Iterable[str], previous: str) -> Seal:
	"""A new seal over parts, given their digests, which follows the seal whose digest is `previous`."""
	made = Seal(number, sealed_at, previous, "", tuple(parts))
	return Seal(number, sealed_at, previous, _digest(made), made.parts)


def seal_of_heads(number: int, sealed_at: str, heads: Iterable[Head], previous: str) -> Seal:
	"""A seal as the first ones were made: over all its heads at once."""
	ordered = tuple(sorted(heads, key=lambda head: (head.chain, head.sequence)))
	made = Seal(number, sealed_at, previous, "", heads=ordered)
	return Seal(number, sealed_at, previous, _digest(made), heads=ordered)


def is_intact(made: Seal) -> bool:
	"""Whether a seal, with what it covers, is what its digest says."""
	try:
		return made.digest == _digest(made)
	except NotCanonical:
		return False


def verify_seals(
	seals: Iterable[Seal], outside: Iterable[tuple[int, str]] = (), after: Seal | None = None
) -> BrokenSeal | None:
	"""The first broken seal; None where all is well. Each is looked at once, so that they may be read one by one.

	`outside` are (number, digest) of seals as they were printed, mailed or filed. `after` is a seal that is known to be whole, which the
	first of `seals` follows; what was noted elsewhere of those before it is not asked.
	"""
	noted = _by_number(outside, after)
	last = after
	if after and noted.pop(after.number, {after.digest}) != {after.digest}:
		return BrokenSeal(after.number)
	for each in seals:
		if not _follows(each, last) or noted.pop(each.number, {each.digest}) != {each.digest}:
			return BrokenSeal(_next(last))
		last = each
	return BrokenSeal(_next(last)) if noted else None


def _by_number(outside: Iterable[tuple[int, str]], after: Seal | None) -> dict[int, set[str]]:
	noted: dict[int, set[str]] = {}
	for number, digest in outside:
		if not after or number >= after.number:
			noted.setdefault(number, set()).add(digest)
	return noted


def _next(last: Seal | None) -> int:
	return last.number + 1 if last else 1


def _follows(each: Seal, last: Seal | None) -> bool:
	expected = (_next(last), last.digest if last else START)
	return (each.number, each.previous) == expected and is_intact(each)


def _digest(made: Seal) -> str:
	if made.heads is not None:
		return fingerprint([made.number, made.sealed_at, made.previous, listed(made.heads)])
	parts: Sequence[str] = list(made.parts)
	return fingerprint([made.number, made.sealed_at, made.previous, "parts", parts])
