"""Sealing the heads of all chains once a day, and checking everything against the seals."""

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app import plain_rows
from qingdan_app.workflows.engine.trail import Head, Seal, canonical, listed, part_digest, seal, verify_seals
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.seals import comparing, histories, linked, sealed, unsealed
from qingdan_app.workflows.seals.comparing import Broken

SEAL, PART = sealed.SEAL, sealed.PART
LAST = "qingdan_last_seal"


def seal_heads() -> Document | None:
	"""Seal where every chain stands that has moved since the last seal; None where none has.

	Of two who seal at once the second is refused by the number of the seal, which there is once.
	"""
	last = sealed.last()
	doc = frappe.new_doc(SEAL)
	name, digests, requests = frappe.generate_hash(length=10), [], 0
	for part, heads in enumerate(unsealed.heads(last)):
		digests.append(_write_part(name, part, heads))
		requests += len(heads)
	if not digests:
		return None
	number = (last.number if last else 0) + 1
	made = seal(number, str(trail.moment()), digests, last.digest if last else "")
	doc.update({field: getattr(made, field) for field in ("number", "sealed_at", "previous", "digest")})
	doc.requests = requests
	with guard.permit(doc):
		doc.insert(ignore_permissions=True, set_name=name)  # the job seals; no role may
	frappe.db.set_global(LAST, json.dumps([made.number, made.digest]))
	return doc


def verify_all(outside: Iterable[tuple[int, str]] = ()) -> list[Broken]:
	"""Every broken chain, the first broken seal, and every row that is not as the logs tell.

	`outside` are (number, digest) of seals kept elsewhere. What is found is kept in memory, and a batch of logs at a time.
	"""
	missed = linked.Missed()
	seals = sealed.read(look=missed.look)
	broken_seal = verify_seals(seals, [*_last_made(), *outside])
	deque(seals, maxlen=0)  # what those after a broken one say of the logs
	found = [Broken(SEAL, broken_seal.number, "seal")] if broken_seal else []
	chains_broken = list(_broken_chains(missed))
	known = {each.chain for each in chains_broken}
	added = comparing.without_log(known)
	return [*found, *chains_broken, *added, *comparing.flows(), *histories.faults(known)]


def verify_new(most: int | None = None) -> list[Broken]:
	"""What is broken in what was sealed since the last seal that was checked: the seals, up to so many, and the links of the logs they speak of.

	The seals are stamped with what was found, so that the next time goes on behind them.
	"""
	start, known = sealed.last_verified(), linked.renamed()
	found: list[Broken] = []
	checked: list[int] = []

	def look(heads: Sequence[Head]) -> None:
		found.extend(linked.broken_of(heads, known))

	after = start.number if start else sealed.BEFORE_ALL
	seals = islice(_noting(sealed.read(after, look), checked), most)
	to_the_end = most is None or frappe.db.count(SEAL, {"number": (">", after)}) <= most
	broken_seal = verify_seals(seals, _last_made() if to_the_end else (), start)
	deque(seals, maxlen=0)
	of_seals = [Broken(SEAL, broken_seal.number, "seal")] if broken_seal else []
	found = list(dict.fromkeys([*of_seals, *found]))
	_stamp(checked, len(found))
	return found


def verify_one(doctype: str, name: str) -> Broken | None:
	"""The first broken link of one document's log, or the first row that is not as it tells."""
	heads = sealed.heads_of(trail.chain_id(doctype, name))
	broken = linked.first_broken(doctype, name, heads)
	return broken or next(comparing.with_log(doctype, name), None)


def _write_part(name: str, part: int, heads: Sequence[Head]) -> str:
	"""Write some of the heads that the seal of that name covers; their digest."""
	digest = part_digest(heads)
	text = canonical(listed(heads)).decode()
	row = {"name": f"{name}-{part:05}", "seal": name, "part": part, "digest": digest, "heads": text}
	plain_rows.insert(PART, [row])
	return digest


def _broken_chains(missed: linked.Missed) -> Iterator[Broken]:
	"""The first broken link of each log; where all links are whole, whatever is not as they tell."""
	for doctype, name, broken in linked.of_all(missed):
		if broken:
			yield broken
		else:
			yield from comparing.with_log(doctype, name)
	for chain in missed.left():
		yield Broken(chain, 1, "cut off")


def _last_made() -> list[tuple[int, str]]:
	"""The last seal as it is written down outside its table: one that was deleted is missed."""
	stored = {"parent": "__global", "defkey": LAST}  # read past the cache, which outlives a rollback
	kept = frappe.db.get_value("DefaultValue", stored, "defvalue")
	try:
		return [(int(number), digest) for number, digest in [json.loads(kept)]] if kept else []
	except (ValueError, TypeError):
		return [(1, "unreadable")]


def _noting(seals: Iterable[Seal], numbers: list[int]) -> Iterator[Seal]:
	for each in seals:
		numbers.append(each.number)
		yield each


def _stamp(numbers: Sequence[int], faults: int) -> None:
	"""Write beside the seals that they were checked, and what was found: no digest covers that."""
	if numbers:
		table = frappe.qb.DocType(SEAL)
		query = frappe.qb.update(table).set(table.verified_at, now_datetime()).set(table.faults, faults)
		query.where(table.number.isin(numbers)).run()
