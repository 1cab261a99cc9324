"""Whether what people are shown is what the log tells: requests, turns, copies and documents, compared after replaying.

A chain that is whole says only that the log was not edited. This finds who changed a row beside it, past every
permission, and names the row.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import frappe
from frappe.utils import cstr

from qingdan_app.workflows.engine.flow import Request, Status
from qingdan_app.workflows.engine.flow.codec import Unreadable
from qingdan_app.workflows.engine.flow.refusals import BrokenLog
from qingdan_app.workflows.engine.trail import Fault
from qingdan_app.workflows.flows import linked_values, publishing
from qingdan_app.workflows.log import chains, renames, trail
from qingdan_app.workflows.moves.subjects import subject_of
from qingdan_app.workflows.requests import columns, renamed_users

REQUEST, TURN, COPY = (
	"Qingdan Approval Request",
	"Qingdan Approval Assignment",
	"Qingdan Approval Copy",
)
FLOW = publishing.FLOW
LOGGED = ("sequence", "request", "act", "to_state", "event", "snapshot")
ADDED = (
	"""select 'Qingdan Approval Request', `name`, concat(`reference_doctype`, '/', `reference_name`)
	from `tabQingdan Approval Request`
	where `name` not in (select `request` from `tabQingdan Approval Log` where `request` is not null)""",
	"""select 'Qingdan Approval Assignment', `name`, concat(`reference_doctype`, '/', `reference_name`)
	from `tabQingdan Approval Assignment` where `request` not in (select `name` from `tabQingdan Approval Request`)""",
	"""select 'Qingdan Approval Copy', `name`, concat(`reference_doctype`, '/', `reference_name`)
	from `tabQingdan Approval Copy` where `request` not in (select `name` from `tabQingdan Approval Request`)""",
)
"""Rows that no entry of the log tells of."""


@dataclass(frozen=True)
class Broken:
	"""The first broken link of a chain, a broken seal, or a row that is not as the log tells."""

	chain: str
	sequence: int
	fault: str


def with_log(doctype: str, name: str) -> Iterator[Broken]:
	"""Every row about one document that is not as its log, which is whole, tells."""
	about = {"reference_doctype": doctype, "reference_name": name}
	rows = frappe.get_all(trail.LOG, about, list(LOGGED), order_by="sequence")
	by_request: dict[str, list[dict]] = defaultdict(list)
	for row in rows:
		if row.request:
			by_request[row.request].append(row)
	running = []
	for request, entries in by_request.items():
		state = yield from _request(doctype, request, entries)
		running += [request] if state and state.status is not Status.ENDED else []
	if (chains.running(doctype, name) or "") != (running[-1] if running else ""):
		yield Broken(f"{chains.CHAIN}/{chains.key_of(doctype, name)}", len(rows), Fault.DIFFERS.value)
	yield from _document(doctype, name, rows)


def without_log(known: Collection[str]) -> Iterator[Broken]:
	"""Rows that stand as if the flow had written them, and no entry of any log tells of them.

	`known` are the chains that are broken: what they no longer tell was said already.
	"""
	for statement in ADDED:
		for doctype, name, chain in frappe.db.sql(statement):
			if chain not in known:
				yield Broken(f"{doctype}/{name}", 1, Fault.APPENDED.value)


def flows() -> Iterator[Broken]:
	"""Versions of flows that are not what was published."""
	logged = {"reference_doctype": FLOW, "act": publishing.PUBLISHED}
	fields = ["reference_name", "sequence", "snapshot", "acted_at"]
	for row in frappe.get_all(trail.LOG, logged, fields, order_by="sequence"):
		chain = f"{FLOW}/{row.reference_name}"
		if not frappe.db.exists(FLOW, row.reference_name):
			yield Broken(chain, row.sequence, Fault.DELETED.value)
		elif not publishing.says_still(row.reference_name, _now_called(_read(row.snapshot), row.acted_at)):
			yield Broken(chain, row.sequence, Fault.DIFFERS.value)


def _request(doctype: str, name: str, entries: Sequence[Mapping]) -> Iterator[Broken]:
	"""One request with its turns and copies; answers the state that the log tells, where it can be told."""
	chain, first, last = f"{REQUEST}/{name}", entries[0]["sequence"], entries[-1]["sequence"]
	try:
		told = renamed_users.replayed(
			renamed_users.read_events([json.loads(row["event"]) for row in entries]), doctype
		)
	except (Unreadable, BrokenLog, ValueError, TypeError, LookupError, AttributeError):
		yield Broken(chain, first, Fault.UNTELLABLE.value)
		return None
	stored = frappe.db.get_value(REQUEST, name, "*", as_dict=True)
	if not stored:
		yield Broken(chain, first, Fault.DELETED.value)
		return told
	if not _is_told(stored, told):
		yield Broken(chain, last, Fault.DIFFERS.value)
	turns = {turn.id: _turn(stored, told, turn) for turn in told.turns}
	yield from _rows(TURN, name, "turn", turns, last)
	yield from _rows(
		COPY, name, "number", {copy.id: columns.new_copy(stored, copy) for copy in told.copies}, last
	)
	return told


def _turn(stored: Mapping, told: Request, turn) -> dict[str, Any]:
	"""A turn as it is shown; the words for its step are the flow's own, which are compared by themselves."""
	row = columns.new_turn(frappe._dict(stored), told, turn)
	row.pop("step_title")
	return row


