"""Whether what people are shown is what the log tells: requests, turns, copies and documents, compared after replaying.

A chain that is whole says only that the log was not edited. This finds who changed a row beside it, past every
permission, and names the row.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

import frappe
from frappe.utils import cint, cstr

from qingdan_app.workflows.engine.flow import Request, Status
from qingdan_app.workflows.engine.flow.codec import Unreadable
from qingdan_app.workflows.engine.flow.refusals import BrokenLog
from qingdan_app.workflows.engine.flow.state import Copy
from qingdan_app.workflows.engine.trail import Fault
from qingdan_app.workflows.flows import linked_values, publishing
from qingdan_app.workflows.log import chains, renames, trail
from qingdan_app.workflows.requests import columns, renamed_users
from qingdan_app.workflows.seals import logged_documents

REQUEST, TURN, COPY = (
	"Qingdan Approval Request",
	"Qingdan Approval Assignment",
	"Qingdan Approval Copy",
)
FLOW = publishing.FLOW
LOGGED = ("sequence", "request", "act", "from_state", "to_state", "event", "snapshot", "acted_at")
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
	running, state = [], None
	for request, entries in by_request.items():
		state = yield from _request(doctype, request, entries)
		running += [request] if state and state.status is not Status.ENDED else []
	if (chains.running(doctype, name) or "") != (running[-1] if running else ""):
		yield Broken(f"{chains.CHAIN}/{chains.key_of(doctype, name)}", len(rows), Fault.DIFFERS.value)
	if state and (
		logged_documents.is_out_of_step(doctype, name, request, state)
		or logged_documents.is_changed_unseen(doctype, name, rows, state)
	):
		yield Broken(f"{doctype}/{name}", len(rows), Fault.DIFFERS.value)
	for request in _out_of_turn(about, list(by_request)):
		yield Broken(f"{REQUEST}/{request}", len(rows), Fault.DIFFERS.value)
	for fault in logged_documents.faults_of(doctype, name, rows):
		yield Broken(f"{doctype}/{name}", rows[-1].sequence, fault)


def without_log(known: Collection[str]) -> Iterator[Broken]:
	"""Rows that stand as if the flow had written them, and no entry of any log tells of them.

	`known` are the chains that are broken: what they no longer tell was said already.
	"""
	for statement in ADDED:
		for doctype, name, chain in frappe.db.sql(statement):
			if chain not in known:
				yield Broken(f"{doctype}/{name}", 1, Fault.APPENDED.value)
	for chain in logged_documents.unlogged(known):
		yield Broken(chain, 1, Fault.DIFFERS.value)


def flows() -> Iterator[Broken]:
	"""Versions of flows that are not what was published, or not in force as the log tells."""
	logged = {"reference_doctype": FLOW, "act": ("in", list(publishing.STANDING))}
	fields = ["reference_name", "sequence", "act", "snapshot", "acted_at"]
	last: dict[str, str] = {}
	for row in frappe.get_all(trail.LOG, logged, fields, order_by="sequence"):
		last[row.reference_name] = row.act
		if row.act == publishing.PUBLISHED:
			yield from _version(row)
	for name, act in last.items():
		status = frappe.db.get_value(FLOW, name, "status")
		if status and status != publishing.STANDING[act]:
			yield Broken(f"{FLOW}/{name}", 1, Fault.DIFFERS.value)


def _version(row: Mapping) -> Iterator[Broken]:
	"""One version against what its log says was published."""
	chain, words = f"{FLOW}/{row.reference_name}", logged_documents.read(row.snapshot)
	if not frappe.db.exists(FLOW, row.reference_name):
		yield Broken(chain, row.sequence, Fault.DELETED.value)
	elif not publishing.says_still(row.reference_name, _now_called(words, row.acted_at)):
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
	if not _is_told(stored, told) or not _is_shown_as_sent(stored, told, entries):
		yield Broken(chain, last, Fault.DIFFERS.value)
	if not frappe.db.exists(FLOW, stored.flow):
		return told  # what its turns are called stands there
	turns = {turn.id: columns.new_turn(frappe._dict(stored), told, turn) for turn in told.turns}
	copies = {copy.id: _copy(stored, copy) for copy in told.copies}
	yield from _rows(TURN, name, "turn", turns, last, _titles(told.definition.key))
	yield from _rows(COPY, name, "number", copies, last)
	return told


def _out_of_turn(about: Mapping[str, str], requests: Sequence[str]) -> Iterator[str]:
	"""Requests that stand as if they were older than one that began before: by that the latest of a document is found."""
	made = dict(frappe.get_all(REQUEST, about, ["name", "creation"], as_list=True))
	known = [request for request in requests if request in made]
	return (later for earlier, later in pairwise(known) if made[later] < made[earlier])


def _copy(stored: Mapping, copy: Copy) -> dict[str, Any]:
	return {**columns.new_copy(stored, copy), "read_at": copy.read_at}


def _titles(flow_key: str) -> dict[str, set[str]]:
	"""Key of a step → its words in any version of a flow: a turn says those of the version under which it was given."""
	flow, step = frappe.qb.DocType(FLOW), frappe.qb.DocType(publishing.STEP)
	query = frappe.qb.from_(step).join(flow).on((flow.name == step.parent) & (flow.flow_key == flow_key))
	found: dict[str, set[str]] = defaultdict(set)
	for key, title in query.select(step.step_key, step.title).run():
		found[key].add(cstr(title))
	return found


def _is_told(stored: Mapping, told: Request) -> bool:
	try:
		state = columns.state_of(stored)
	except (Unreadable, ValueError, TypeError):
		return False
	shown = {**columns.request_values(told), "initiator": told.initiator, "started_at": told.started_at}
	for column in ("engine_state", "wake_at"):
		shown.pop(column)  # compared as what they say
	if state != told or not _wakes_in_time(stored.get("wake_at"), told.wake_at):
		return False
	return all(_same(stored.get(column), value) for column, value in shown.items())


def _wakes_in_time(stored: datetime | None, told: datetime | None) -> bool:
	"""Whether its clocks ring when they should: the sweep may be asked to look sooner, never later."""
	return not told or bool(stored and stored <= told)


def _is_shown_as_sent(stored: Mapping, told: Request, entries: Sequence[Mapping]) -> bool:
	"""Whether the request says the flow that it runs under, and the words with which it was sent in."""
	flow = frappe.db.get_value(FLOW, stored.flow, ["flow_key", "version"]) or ("", 0)
	runs_under, sent = (told.definition.key, told.definition.version), entries[0]["snapshot"]
	if (flow[0], max(cint(flow[1]), 1)) != runs_under:
		return False
	return not sent or logged_documents.read(stored.snapshot) == logged_documents.read(sent)


def _rows(
	doctype: str,
	request: str,
	key: str,
	told: Mapping[int, Mapping[str, Any]],
	sequence: int,
	titles: Mapping[str, set[str]] | None = None,
) -> Iterator[Broken]:
	stored = {row[key]: row for row in frappe.get_all(doctype, {"request": request}, ["*"])}
	for number in sorted({*told, *stored}):
		row, words = stored.get(number), told.get(number)
		if row is None:
			yield Broken(f"{doctype}/{words['name']}", sequence, Fault.DELETED.value)
		elif words is None:
			yield Broken(f"{doctype}/{row.name}", sequence, Fault.APPENDED.value)
		elif not _is_row(row, words, titles or {}):
			yield Broken(f"{doctype}/{row.name}", sequence, Fault.DIFFERS.value)


def _is_row(row: Mapping, words: Mapping[str, Any], titles: Mapping[str, set[str]]) -> bool:
	"""Whether a turn or copy says what the log tells; the words of a step may be those of an earlier version.

	Rows from before there was a column for the title have none.
	"""
	differing = {column for column, value in words.items() if not _same(row.get(column), value)}
	differing -= set() if row.get("subject_title") else {"subject_title"}
	if differing == {"step_title"}:
		return cstr(row.get("step_title")) in titles.get(words["step"], set())
	return not differing


def _now_called(words: dict, since) -> dict:
	"""What was published, with people and documents under the names they have got since."""
	for each in renamed_users.since(since):
		words = linked_values.in_words(words, each)
		if each.doctype == renames.USER:
			words = publishing.with_people(
				words, lambda text, each=each: renamed_users.people_of_today(text, {each.old: each.new})
			)
	return words


def _same(stored: Any, told: Any) -> bool:
	return cstr(stored or "") == cstr(told or "")
