"""Sealing the heads of all chains once a day, and checking everything against the seals."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

import frappe
from frappe.model.document import Document
from frappe.utils import add_to_date, cint

from qingdan_app.workflows.engine.trail import Fault, Head, Seal, seal, verify, verify_seals
from qingdan_app.workflows.log import chains, trail
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.requests import signatures
from qingdan_app.workflows.seals import comparing, histories
from qingdan_app.workflows.seals.comparing import Broken

SEAL = "Qingdan Approval Seal"
LAST = "qingdan_last_seal"
LOOK_BACK = 1
"""Days: no transaction is open longer."""


def seal_heads() -> Document | None:
	"""Seal where every chain stands that has moved since the last seal; None where none has."""
	last = _stored()[-1:] or [None]
	heads = _unsealed()
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
	frappe.db.set_global(LAST, json.dumps([made.number, made.digest]))
	return doc


def verify_all(outside: Iterable[tuple[int, str]] = ()) -> list[Broken]:
	"""Every broken chain, the first broken seal, and every row that is not as the logs tell.

	`outside` are (number, digest) of seals kept elsewhere.
	"""
	seals = _stored()
	sealed: dict[str, list[Head]] = defaultdict(list)
	for each in seals:
		for head in each.heads:
			sealed[head.chain].append(head)
	broken_seal = verify_seals(seals, [*_last_made(), *outside])
	found = [Broken(SEAL, broken_seal.number, "seal")] if broken_seal else []
	chains_broken = list(_broken_chains(sealed))
	known = {each.chain for each in chains_broken}
	added = comparing.without_log(known)
	return [*found, *chains_broken, *added, *comparing.flows(), *histories.faults(known)]


def verify_one(doctype: str, name: str) -> Broken | None:
	"""The first broken link of one document's log, or the first row that is not as it tells."""
	chain = trail.chain_id(doctype, name)
	heads = [head for each in _stored() for head in each.heads if head.chain == chain]
	return next(iter(_check(doctype, name, heads)), None)


def _broken_chains(known: dict[str, list[Head]]) -> Iterable[Broken]:
	present = set()
	for doctype, name in trail.all_chains():
		chain = trail.chain_id(doctype, name)
		present.add(chain)
		yield from _check(doctype, name, known.get(chain, []))
	for chain in known.keys() - present:
		yield Broken(chain, 1, "cut off")


def _check(doctype: str, name: str, heads: list[Head]) -> Iterable[Broken]:
	"""The first broken link; where all links are whole, whatever is not as they tell."""
	broken = _broken_link(doctype, name, heads)
	return [broken] if broken else comparing.with_log(doctype, name)


def _broken_link(doctype: str, name: str, heads: list[Head]) -> Broken | None:
	chain, entries = f"{doctype}/{name}", trail.entries_of(doctype, name)
	broken = verify(entries, [*heads, *_heads_kept(doctype, name)])
	if broken:
		return Broken(chain, broken.sequence, broken.fault.value)
	length = frappe.db.get_value(chains.CHAIN, chains.key_of(doctype, name), "length")
	if length is None:
		return Broken(chain, 1, Fault.UNCHAINED.value)
	if len(entries) > length:
		return Broken(chain, length + 1, Fault.APPENDED.value)
	replaced = signatures.first_replaced(doctype, name, entries)
	return Broken(chain, replaced, Fault.SIGNATURE.value) if replaced else None


def _heads_kept(doctype: str, name: str) -> list[Head]:
	"""What is written down beside the log of a document: a cut tail is found before the next seal."""
	rows = frappe.get_all(
		"Qingdan Approval Request",
		{"reference_doctype": doctype, "reference_name": name},
		["head", "chain_length"],
	)
	chain = f"{doctype}/{name}"
	length, head = frappe.db.get_value(chains.CHAIN, chains.key_of(doctype, name), ["length", "head"]) or (
		0,
		"",
	)
	return [
		Head(chain, length, head),
		*(Head(chain, cint(row.chain_length), row.head) for row in rows if row.head),
	]


def _last_made() -> list[tuple[int, str]]:
	"""The last seal as it is written down outside its table: one that was deleted is missed."""
	stored = {"parent": "__global", "defkey": LAST}  # read past the cache, which outlives a rollback
	kept = frappe.db.get_value("DefaultValue", stored, "defvalue")
	try:
		return [(int(number), digest) for number, digest in [json.loads(kept)]] if kept else []
	except (ValueError, TypeError):
		return [(1, "unreadable")]


def _stored(since: datetime | None = None) -> list[Seal]:
	rows = frappe.get_all(
		SEAL,
		{"creation": (">=", since)} if since else {},
		["number", "sealed_at", "heads", "previous", "digest"],
		order_by="number",
	)
	return [
		Seal(
			row.number,
			str(row.sealed_at),
			_heads_in(row.heads),
			row.previous or "",
			row.digest,
		)
		for row in rows
	]


def _heads_in(text: str | None) -> tuple[Head, ...]:
	"""The heads that a seal holds; none where it cannot be read, so that its digest no longer fits it."""
	try:
		return tuple(
			Head(str(chain), int(sequence), str(digest)) for chain, sequence, digest in json.loads(text)
		)
	except (ValueError, TypeError):
		return ()


def _unsealed() -> list[Head]:
	"""Heads that no seal holds yet.

	A transaction writes its time before it commits, so one that was slow could be missed by time alone: look
	back a day further, and leave out what the seals of that time hold.
	"""
	last = _sealed_at_last()
	if not last:
		return trail.heads()
	since = add_to_date(last, days=-LOOK_BACK)
	held = {head for each in _stored(since) for head in each.heads}
	return [head for head in trail.heads(since) if head not in held]


def _sealed_at_last() -> str | None:
	last = frappe.get_all(SEAL, pluck="sealed_at", order_by="number desc", limit=1)
	return last[0] if last else None


def _plain(head: Head) -> list:
	return [head.chain, head.sequence, head.digest]
