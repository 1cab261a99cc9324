"""Log entries chained by hash over canonical content.

Each digest covers the chain's name, the entry's place in it, the digest before and the content. So an edited,
exchanged or missing entry breaks the chain where it stands. A chain that was cut at its end, or computed anew
from some entry on, is whole in itself: it is found out by a head that was written down elsewhere.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

START = ""
"""The digest before the first entry."""


class NotCanonical(ValueError):
	"""The content has no single form as text: a float, a key that is no text, or a value JSON does not know."""


class Fault(str, Enum):
	"""What is wrong with a chain, at the first place where something is."""

	EDITED = "edited"
	MISSING = "missing"
	REORDERED = "reordered"
	UNLINKED = "does not follow from the entry before"
	CUT = "cut off"
	RECOMPUTED = "computed anew"
	SIGNATURE = "signature replaced"
	APPENDED = "appended past the flow"
	UNCHAINED = "its chain was deleted"
	SHARED = "another log goes by its name"
	DELETED = "deleted"
	DIFFERS = "not as the log tells"
	FILES = "its files were changed"
	EXCHANGED = "a file is not the one that was kept"
	UNTELLABLE = "the log cannot be replayed"


@dataclass(frozen=True)
class Entry:
	"""One link of a chain."""

	chain: str
	"""Name of the request."""
	sequence: int
	"""Counts from 1."""
	content: Mapping[str, Any]
	"""What the log row says, as plain data."""
	previous: str
	"""Digest of the entry before; START for the first."""
	digest: str


@dataclass(frozen=True)
class Head:
	"""Where a chain stood when it was written down."""

	chain: str
	sequence: int
	digest: str


@dataclass(frozen=True)
class Break:
	"""The first broken link: the sequence of the entry, and what is wrong with it."""

	sequence: int
	fault: Fault


def canonical(content: Any) -> bytes:
	"""The one text of plain data: sorted keys, no spaces, UTF-8. Raises NotCanonical.

	Floats are refused, since what they look like depends on who writes them; numbers with decimals are text.
	"""
	_check(content)
	try:
		return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
	except (UnicodeEncodeError, ValueError) as error:
		raise NotCanonical(str(error)) from error


def fingerprint(content: Any) -> str:
	"""SHA-256 of the canonical text, as 64 hexadecimal digits."""
	return hashlib.sha256(canonical(content)).hexdigest()


def link(chain: str, sequence: int, content: Mapping[str, Any], previous: str) -> Entry:
	"""The entry that follows the one whose digest is `previous`."""
	return Entry(chain, sequence, content, previous, _digest(chain, sequence, content, previous))


def verify(entries: Sequence[Entry], heads: Iterable[Head] = ()) -> Break | None:
	"""The first broken link of one chain, in the order its rows are stored; None where all is well.

	`heads` are those written down for this chain: in sealed records, and the one kept with the request.
	"""
	found = [*_of_links(entries), *_of_heads(entries, heads)]
	return min(found, key=lambda broken: broken.sequence, default=None)


def _of_links(entries: Sequence[Entry]) -> list[Break]:
	previous = START
	for expected, entry in enumerate(entries, 1):
		if entry.sequence != expected:
			later = any(other.sequence == expected for other in entries)
			return [Break(expected, Fault.REORDERED if later else Fault.MISSING)]
		if not _is_intact(entry):
			return [Break(expected, Fault.EDITED)]
		if entry.previous != previous or entry.chain != entries[0].chain:
			return [Break(expected, Fault.UNLINKED)]
		previous = entry.digest
	return []


def _of_heads(entries: Sequence[Entry], heads: Iterable[Head]) -> list[Break]:
	found = []
	for head in heads:
		if head.sequence > len(entries):
			found.append(Break(len(entries) + 1, Fault.CUT))
		elif head.sequence and entries[head.sequence - 1].digest != head.digest:
			found.append(Break(head.sequence, Fault.RECOMPUTED))
	return found


def _digest(chain: str, sequence: int, content: Any, previous: str) -> str:
	return fingerprint([chain, sequence, previous, content])


def _is_intact(entry: Entry) -> bool:
	try:
		return entry.digest == _digest(entry.chain, entry.sequence, entry.content, entry.previous)
	except NotCanonical:
		return False


def _check(content: Any) -> None:
	if isinstance(content, Mapping):
		if not all(isinstance(key, str) for key in content):
			raise NotCanonical("a key is no text")
		for value in content.values():
			_check(value)
	elif isinstance(content, list | tuple):
		for value in content:
			_check(value)
	elif not (content is None or isinstance(content, str | bool | int)):
		raise NotCanonical(f"{type(content).__name__} has no canonical form")
