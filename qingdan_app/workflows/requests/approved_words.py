"""What a document said when it was approved, and says still; where its own app changes that, the log says so and by whom.

Core lets nobody change a submitted document beyond the fields it allows, but an app writes into its own (a hold, a
settlement). Such a change is a save of that document without checks, of which core tells its hooks.
"""

import json
from collections.abc import Mapping, Sequence

import frappe
from frappe.core.doctype.docfield.docfield import DocField
from frappe.model import table_fields
from frappe.model.document import Document
from frappe.model.meta import Meta
from frappe.utils import cint, cstr

from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.flows.publishing import begins_with
from qingdan_app.workflows.log import renaming, trail
from qingdan_app.workflows.moves import guard, performing
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause
from qingdan_app.workflows.moves.subjects import Move, state_of, subject_of
from qingdan_app.workflows.requests.save_checks import EDITED


def follow(doc: Document) -> None:
	"""A submitted document, or a row of it, was written: where it says something else than was approved, its log says so too."""
	about = (doc.get("parenttype"), doc.get("parent")) if doc.meta.istable else (doc.doctype, doc.name)
	if cint(doc.docstatus) != 1 or not all(about) or not choosing.is_governed(about[0]):
		return
	if guard.is_saving(*about):
		return  # what the flow itself writes is logged with its move
	_follow(frappe.get_doc(*about) if doc.meta.istable else doc)


def _follow(doc: Document) -> None:
	if isinstance(doc, FlowControlledDocument) or not doc.meta.is_submittable:
		return
	kept = _last_kept(doc)
	now = subject_of(doc).snapshot() if kept else {}
	if kept and not says(doc.meta, kept, now):
		state = state_of(doc) or ""
		step = Move(EDITED, state, state, frappe.session.user)
		performing.write_log(Held.of(doc), doc, step, now, Cause())


def _last_kept(doc: Document) -> dict:
	"""The last words of a document in its log; nothing where it has none."""
	if not renaming.has_log(doc.doctype, doc.name):
		return {}
	about = {"reference_doctype": doc.doctype, "reference_name": doc.name, "snapshot": ("is", "set")}
	last = frappe.get_all(trail.LOG, about, pluck="snapshot", order_by="sequence desc", limit=1)
	return json.loads(last[0]) if last else {}


def says(meta: Meta, before: Mapping, after: Mapping) -> bool:
	"""Whether what people enter, and core lets nobody change once it is submitted, is what was kept.

	What controllers compute later (read only fields, hidden ones) and what may be changed lawfully is left out.
	"""
	fixed = [field for field in meta.fields if _is_fixed(meta, field)] if before else []
	return all(_says_field(field, before, after) for field in fixed)


def _says_field(field: DocField, before: Mapping, after: Mapping) -> bool:
	then, now = before.get(field.fieldname), after.get(field.fieldname)
	if field.fieldtype in table_fields:
		return field.fieldname not in before or _same_rows(field, then, now)
	if field.fieldname not in before:
		return cstr(now) in begins_with(field)  # it was empty, or came later
	return _same(field, then, now, after)


def _same_rows(table: DocField, before: Sequence[Mapping], after: Sequence[Mapping] | None) -> bool:
	then, now = ({row["name"]: row for row in rows} for rows in (before, after or ()))
	meta = frappe.get_meta(table.options)
	return then.keys() == now.keys() and all(says(meta, row, now[name]) for name, row in then.items())


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
