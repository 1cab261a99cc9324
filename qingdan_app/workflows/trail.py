"""The trail on the site: log entries chained by hash, their heads sealed once a day, and the check of all of it.

A chain is the log of one document. Its content is built from the columns people read and from the engine's
event, so that editing either is found.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import frappe
from frappe.query_builder.functions import Max
from frappe.utils import get_datetime_str, now_datetime

from qingdan_app.workflows import rows
from qingdan_app.workflows.engine.trail import Entry, Head, link

LOG = "Qingdan Approval Log"
COVERED = (
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


def append(entries: Sequence[dict[str, Any]]) -> tuple[int, str]:
	"""Append rows to the chain of one document (locked by the caller), in one statement.

	Answers the chain's length and its head.
	"""
	chain = chain_of(entries[0])
	last = _last(entries[0]["reference_doctype"], entries[0]["reference_name"])
	sequence, digest = (last.sequence, last.digest) if last else (0, "")
	complete = []
	for row in entries:
		linked = link(chain, sequence + 1, content_of(row), digest)
		sequence, digest = linked.sequence, linked.digest
		complete.append({**row, "sequence": sequence, "previous": linked.previous, "digest": digest})
	rows.insert(LOG, complete)
	return sequence, digest


def blank(**values) -> dict[str, Any]:
	"""A log row with every column that is covered; what is not given is empty."""
	return {**dict.fromkeys(COVERED), **values}


def content_of(row: Mapping[str, Any]) -> dict[str, Any]:
	"""What a digest says of a row, as plain data: empty is empty however it is stored."""
	return {field: _plain(row.get(field)) for field in COVERED}


def chain_of(row: Mapping[str, Any]) -> str:
	return f"{row['reference_doctype']}/{row['reference_name']}"


def entries_of(doctype: str, name: str) -> list[Entry]:
	"""The stored chain of one document, in the order of its sequence."""
	found = frappe.get_all(
		LOG,
		{"reference_doctype": doctype, "reference_name": name},
		[*COVERED, "sequence", "previous", "digest"],
		order_by="sequence asc, creation asc",
	)
	return [
		Entry(chain_of(row), row.sequence, content_of(row), row.previous or "", row.digest or "")
		for row in found
	]


def heads(since=None) -> list[Head]:
	"""Where every chain stands that has moved since a moment; all of them without one."""
	log = frappe.qb.DocType(LOG)
	ends = frappe.qb.from_(log).select(
		log.reference_doctype, log.reference_name, Max(log.sequence).as_("sequence")
	)
	if since:
		ends = ends.where(log.creation >= since)
	ends = ends.groupby(log.reference_doctype, log.reference_name).as_("ends")
	last = (
		frappe.qb.from_(log)
		.join(ends)
		.on(
			(log.reference_doctype == ends.reference_doctype)
			& (log.reference_name == ends.reference_name)
			& (log.sequence == ends.sequence)
		)
		.select(log.reference_doctype, log.reference_name, log.sequence, log.digest)
	).run(as_dict=True)
	return [Head(chain_of(row), row.sequence, row.digest) for row in last]


def events_of(request: str) -> list[dict]:
	"""The engine's events of one request, as plain data, in order: `replay` rebuilds its state from them."""
	found = frappe.get_all(LOG, {"request": request}, ["event"], order_by="sequence asc")
	return [json.loads(row.event) for row in found if row.event]


def _last(doctype: str, name: str):
	log = frappe.qb.DocType(LOG)
	found = (
		frappe.qb.from_(log)
		.select(log.sequence, log.digest)
		.where((log.reference_doctype == doctype) & (log.reference_name == name))
		.orderby(log.sequence, order=frappe.qb.desc)
		.limit(1)
	).run(as_dict=True)
	return found[0] if found else None


def _plain(value: Any) -> str:
	if value is None:
		return ""
	return value if isinstance(value, str) else get_datetime_str(value)


def moment():
	"""Now, to the second: what is written is what a digest covers."""
	return now_datetime().replace(microsecond=0)


def all_chains() -> Iterable[tuple[str, str]]:
	"""Every document that has a log."""
	log = frappe.qb.DocType(LOG)
	return frappe.qb.from_(log).select(log.reference_doctype, log.reference_name).distinct().run()
