"""Sealing the heads of all chains once a day, and checking everything against the seals."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import frappe
from frappe.model.document import Document
from frappe.utils import cint

from qingdan_app.workflows import guard, trail
from qingdan_app.workflows.engine.trail import Head, Seal, seal, verify, verify_seals

SEAL = "Qingdan Approval Seal"


@dataclass(frozen=True)
class Broken:
	"""The first broken link of a chain, or a broken seal."""

	chain: str
	sequence: int
	fault: str


def seal_heads() -> Document | None:
	"""Seal where every chain stands that has moved since the last seal; None where none has."""
	last = _stored()[-1:] or [None]
	heads = trail.heads(_sealed_until())
	if not heads:
		return None
	number = (last[0].number if last[0] else 0) + 1
	made = seal(number, str(trail.moment()), heads, last[0].digest if last[0] else "")
	doc = frappe.new_doc(SEAL)
	doc.update(
		{"number": made.number, "sealed_at": made.sealed_at, "previous": made.previous, "digest": made.digest}
	)
	doc.update(
		{
			"requests": len(heads),
			"heads": json.dumps([_plain(head) for head in made.heads], ensure_ascii=False),
		}
	)
	with guard.permit(doc):
		doc.insert(ignore_permissions=True)  # the job seals; no role may
	return doc


def verify_all(outside: Iterable[tuple[int, str]] = ()) -> list[Broken]:
	"""Every broken chain and the first broken seal. `outside` are (number, digest) of seals kept elsewhere."""
	seals = _stored()
	known: dict[str, list[Head]] = defaultdict(list)
	for each in seals:
		for head in each.heads:
			known[head.chain].append(head)
	broken_seal = verify_seals(seals, outside)
	found = [Broken(SEAL, broken_seal.number, "seal")] if broken_seal else []
	return [*found, *_broken_chains(known)]


def verify_one(doctype: str, name: str) -> Broken | None:
	"""The first broken link of one document's log."""
	chain = f"{doctype}/{name}"
	heads = [head for each in _stored() for head in each.heads if head.chain == chain]
	return _check(doctype, name, heads)


def _broken_chains(known: dict[str, list[Head]]) -> Iterable[Broken]:
	present = set()
	for doctype, name in trail.all_chains():
		present.add(f"{doctype}/{name}")
		broken = _check(doctype, name, known.get(f"{doctype}/{name}", []))
		if broken:
			yield broken
	for chain in known.keys() - present:
		yield Broken(chain, 1, "cut off")


def _check(doctype: str, name: str, heads: list[Head]) -> Broken | None:
	broken = verify(trail.entries_of(doctype, name), [*heads, *_heads_of_requests(doctype, name)])
	return Broken(f"{doctype}/{name}", broken.sequence, broken.fault.value) if broken else None


def _heads_of_requests(doctype: str, name: str) -> list[Head]:
	"""What the requests of a document remember of its chain: a cut tail is found before the next seal."""
	rows = frappe.get_all(
		"Qingdan Approval Request",
		{"reference_doctype": doctype, "reference_name": name},
		["head", "chain_length"],
	)
	return [Head(f"{doctype}/{name}", cint(row.chain_length), row.head) for row in rows if row.head]


def _stored() -> list[Seal]:
	rows = frappe.get_all(
		SEAL, fields=["number", "sealed_at", "heads", "previous", "digest"], order_by="number"
	)
	return [
		Seal(
			row.number,
			str(row.sealed_at),
			tuple(Head(*head) for head in json.loads(row.heads)),
			row.previous or "",
			row.digest,
		)
		for row in rows
	]


def _sealed_until():
	last = frappe.get_all(SEAL, pluck="sealed_at", order_by="number desc", limit=1)
	return last[0] if last else None


def _plain(head: Head) -> list:
	return [head.chain, head.sequence, head.digest]