def _is_told(stored: Mapping, told: Request) -> bool:
	try:
		state = columns.state_of(stored)
	except (Unreadable, ValueError, TypeError):
		return False
	shown = {**columns.request_values(told), "initiator": told.initiator, "started_at": told.started_at}
	for column in ("engine_state", "wake_at"):
		shown.pop(column)  # compared as what it says; the sweep may be asked to look sooner
	return state == told and all(_same(stored.get(column), value) for column, value in shown.items())


def _rows(
	doctype: str, request: str, key: str, told: Mapping[int, Mapping[str, Any]], sequence: int
) -> Iterator[Broken]:
	stored = {row[key]: row for row in frappe.get_all(doctype, {"request": request}, ["*"])}
	for number in sorted({*told, *stored}):
		row, words = stored.get(number), told.get(number)
		if row is None:
			yield Broken(f"{doctype}/{words['name']}", sequence, Fault.DELETED.value)
		elif words is None:
			yield Broken(f"{doctype}/{row.name}", sequence, Fault.APPENDED.value)
		elif not all(_same(row.get(column), value) for column, value in _kept(words).items()):
			yield Broken(f"{doctype}/{row.name}", sequence, Fault.DIFFERS.value)


def _kept(words: Mapping[str, Any]) -> dict[str, Any]:
	return {column: value for column, value in words.items() if column != "subject_title"}


def _document(doctype: str, name: str, rows: Sequence[Mapping]) -> Iterator[Broken]:
	"""What the document itself shows, as its app says what may not have changed since the log was written."""
	if not rows or not frappe.db.exists("DocType", doctype) or not frappe.db.exists(doctype, name):
		return
	subject = subject_of(frappe.get_doc(doctype, name))
	moves = [row for row in rows if not row["request"] and row["to_state"]]
	snapshots = [row for row in rows if row["snapshot"]]
	state = moves[-1]["to_state"] if moves else None
	words = _read(snapshots[-1]["snapshot"]) if snapshots else {}
	for fault in subject.faults(state, words):
		yield Broken(f"{doctype}/{name}", rows[-1]["sequence"], fault)


def _now_called(words: dict, since) -> dict:
	"""What was published, with people and documents under the names they have got since."""
	for each in renamed_users.since(since):
		words = linked_values.in_words(words, each)
		if each.doctype == renames.USER:
			words = publishing.with_people(
				words, lambda text, each=each: renamed_users.people_of_today(text, {each.old: each.new})
			)
	return words


def _read(text: str | None) -> dict:
	try:
		found = json.loads(text or "{}")
	except ValueError:
		return {}
	return found if isinstance(found, dict) else {}


def _same(stored: Any, told: Any) -> bool:
	return cstr(stored or "") == cstr(told or "")
