"""What a document said when it was approved, and says still; where its own app changes that, the log says so and by whom.

Core lets nobody change a submitted document beyond the fields it allows, but an app writes into its own (a hold, a
settlement), and into one that is being decided on. Such a change is a save of that document without checks, of which
core tells its hooks. So it does of a document that is cancelled.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

import frappe
from frappe.core.doctype.docfield.docfield import DocField
from frappe.model import table_fields
from frappe.model.base_document import get_controller
from frappe.model.document import Document
from frappe.model.meta import Meta
from frappe.model.workflow import get_workflow_name
from frappe.utils import cint, cstr

from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.flows.publishing import begins_with
from qingdan_app.workflows.log import renames, renaming, trail
from qingdan_app.workflows.moves import guard, performing
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.moves.document_words import MADE, made_of
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause
from qingdan_app.workflows.moves.subjects import ApprovalSubject, Move, state_of, subject_of
from qingdan_app.workflows.requests.save_checks import EDITED, running_on
from qingdan_app.workflows.workflow_acts import CANCELLED


def follow(doc: Document) -> None:
	"""A document that is decided on or was approved, or a row of it, was written: where it says something else, or was
	cancelled, its log says so too."""
	about = (doc.get("parenttype"), doc.get("parent")) if doc.meta.istable else (doc.doctype, doc.name)
	if not all(about) or not choosing.is_governed(about[0]) or guard.is_saving(*about):
		return  # what the flow itself writes is logged with its move
	if issubclass(get_controller(about[0]), FlowControlledDocument) or doc.flags.in_delete:
		return
	if renaming.has_log(*about) and frappe.db.exists(*about):
		_follow(frappe.get_doc(*about))


def _follow(doc: Document) -> None:
	if cint(doc.docstatus) == 2:
		note_cancelled(doc, frappe.session.user)
	elif cint(doc.docstatus) == 1 or _is_decided_on(doc):
		kept, at = _last_kept(doc)
		if kept and not (says(doc.meta, kept, subject_of(doc).snapshot()) and is_made_as(doc, kept, at)):
			_write(doc, EDITED, frappe.session.user)


def note_cancelled(doc: Document, by: str) -> None:
	"""Write down that somebody has cancelled what a flow had submitted, once."""
	subject = subject_of(doc)
	about = {"reference_doctype": doc.doctype, "reference_name": doc.name}
	rows = frappe.get_all(trail.LOG, about, ["request", "act", "to_state"])
	if not any(cancels(subject, row) for row in rows):
		_write(doc, CANCELLED, by)


def cancels(subject: ApprovalSubject, row: Mapping) -> bool:
	"""Whether by an entry of its log a document was cancelled: past the flow, or by a move to a state that cancels."""
	moves = row["to_state"] and not row["request"] and get_workflow_name(subject.doc.doctype)
	state = subject.state_row(row["to_state"]) if moves else None
	return row["act"] == CANCELLED or bool(state and cint(state.doc_status) == 2)


def _is_decided_on(doc: Document) -> bool:
	running = running_on(doc)
	return bool(running) and not running.is_returned


def _write(doc: Document, act: str, by: str) -> None:
	state = state_of(doc) or ""
	step = Move(act, state, state, by)
	performing.write_log(Held.of(doc), doc, step, subject_of(doc).record(), Cause())


def is_made_as(doc: Document, words: Mapping, at: datetime | str | None) -> bool:
	"""Whether a document is whose it was, and as old, when its log kept `words` of it; people may be called otherwise by now."""
	made = words.get(MADE) or {}
	now = made_of(doc, made.keys() - {"owner", "creation"})
	users = {"owner", *(field.fieldname for field in doc.meta.get_link_fields() if field.options == "User")}
	return all(
		now[name] == (renames.name_of_today(value, at) if name in users else value)
		for name, value in made.items()
	)


def _last_kept(doc: Document) -> tuple[dict, datetime | None]:
	"""The last words of a document in its log, and when they were kept; nothing where it has none."""
	about = {"reference_doctype": doc.doctype, "reference_name": doc.name, "snapshot": ("is", "set")}
	fields = ["snapshot", "acted_at"]
	last = frappe.get_all(trail.LOG, about, fields, order_by="sequence desc", limit=1)
	return (json.loads(last[0].snapshot), last[0].acted_at) if last else ({}, None)


def says(meta: Meta, before: Mapping, after: Mapping, whole: bool = False) -> bool:
	"""Whether what people enter, and core lets nobody change once it is submitted, is what was kept.

	What controllers compute later (read only fields, hidden ones) and what may be changed lawfully is left out, but where the `whole`
	of a document stays as it is.
	"""
	fixed = [field for field in meta.fields if whole or _is_fixed(meta, field)] if before else []
	return all(_says_field(field, before, after, whole) for field in fixed)


def _says_field(field: DocField, before: Mapping, after: Mapping, whole: bool) -> bool:
	then, now = before.get(field.fieldname), after.get(field.fieldname)
	if field.fieldtype in table_fields:
		return field.fieldname not in before or _same_rows(field, then, now, whole)
	if field.fieldname not in before:
		return cstr(now) in begins_with(field)  # it was empty, or came later
	return _same(field, then, now, after)


def _same_rows(
	table: DocField, before: Sequence[Mapping], after: Sequence[Mapping] | None, whole: bool
) -> bool:
	then, now = ({row["name"]: row for row in rows} for rows in (before, after or ()))
	meta = frappe.get_meta(table.options)
	return then.keys() == now.keys() and all(says(meta, row, now[name], whole) for name, row in then.items())


def _is_fixed(meta: Meta, field: DocField) -> bool:
	named = meta.autoname == f"field:{field.fieldname}"  # core rewrites it where the document is renamed
	computed = field.read_only or field.hidden or field.no_copy or field.get("is_virtual")
	return not (field.allow_on_submit or computed or named)


def _same(field: DocField, before: str, after: str | None, words: Mapping) -> bool:
	if cstr(before) == cstr(after):
		return True
	kinds = {"Link": field.options, "Dynamic Link": words.get(field.options or "")}
	linked = kinds.get(field.fieldtype)
	return bool(linked and after) and not frappe.db.exists(linked, before)  # it is called otherwise by now
