"""Once a day the heads of all chains are sealed in one record, which can leave the database.

Seals are chained too: a seal that was printed vouches for every earlier one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qingdan_app.workflows.engine.trail.chain import START, Head, fingerprint


@dataclass(frozen=True)
class Seal:
	"""The heads of all chains at one time."""

	number: int
	"""Counts from 1."""
	sealed_at: str
	"""ISO date and time."""
	heads: tuple[Head, ...]
	"""Those that moved since the last seal, by name of the chain."""
	previous: str
	"""Digest of the seal before; START for the first."""
	digest: str


@dataclass(frozen=True)
class BrokenSeal:
	"""The first seal that is not what it was when it was written."""

	number: int


def seal(number: int, sealed_at: str, heads: Iterable[Head], previous: str) -> Seal:
	"""A new seal over `heads`, which follows the seal whose digest is `previous`."""
	ordered = tuple(sorted(heads, key=lambda head: (head.chain, head.sequence)))
	return Seal(number, sealed_at, ordered, previous, _digest(number, sealed_at, ordered, previous))


def verify_seals(seals: Sequence[Seal], outside: Iterable[tuple[int, str]] = ()) -> BrokenSeal | None:
	"""The first broken seal; None where all is well.

	`outside` are (number, digest) of seals as they were printed, mailed or filed.
	"""
	broken = [number for number, each in enumerate(seals, 1) if not _is_intact(seals, number, each)]
	for number, digest in outside:
		if number > len(seals):
			broken.append(len(seals) + 1)
		elif seals[number - 1].digest != digest:
			broken.append(number)
	return BrokenSeal(min(broken)) if broken else None


def _is_intact(seals: Sequence[Seal], number: int, each: Seal) -> bool:
	previous = seals[number - 2].digest if number > 1 else START
	expected = _digest(each.number, each.sealed_at, each.heads, each.previous)
	return (each.number, each.previous, each.digest) == (number, previous, expected)


def _digest(number: int, sealed_at: str, heads: Sequence[Head], previous: str) -> str:
	listed = [[head.chain, head.sequence, head.digest] for head in heads]
	return fingerprint([number, sealed_at, previous, listed])
