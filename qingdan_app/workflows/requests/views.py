"""What people see of a request: where it stands, who has it since when, what was said, what they may do."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.workflows import administrators, wording
from qingdan_app.workflows.engine import flow as engine
from qingdan_app.workflows.engine.flow.verbs import VERBS, verb_of
from qingdan_app.workflows.exceptions import FlowRefusal
from qingdan_app.workflows.flows import choosing, entries
from qingdan_app.workflows.log import renames, trail
from qingdan_app.workflows.moves.subjects import state_of, subject_of
from qingdan_app.workflows.requests import (
	acting,
	around_it,
	beside,
	changes,
	columns,
	marks,
	past,
	seen,
	signatures,
	steps_shown,
	without_document,
)

HELD_BY = (
	"assignee",
	"on_behalf_of",
	"step",
	"step_title",
	"opened_at",
	"due",
	"late_since",
	"standing",
	"turn",
	"kind",
	"question",
)

NOT_SHOWN = {"seen": "", "meanwhile": []}
"""Of a document that is not shown as it is now."""
BY_WORKFLOW = ("Ended", "Returned")
"""Where a request leaves the document to core's Workflow: nobody decides on it now."""
SHOWN = (
	"name",
	"flow",
	"reference_doctype",
	"reference_name",
	"status",
	"outcome",
	"step",
	"initiator",
	"started_at",
	"ended_at",
	"engine_state",
	"subject_print",
	"files_print",
)


def outcome_of(run: frappe._dict, doc: Document | None) -> dict:
	"""`{request, status, outcome, state}` of a request and its document, which may be gone."""
	state = state_of(doc) if doc else None
	return {"request": run.name, "status": run.status, "outcome": run.outcome, "state": state}


def holders_of(request: engine.Request) -> dict:
	"""`{status, holders, names}` of a request as it would stand: who has a turn, and how they are called."""
	holders = [turn.assignee for turn in request.live_turns]
	names = {user: frappe.utils.get_fullname(user) for user in holders}
	return {"status": request.status.value, "holders": holders, "names": names}


def latest_of(doctype: str, name: str):
	"""The row of a document's latest request; None where there is none."""
	found = frappe.get_all(
		acting.REQUEST,
		{"reference_doctype": doctype, "reference_name": name},
		list(SHOWN),
		order_by="started_at desc, creation desc",
		limit=1,
	)
	return found[0] if found else None


def flow_meant_for(doctype: str, name: str) -> dict | None:
	"""The flow that a document takes as it stands, `{name, title, guard}`, without names where two collide; None for none."""
	doc = frappe.get_doc(doctype, name)
	for guard in dict.fromkeys(row.guard for row in choosing.guarded(doctype)):
		try:
			flow = choosing.flow_for(doc, guard)
		except FlowRefusal:
			return {"name": "", "title": "", "guard": guard}
		if flow:
			return {"name": flow.name, "title": flow.title, "guard": guard}
	return None


def of_request(name: str, now: datetime, until: int | None = None) -> dict:
	"""The same of one request, by its name, with the `document` as it was last sent in or decided on, and its `line`."""
	row = frappe.db.get_value(acting.REQUEST, name, list(SHOWN), as_dict=True)
	about = {"reference_doctype": row.reference_doctype, "reference_name": row.reference_name}
	lines = beside.lines_of([about], beside.of([row.reference_doctype])) if until is None else {}
	line = lines.get((row.reference_doctype, row.reference_name))
	return {
		**view_of(row, now, until),
		**about,
		"document": past.document_of(name, until),
		"line": line and asdict(line),
		"opens": opens(row),
	}


def opens(row: Mapping) -> bool:
	"""Whether the form of the document opens for the session's user still."""
	doctype, name = row["reference_doctype"], row["reference_name"]
	if not frappe.db.exists("DocType", doctype) or not frappe.db.exists(doctype, name):
		return False
	return bool(frappe.has_permission(doctype, "read", name))


def view_of(row, now: datetime, until: int | None = None) -> dict:
	"""Everything a form shows of a request: where it stands, who has it, what was said, what one may do.

	With `until`, an entry of the log, as it stood then; what one may do is what one may do now.
	"""
	current = columns.state_of(row)
	offered = [_choice(each, current, row) for each in choices(row, current, now)]
	request = current if until is None else past.state_at(row.name, until)
	if until is not None:
		row = frappe._dict(row, **past.columns_at(request))
	return {
		"request": row.name,
		"status": row.status,
		"outcome": row.outcome,
		"mark": around_it.mark(row) if until is None else marks.of_request(row),
		"open": row.status != "Ended",
		"by_workflow": row.status in BY_WORKFLOW,
		"sendable": row.status == "Ended" and row.outcome != "Approved",
		"initiator": row.initiator,
		"initiator_name": frappe.utils.get_fullname(row.initiator),
		"started_at": row.started_at,
		"ended_at": row.ended_at,
		"steps": steps_shown.of(row, request),
		"holders": _holders(row.name, now) if until is None else [],
		"past": until is not None,
		"history": _history(row.name, until),
		"earlier": around_it.earlier(row),
		"choices": offered,
		"changed": changes.since_return(row.name) if until is None else [],
		**(_as_it_is(row) if until is None else NOT_SHOWN),
	}


