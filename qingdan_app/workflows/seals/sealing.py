"""Sealing the heads of all chains once a day, and checking everything against the seals."""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from time import monotonic

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app import plain_rows
from qingdan_app.workflows.engine.trail import (
	Head,
	Seal,
	canonical,
	is_intact,
	listed,
	part_digest,
	seal,
	verify_seals,
)
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.seals import comparing, histories, letters, linked, sealed, unsealed
from qingdan_app.workflows.seals.comparing import Broken

SEAL, PART = sealed.SEAL, sealed.PART
LAST = "qingdan_last_seal"
UNREADABLE = "unreadable"
HIGHEST = 2**31 - 1


@dataclass(frozen=True)
class Checked:
	"""What one step of a check has found, and whether there is no seal left that was not checked."""

	faults: list[Broken] = field(default_factory=list)
	is_end: bool = False


def seal_heads() -> Document | None:
	"""Seal where every chain stands that has moved since the last seal; None where none has.

	It follows the seal that is written down outside the table: where one was deleted since, the gap stays. What is wrong with the last
	seal is told, and nothing is taken from it. Of two who seal at once the second is refused by the number of the seal, which there is once.
	"""
	last, made_last = sealed.last(), _last_made()
	last = last and sealed.whole(last.number)
	if at_odds := _at_odds(last, made_last):
		letters.tell_faults(at_odds)
	name, digests, requests = frappe.generate_hash(length=10), [], 0
	for part, heads in enumerate(unsealed.heads(None if at_odds else last)):
		digests.append(_write_part(name, part, heads))
		requests += len(heads)
	if not digests:
		return None
	number, now, previous = _next(last, made_last)
	made = seal(number, now, digests, previous)
	return _written(made, name, requests)


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
	added = [*linked.shared(linked.claims()), *comparing.without_log(known)]
	return [*found, *chains_broken, *added, *comparing.flows(), *histories.faults(known)]


def verify_new(
	seconds: float = inf, step: Callable[[Callable[[], Checked]], Checked] = lambda check: check()
) -> list[Broken]:
	"""What is broken in what was sealed since the last seal that was checked: the seals, and the links of the logs they speak of.

	Each seal is stamped with what was found, and administrators are told, in one `step`, so that the next time goes on behind it; none is
	begun once so many `seconds` are over.
	"""
	begun, found = monotonic(), list(step(_check_start).faults)
	while True:
		checked = step(_check_next)
		found += checked.faults
		if checked.is_end or monotonic() - begun >= seconds:
			return list(dict.fromkeys(found))


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
		return [(int(number), str(digest)) for number, digest in [json.loads(kept)]] if kept else []
	except (ValueError, TypeError, OverflowError, RecursionError):
		return [(1, UNREADABLE)]


def _at_odds(last: Seal | None, made_last: Sequence[tuple[int, str]]) -> list[Broken]:
	"""What is wrong with the last seal, given with what it covers: then the next one takes nothing from it but what is written down outside."""
	stands = [(last.number, last.digest)] if last else []
	if (made_last and made_last != stands) or (last and not unsealed.is_begun_from(last)):
		return [Broken(SEAL, made_last[0][0] if made_last else last.number, "seal")]
	return []


def _next(last: Seal | None, made_last: Sequence[tuple[int, str]]) -> tuple[int, str, str]:
	"""Number, time and the digest before, of the seal that is made now."""
	before = (last.number, last.digest) if last else (0, "")
	number, digest = next(
		(each for each in made_last if 0 < each[0] < HIGHEST and len(each[1]) == 64), before
	)
	taken = frappe.db.exists(SEAL, {"number": number + 1})
	return (before[0] if taken else number) + 1, str(trail.moment()), digest


def _written(made: Seal, name: str, requests: int) -> Document:
	doc = frappe.new_doc(SEAL)
	doc.update({field: getattr(made, field) for field in ("number", "sealed_at", "previous", "digest")})
	doc.requests = requests
	with guard.permit(doc):
		doc.insert(ignore_permissions=True, set_name=name)  # the job seals; no role may
	frappe.db.set_global(LAST, json.dumps([made.number, made.digest]))
	return doc


def _check_start() -> Checked:
	"""The seal behind which the check goes on, for what follows is held against it; and names that are of more than one log."""
	start = sealed.last_verified()
	start = start and sealed.whole(start.number)
	of_seal = [Broken(SEAL, start.number, "seal")] if start and not is_intact(start) else []
	return _told(Checked([*of_seal, *linked.shared(linked.claims())]))


def _check_next() -> Checked:
	"""The seal after the last that was checked, stamped with what was found; behind the last, whether one is missing."""
	start, found = sealed.last_verified(), []
	known = linked.claims()
	following = sealed.read(
		start.number if start else sealed.BEFORE_ALL,
		lambda heads: found.extend(linked.broken_of(heads, known)),
	)
	each = next(following, None)
	noted = [(number, digest) for number, digest in _last_made() if not each or number == each.number]
	broken_seal = verify_seals([each] if each else [], noted, start)
	of_seal = [Broken(SEAL, broken_seal.number, "seal")] if broken_seal else []
	checked = Checked(list(dict.fromkeys([*of_seal, *found])), is_end=each is None)
	if each:
		_stamp(each.number, len(checked.faults))
	return _told(checked)


def _told(checked: Checked) -> Checked:
	if checked.faults:
		letters.tell_faults(checked.faults)
	return checked


def _stamp(number: int, faults: int) -> None:
	"""Write beside a seal that it was checked, and what was found: no digest covers that."""
	table = frappe.qb.DocType(SEAL)
	query = frappe.qb.update(table).set(table.verified_at, now_datetime()).set(table.faults, faults)
	query.where(table.number == number).run()
