"""A field that a flow names is not deleted, renamed or made another type while the flow is in force or a request runs.

Its conditions could no longer be judged: a document would be refused, or decided by nobody. An update of the app that
owns the DocType is not held up; what such a flow asks is then refused at the document (see `conditions.holds`).
"""

from collections.abc import Iterable, Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from qingdan_app.workflows.flows import keeping, named_fields
from qingdan_app.workflows.flows.named_fields import Field

KINDS = ("fieldtype", "options")
NUMBERS = frozenset({"Int", "Float", "Currency", "Percent"})
TEXTS = frozenset({"Data", "Small Text", "Text", "Long Text"})
"""Types of one family are read alike."""
UPDATES = ("in_install", "in_migrate", "in_patch")
Kind = tuple[str, str]
"""Type and options of a field."""


def check_doctype(doctype: Document, method: str | None = None) -> None:
	"""Raise UnderApproval where a DocType that is saved has lost, or changed, a field that a flow names."""
	if doctype.is_new():
		return
	rows = frappe.get_all("DocField", {"parent": doctype.name}, ["fieldname", *KINDS])
	now = {row.fieldname: _kind(row) for row in doctype.fields}
	_check(doctype.name, {row.fieldname: (_kind(row), now.get(row.fieldname)) for row in rows})


def check_row(field: Document, method: str | None = None) -> None:
	"""Raise UnderApproval where a field that a flow names is changed or deleted by itself, past the form of its DocType."""
	stored = (
		None
		if field.is_new()
		else frappe.db.get_value("DocField", field.name, ["parent", "fieldname", *KINDS], as_dict=True)
	)
	if stored:
		stays = method != "on_trash" and (stored.parent, stored.fieldname) == (field.parent, field.fieldname)
		_check(stored.parent, {stored.fieldname: (_kind(stored), _kind(field) if stays else None)})


def check_custom_field(field: Document, method: str | None = None) -> None:
	"""Raise UnderApproval where a custom field that a flow names is changed."""
	stored = (
		None
		if field.is_new()
		else frappe.db.get_value("Custom Field", field.name, ["fieldname", *KINDS], as_dict=True)
	)
	if stored:
		kept = _kind(field) if stored.fieldname == field.fieldname else None
		_check(field.dt, {stored.fieldname: (_kind(stored), kept)})


def check_custom_field_deletion(field: Document, method: str | None = None) -> None:
	"""Raise UnderApproval where a custom field that a flow names is deleted."""
	_check(field.dt, {field.fieldname: (_kind(field), None)})


def check_property(setter: Document, method: str | None = None) -> None:
	"""Raise UnderApproval where a field that a flow names is given another type or options, or its own ones back."""
	field = _field_of(setter)
	if field:
		value = _own(setter) if method == "on_trash" else setter.value
		changed = {**{kind: field.get(kind) for kind in KINDS}, setter.property: value}
		_check(setter.doc_type, {field.fieldname: (_kind(field), _kind(changed))})


def _field_of(setter: Document) -> Document | None:
	if setter.doctype_or_field != "DocField" or setter.property not in KINDS:
		return None
	return frappe.get_meta(setter.doc_type).get_field(setter.field_name)


def _own(setter: Document) -> str | None:
	about = {"parent": setter.doc_type, "fieldname": setter.field_name}
	return frappe.db.get_value("DocField", about, setter.property)


def _kind(field: Mapping) -> Kind:
	return cstr(field.get("fieldtype")), cstr(field.get("options")).strip()


def _check(doctype: str, fields: Mapping[str, tuple[Kind, Kind | None]]) -> None:
	"""Fields of a DocType with what they are and what they would be; None where they would be no more."""
	changed = {name: kinds for name, kinds in fields.items() if kinds[0] != kinds[1]}
	if not changed or any(map(frappe.flags.get, UPDATES)) or not frappe.db.table_exists(keeping.FLOW):
		return
	for flow in keeping.standing_on(guard=None):
		for name in _named(flow, doctype, changed):
			if not _reads_alike(flow, name, *changed[name]):
				keeping.refuse(_("Field {0} of {1}").format(name, _(doctype)), flow)


def _named(flow: Document, doctype: str, names: Iterable[str]) -> list[str]:
	known: frozenset[Field] = named_fields.of(flow)
	return [name for name in names if (doctype, name) in known]


def _reads_alike(flow: Document, name: str, before: Kind, after: Kind | None) -> bool:
	"""Whether what a flow asks of a field means the same still; of a choice, whether all that it asks for can be chosen."""
	if after is None:
		return False
	if before[0] == after[0] == "Select":
		left = {option.strip() for option in before[1].split("\n")} - {
			option.strip() for option in after[1].split("\n")
		}
		return not any(
			option and option in value for option in left for value in named_fields.options_named(flow, name)
		)
	families = (NUMBERS, TEXTS)
	return before[1] == after[1] and any({before[0], after[0]} <= family for family in families)
