"""A document that others name was renamed: flows and requests go on meaning it, and nobody has edited anything by it."""

from collections.abc import Iterator

import frappe
from frappe.model.document import Document
from pypika.terms import Criterion

from qingdan_app.plain_rows import update
from qingdan_app.workflows.flows import choosing, linked_values
from qingdan_app.workflows.log import renames
from qingdan_app.workflows.log.renames import Renamed
from qingdan_app.workflows.moves import as_core
from qingdan_app.workflows.requests import columns, renamed_users, seen

REQUEST = renamed_users.REQUEST


def follow(doctype: str, old: str, new: str) -> None:
	"""Carry a renamed, or merged, document through what names it (hook `after_rename` of every DocType)."""
	if not frappe.db.table_exists(REQUEST) or not frappe.db.has_column(REQUEST, "files_print"):
		return  # a patch that runs before the app's own tables are as they are to be
	renaming = Renamed(old, new, frappe.utils.now_datetime(), doctype)
	if linked_values.carry(renaming):
		if doctype != renames.USER:
			renames.note(old, new, doctype)
		for name in renamed_users.naming(old):
			_carry_state(name, renaming)
	for governed in filter(frappe.db.table_exists, choosing.guards()):
		for row in _waiting(governed, renaming):
			_carry_print(row, renaming)


def _carry_state(name: str, renaming: Renamed) -> None:
	row = frappe.db.get_value(
		REQUEST, name, ["engine_state", "reference_doctype"], as_dict=True, for_update=True
	)
	before = columns.state_of(row)
	after = linked_values.in_request(before, renaming, row.reference_doctype)
	if after != before:
		update(REQUEST, name, {"engine_state": columns.state_text(after)})


def _waiting(doctype: str, renaming: Renamed) -> Iterator[dict]:
	"""Requests that run on documents of a type which name what was renamed, each once."""
	run, found = frappe.qb.DocType(REQUEST), {}
	for table, fieldname in _places(doctype, renaming):
		rows = frappe.qb.DocType(table or doctype)
		query = (
			frappe.qb.from_(run).join(rows).on((rows.parent if table else rows.name) == run.reference_name)
		)
		about: Criterion = (run.reference_doctype == doctype) & (run.status != "Ended")
		if table:
			about &= rows.parenttype == doctype
		query = query.where(about & (rows[fieldname] == renaming.new) & (run.subject_print != ""))
		fields = (run.name, run.reference_doctype, run.reference_name, run.subject_print, run.files_print)
		found.update({row.name: row for row in query.select(*fields).run(as_dict=True)})
	yield from found.values()


def _places(doctype: str, renaming: Renamed) -> Iterator[tuple[str, str]]:
	"""Fields of a DocType that may name it: the table they stand in, or nothing for its own, and the field."""
	meta = frappe.get_meta(doctype)
	for table, fields in [("", meta.fields), *_tables(meta)]:
		for field in fields:
			if linked_values.leads_to(table or doctype, field.fieldname, renaming.doctype):
				yield table, field.fieldname
	if doctype == renaming.doctype and (meta.autoname or "").startswith("field:"):
		yield "", meta.autoname.removeprefix("field:")


def _tables(meta) -> list[tuple[str, list]]:
	return [(field.options, frappe.get_meta(field.options).fields) for field in meta.get_table_fields()]


def _carry_print(row: dict, renaming: Renamed) -> None:
	"""The fingerprint that is decided on follows where the new name is all that the document differs by."""
	doc = frappe.get_doc(row.reference_doctype, row.reference_name)
	if seen.print_now(row, _as_it_was(doc, renaming)) == row.subject_print:
		known = {"subject_print": row.subject_print}
		update(REQUEST, row.name, {"subject_print": seen.print_now(row, doc)}, known)


def _as_it_was(doc: Document, renaming: Renamed) -> Document:
	found = as_core.as_found(doc)
	for table, fieldname in _places(doc.doctype, renaming):
		rows = [row for row in found.get_all_children() if row.doctype == table] if table else [found]
		for row in rows:
			if row.get(fieldname) == renaming.new:
				row.set(fieldname, renaming.old)
	return found