def _as_it_is(row) -> dict:
	"""The fingerprint of the document that is shown, for the decision on it, and what has changed since it was sent in."""
	about = (row.reference_doctype, row.reference_name)
	if row.status == "Ended" or not row.subject_print or without_document.is_gone(*about):
		return NOT_SHOWN
	subject = subject_of(frappe.get_doc(*about))
	return {"seen": seen.print_now(row, subject.doc), "meanwhile": changes.meanwhile(row, subject)}


def choices(row, request: engine.Request, now: datetime) -> list[engine.Choice]:
	"""What the session's user may do now on the request.

	A correction whose document has left the state that the flow guards is sent on by moving the document back
	there: that act belongs to the document, not to the request.
	"""
	may = administrators.administers(doctype=row.reference_doctype)
	found = engine.choices(request, frappe.session.user, now, may, administrators.oversees())
	if found and without_document.is_gone(row.reference_doctype, row.reference_name):
		return [each for each in found if each.verb in without_document.ENDING]
	if not any(each.verb == "resume" and each.turn for each in found) or not _left_its_state(row):
		return list(found)
	return [each for each in found if each.verb != "resume"]


def _left_its_state(row) -> bool:
	flow = frappe.get_cached_doc("Qingdan Approval Flow", row.flow)
	if flow.guard != "Transition":
		return False
	return subject_of(frappe.get_doc(row.reference_doctype, row.reference_name)).state != flow.guarded_state


def _holders(request: str, now: datetime) -> list[dict]:
	found = frappe.get_all(
		"Qingdan Approval Assignment",
		{"request": request, "standing": ("in", ["Open", "Held", "Waiting"])},
		list(HELD_BY),
		order_by="turn",
	)
	return [
		{
			**row,
			"mark": marks.of_time(row, now),
			"step_title": columns.shown_title(row),
			**_names(row, ("assignee", "on_behalf_of")),
		}
		for row in found
	]


def _history(request: str, until: int | None) -> list[dict]:
	found = frappe.get_all(
		trail.LOG,
		{"request": request, **({} if until is None else {"sequence": ("<=", until)})},
		["sequence", "act", "actor", "on_behalf_of", "acted_at", "opinion", "from_state", "event"],
		order_by="sequence",
	)
	signed = any(signatures.is_signed(row.event) for row in found)
	pictures = signatures.pictures_of(request=request) if signed else {}
	return [entry_of(row, {turn: picture for (_request, turn), picture in pictures.items()}) for row in found]


def entry_of(row: dict, pictures: Mapping[int, str]) -> dict:
	"""An entry of a request's log as people read it: who, for whom, what, the people it names, and its picture by its turn."""
	event = json.loads(row.pop("event") or "{}")
	by_clock = not event.get("by")
	verb = verb_of(row.act)
	people = [renames.shown_name(user, row.acted_at) for user in event.get("people", [])]
	acted = {field: row[field] for field in ("actor", "on_behalf_of") if row[field]}
	return {
		**row,
		**{f"{field}_name": renames.shown_name(user, row.acted_at) for field, user in acted.items()},
		"words": _(verb.words),
		"colour": verb.colour.value,
		"signature": event.get("signature") and pictures.get(event.get("turn"), ""),
		"people": people,
		"by_clock": by_clock,
	}


def _choice(choice: engine.Choice, request: engine.Request, row) -> dict:
	again = choice.verb == "resume" and request.visit and request.visit.owed
	words = {"words": _("Carry Out Again"), "explanation": ""} if again else {}
	return {
		**wording.shown_verb(VERBS[choice.verb]),
		**words,
		"turn": choice.turn,
		"opinion": choice.opinion.value,
		"signature": choice.signature.value,
		"targets": list(choice.targets),
		"people": list(choice.people),
		"names": [frappe.utils.get_fullname(user) for user in choice.people],
		"naming": choice.names.value,
		"fills": _fills(row, request, choice),
	}


def _fills(row, request: engine.Request, choice: engine.Choice) -> list[dict]:
	"""The fields that an approval fills in: `[{fieldname, label, fieldtype, options, value}]`."""
	turn = request.turn(choice.turn)
	if choice.verb != "approve" or not turn:
		return []
	flow = frappe.get_cached_doc("Qingdan Approval Flow", row.flow)
	names = entries.fields_of_step(flow, turn.step)
	doc = frappe.get_doc(row.reference_doctype, row.reference_name) if names else None
	fields = [doc.meta.get_field(name) for name in names]
	return [
		{
			**{part: field.get(part) for part in ("fieldname", "fieldtype", "options")},
			"label": _(field.label),
			"value": doc.get(field.fieldname),
		}
		for field in fields
	]


def _names(row, fields: tuple[str, ...]) -> dict[str, str]:
	return {f"{field}_name": frappe.utils.get_fullname(row[field]) for field in fields if row.get(field)}
