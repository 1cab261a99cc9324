"""Names of documents in conditions and settings: what a link is held against is carried along when its document is renamed.

Core carries the links of documents. A condition is text, which it does not know: left as it was, it would match no
document any more, and all of them would pass without approval. An expression is a program and is not rewritten.
"""

import json
import re
from collections.abc import Mapping

import frappe
from frappe import _

from qingdan_app import plain_rows
from qingdan_app.workflows.engine.flow import Request
from qingdan_app.workflows.engine.flow.given import Label
from qingdan_app.workflows.engine.flow.new_names import reworded
from qingdan_app.workflows.exceptions import ValueUnreadable
from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.log.renames import USER, Renamed

FLOW = "Qingdan Approval Flow"
NAMING: Mapping[str, tuple[str, str, str, str]] = {
	"conditions": ("Qingdan Approval Condition", "field", "operator", "value"),
	"steps": ("Qingdan Approval Step", "condition_field", "condition_operator", "condition_value"),
	"settings": ("Qingdan Approval Setting", "field", "", "value"),
	"rows": ("Qingdan Approval Route Row", "field", "operator", "value"),
}
"""Table of a flow or route → its DocType, and the columns that say field, operator and value."""
SEVERAL = ("in", "not in")
SEPARATED = re.compile(r"([,，、;；\n])")


def carry(renaming: Renamed) -> bool:
	"""Write the new name wherever a flow or a route holds a link against the old one; whether any does.

	Raises ValueUnreadable where the new name cannot stand in a list of values.
	"""
	found = [_carry_rows(*columns, renaming) for columns in NAMING.values()]
	return any([*found, _carry_scopes(renaming)])


def in_words(words: dict, renaming: Renamed) -> dict:
	"""The words of a published version as they read after a renaming."""
	doctype = words.get("document_type", "")
	for table, (_doctype, field, operator, text) in NAMING.items():
		rows = [
			{**row, text: _now(renaming, doctype, row.get(field), row.get(operator), row[text])}
			if row.get(text)
			else row
			for row in words.get(table, [])
		]
		words = {**words, table: rows} if table in words else words
	acts_as = words.get("acts_as")
	return {**words, "acts_as": renaming.new} if _is(renaming, USER, acts_as) else words


def in_request(request: Request, renaming: Renamed, doctype: str) -> Request:
	"""A request on a document of a type, as its conditions and what it belongs to read after a renaming."""
	kinds = _kinds(renaming.doctype)

	def condition(text: str) -> str:
		if not text:
			return text
		field, operator, value = json.loads(text)
		now = _now(renaming, doctype, field, operator, value)
		return text if now == value else json.dumps([field, operator, now], ensure_ascii=False)

	def label(each: Label) -> Label:
		return Label(each.kind, renaming.new) if each.kind in kinds and each.key == renaming.old else each

	return reworded(request, condition, label)


def leads_to(doctype: str, fieldname: str | None, target: str) -> bool:
	"""Whether a field of a DocType may hold names of documents of the type `target`."""
	own = {"owner": USER, "modified_by": USER, "name": doctype}
	field = frappe.get_meta(doctype).get_field(fieldname) if fieldname else None
	if not field:
		return own.get(fieldname or "") == target
	return field.fieldtype == "Dynamic Link" or (field.fieldtype == "Link" and field.options == target)


def _carry_rows(doctype: str, field: str, operator: str, text: str, renaming: Renamed) -> bool:
	columns = ["name", "parenttype", "parent", field, text, *([operator] if operator else [])]
	changed = False
	for row in frappe.get_all(doctype, {text: ("like", f"%{plain(renaming.old)}%")}, columns):
		about = frappe.db.get_value(row.parenttype, row.parent, "document_type")
		now = _now(renaming, about, row[field], row.get(operator), row[text])
		if now != row[text]:
			plain_rows.update(doctype, row.name, {text: now})
			touch(row.parenttype, row.parent)
			changed = True
	return changed


def _carry_scopes(renaming: Renamed) -> bool:
	"""Delegations limited to what was renamed; requests keep what they belong to, and so have to follow."""
	kinds = _kinds(renaming.doctype)
	for kind in kinds:
		about = {"scope_kind": kind, "scope_key": renaming.old}
		frappe.db.set_value("Qingdan Approval Delegation", about, "scope_key", renaming.new)
	return bool(kinds)


def touch(doctype: str, name: str) -> None:
	"""What processes keep of a flow goes by when it was changed."""
	plain_rows.update(doctype, name, {})
	frappe.clear_document_cache(doctype, name)
	if doctype == FLOW:
		choosing.forget(frappe.db.get_value(FLOW, name, "document_type"))


def plain(text: str) -> str:
	"""A text to look for by `like`: its own wildcards find themselves."""
	return re.sub(r"([\\%_])", r"\\\1", text)


def _now(renaming: Renamed, doctype: str | None, field: str | None, operator: str | None, value: str) -> str:
	if renaming.old not in value or not doctype or not frappe.db.exists("DocType", doctype):
		return value
	if not leads_to(doctype, field, renaming.doctype):
		return value
	parts = SEPARATED.split(value) if operator in SEVERAL else [value]
	now = "".join(renaming.new if part.strip() == renaming.old else part for part in parts)
	if now != value and operator in SEVERAL and SEPARATED.search(renaming.new):
		frappe.throw(
			_("An approval flow lists {0} among others. Choose a name without a comma or semicolon.").format(
				frappe.bold(renaming.old)
			),
			ValueUnreadable,
		)
	return now


def _is(renaming: Renamed, doctype: str, name: str | None) -> bool:
	return (renaming.doctype, renaming.old) == (doctype, name)


def _kinds(doctype: str) -> list[str]:
	"""What delegations call documents of a type that they are limited to."""
	return [
		kind for kind, doctypes in frappe.get_hooks("approval_scopes", {}).items() if doctypes[-1] == doctype
	]
