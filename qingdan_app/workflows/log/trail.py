"""The trail on the site: log entries chained by hash, their heads sealed once a day, and the check of all of it.

A chain is the log of one document. Its content is built from the columns people read and from the engine's
event, so that editing either is found.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import frappe
from frappe.utils import get_datetime_str, now_datetime

from qingdan_app import plain_rows
from qingdan_app.workflows.engine.trail import Entry, link
from qingdan_app.workflows.log import chains, entry_names

LOG = "Qingdan Approval Log"
COVERED: tuple[str, ...] = (
	"reference_doctype",
	"reference_name",
	"request",
	"act",
	"from_state",
	"to_state",
	"actor",
	"on_behalf_of",
	"acted_at",
	"opinion",
	"snapshot",
	"event",
)
"""Columns a digest covers."""
KNOWN_AS = "known_as"
"""The name under which the log of a renamed document began: what was chained under it is not chained anew."""
CAUSE = "cause"
"""The entry that caused this one: by name, empty for the first. The digest covers it where it is set.

Entries from before there were causes hold no value at all, not even an empty one: see `causes.is_told`.
"""
READ = (*COVERED, CAUSE, KNOWN_AS, "sequence", "previous", "digest", "creation")


def append(
	entries: Sequence[Mapping[str, Any]], running: str | None = None, known: chains.Chain | None = None
) -> chains.Chain:
	"""Append rows to the chain of one document (locked by the caller), in one statement; answers the chain after it.

	`running` is the request that runs on the document from now on; None where that stays. `known` is the chain as
	it was read under the lock; where it has grown since, by a hook within the same transaction, it is read again.
	"""
	stored = known or chains.of(entries[0]["reference_doctype"], entries[0]["reference_name"])
	complete = list(_linked(stored, entries))
	grown = chains.grow(stored, complete[-1]["sequence"], complete[-1]["digest"], running)
	if grown is None:
		return append(entries, running)
	plain_rows.insert(LOG, complete)
	return replace(grown, last_entry=complete[-1]["name"])


def _linked(stored: chains.Chain, entries: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
	sequence, digest = stored.length, stored.head
	for given, name in zip(entries, entry_names.new(len(entries)), strict=True):
		row = {**given, KNOWN_AS: stored.known_as}
		linked = link(chain_of(row), sequence + 1, content_of(row), digest)
		sequence, digest = linked.sequence, linked.digest
		place = {"sequence": sequence, "previous": linked.previous, "digest": digest}
		yield {"name": name, **row, **place}


def blank(**values) -> dict[str, Any]:
	"""A log row with every column that is covered; what is not given is empty."""
	return {**dict.fromkeys(COVERED), CAUSE: "", **values}


def kept(snapshot: Mapping[str, Any]) -> str | None:
	"""What a document says, as it is stored: its own characters, and no spaces that nobody reads. None for nothing."""
	if not snapshot:
		return None
	return frappe.as_json(snapshot, indent=None, separators=(",", ":"), ensure_ascii=False)


def content_of(row: Mapping[str, Any]) -> dict[str, Any]:
	"""What a digest says of a row, as plain data: empty is empty however it is stored."""
	caused = {CAUSE: row[CAUSE]} if row.get(CAUSE) else {}
	plain = {field: _plain(row.get(field)) for field in COVERED}
	return {**plain, "reference_name": _identity(row), **caused}


def chain_of(row: Mapping[str, Any]) -> str:
	"""What the chain of an entry is called, whatever its document is called today."""
	return f"{row['reference_doctype']}/{_identity(row)}"


def chain_id(doctype: str, name: str) -> str:
	"""What the chain of a document is called: in digests, and in seals."""
	return f"{doctype}/{chains.identity(doctype, name)}"


def _identity(row: Mapping[str, Any]) -> str:
	return _plain(row.get(KNOWN_AS) or row.get("reference_name"))


def entries_of(doctype: str, name: str) -> list[Entry]:
	"""The stored chain of one document, in the order of its sequence."""
	return entries_of_many({doctype: [name]})[doctype, name]


def entries_of_many(documents: Mapping[str, Sequence[str]]) -> Mapping[tuple[str, str], list[Entry]]:
	"""The stored chains of documents, given type → names, each in the order of its sequence; by type and name, empty where there is none."""
	found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
	log = frappe.qb.DocType(LOG)
	for doctype, called in documents.items():
		about = (log.reference_doctype == doctype) & log.reference_name.isin(called)
		rows = frappe.qb.from_(log).select(*READ).where(about).run(as_dict=True)
		for row in sorted(rows, key=lambda row: (row.sequence, row.creation)):
			found[doctype, row.reference_name].append(
				Entry(chain_of(row), row.sequence, content_of(row), row.previous or "", row.digest or "")
			)
	return found


def last_entry(doctype: str, name: str) -> str:
	"""The name of the last entry of a document's log; empty where it has none."""
	about = {"reference_doctype": doctype, "reference_name": name}
	return frappe.db.get_value(LOG, about, "name", order_by="sequence desc") or ""


def events_of(request: str) -> list[dict]:
	"""The engine's events of one request, as plain data, in order: `replay` rebuilds its state from them."""
	found = frappe.get_all(LOG, {"request": request}, ["event"], order_by="sequence asc")
	return [json.loads(row.event) for row in found if row.event]


def _plain(value: Any) -> str:
	if value is None:
		return ""
	return value if isinstance(value, str) else get_datetime_str(value)


def moment():
	"""Now, to the second: what is written is what a digest covers."""
	return now_datetime().replace(microsecond=0)


def all_chains() -> Iterable[tuple[str, str]]:
	"""Every document that has a log, or should have one."""
	log = frappe.qb.DocType(LOG)
	logged = frappe.qb.from_(log).select(log.reference_doctype, log.reference_name).distinct().run()
	kept = frappe.get_all(
		chains.CHAIN, {"length": (">", 0)}, ["reference_doctype", "reference_name"], as_list=True
	)
	return dict.fromkeys([*logged, *kept])
