"""Seals as they are stored, read one after the other: no more than some parts of one are in memory at a time.

A seal's heads lie in rows of their own (Qingdan Approval Seal Part). Those of the first seals lie with the seal, and are read as they are.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import frappe

from qingdan_app.workflows.engine.trail import Head, Seal, is_intact, part_digest

SEAL, PART = "Qingdan Approval Seal", "Qingdan Approval Seal Part"
SIZE = 1000
"""Heads of a part."""
BEFORE_ALL = -(2**31) - 1
"""Less than the number of any seal, of a forged one too."""
FIELDS = ("name", "number", "sealed_at", "previous", "digest")
SEALS_AT_ONCE, PARTS_AT_ONCE = 100, 5
CONTAINING = (
	"select `heads` from `tabQingdan Approval Seal` where instr(`heads`, %(chain)s)",
	"""select `heads` from `tabQingdan Approval Seal Part` as `part` where instr(`heads`, %(chain)s)
		and exists (select 1 from `tabQingdan Approval Seal` as `seal` where `seal`.`name` = `part`.`seal`)""",
)

Look = Callable[[Sequence[Head]], None]
"""Is shown heads as they are read, those of one part at a time."""


def unseen(_heads: Sequence[Head]) -> None:
	"""Of whoever wants the seals alone."""


def last() -> Seal | None:
	"""The last seal, without what it covers."""
	return _bare({})


def last_verified() -> Seal | None:
	"""The last seal that was checked, without what it covers."""
	return _bare({"verified_at": ("is", "set")})


def whole(number: int) -> Seal | None:
	"""The seal of that number, with what it covers; None where there is none."""
	return next((seal for seal in read(number - 1) if seal.number == number), None)


def read(after: int = BEFORE_ALL, look: Look = unseen) -> Iterator[Seal]:
	"""The seals of a greater number, in their order; `look` has been shown the heads of each before it comes.

	A part says what its heads say: where they cannot be read, or its own digest is not theirs, the digest of the seal no longer fits it.
	"""
	while rows := frappe.get_all(
		SEAL, {"number": (">", after)}, list(FIELDS), order_by="number", limit=SEALS_AT_ONCE
	):
		for row in rows:
			yield _seal(row, look)
		after = rows[-1].number


def parts_of(seal: str) -> Iterator[tuple[Head, ...]]:
	"""The heads of a seal by its name, a part at a time, in their order; of one of the first seals all of them."""
	if own := frappe.db.get_value(SEAL, seal, "heads"):
		yield heads_in(own)
		return
	for _digest, heads in _parts_of(seal):
		yield heads


def since(moment: datetime | str) -> Iterator[tuple[Head, ...]]:
	"""The heads of the seals that were made since a moment and are as they were made, a part at a time."""
	for row in frappe.get_all(SEAL, {"creation": (">=", moment)}, list(FIELDS), order_by="number"):
		if is_intact(_seal(row, unseen)):
			yield from parts_of(row.name)


def heads_of(chain: str) -> list[Head]:
	"""What all seals say of one chain."""
	words = {"chain": json.dumps(chain, ensure_ascii=False)}
	rows = (row for statement in CONTAINING for row in frappe.db.sql(statement, words))
	return [head for (text,) in rows for head in heads_in(text) if head.chain == chain]


def heads_in(text: str | None) -> tuple[Head, ...]:
	"""The heads that stand in a text; none where it cannot be read."""
	try:
		return tuple(
			Head(_text(chain), int(sequence), _text(digest))
			for chain, sequence, digest in json.loads(text or "")
		)
	except (ValueError, TypeError, OverflowError, RecursionError):
		return ()


def _text(value: object) -> str:
	"""Raises UnicodeEncodeError for half a character, which no digest covers."""
	text = str(value)
	text.encode()
	return text


def _parts_of(seal: str) -> Iterator[tuple[str, tuple[Head, ...]]]:
	"""The parts of a seal with the digest that stands beside each."""
	after = BEFORE_ALL
	while rows := frappe.get_all(
		PART,
		{"seal": seal, "part": (">", after)},
		["part", "digest", "heads"],
		order_by="part",
		limit=PARTS_AT_ONCE,
	):
		yield from ((row.digest, heads_in(row.heads)) for row in rows)
		after = rows[-1].part


def _seal(row: dict, look: Look) -> Seal:
	said = (row.number, str(row.sealed_at), row.previous or "", row.digest)
	if own := frappe.db.get_value(SEAL, row.name, "heads"):
		heads = heads_in(own)
		look(heads)
		return Seal(*said, heads=heads)
	digests = []
	for stored, heads in _parts_of(row.name):
		look(heads)
		covered = part_digest(heads)
		digests.append(covered if covered == stored else "")
	return Seal(*said, parts=tuple(digests))


def _bare(which: dict) -> Seal | None:
	found = frappe.get_all(SEAL, which, list(FIELDS), order_by="number desc", limit=1)
	return next((Seal(row.number, str(row.sealed_at), row.previous or "", row.digest) for row in found), None)
