"""What stands at a path of a document: a field, a column of a table, a field of the document that a link leads to.

`approver`, `items.buyer`, `project.manager`, `items.cost_center.owner`: a dot leads through a table or a link.
"""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model import table_fields
from frappe.model.document import Document
from frappe.model.meta import Meta

from qingdan_app.workflows.moves.links import LINKS, target_of

USER_FIELDS = ("user_id", "user")
"""How DocTypes that stand for a person name that person's account, the usual first."""


def values_at(doc: Document, path: str) -> list[str]:
	"""The values at a path, in the order of the document, empty ones left out; none where the path leads nowhere."""
	return [value for value, _doctype in _at(doc, path.strip())]


def users_at(doc: Document, path: str) -> list[str]:
	"""The users at a path: named there, or by the document (an Employee, a Sales Person) that a link leads to."""
	found = []
	for value, doctype in _at(doc, path.strip()):
		field = _user_field(doctype) if doctype not in ("", "User") else None
		named = frappe.db.get_value(doctype, value, field) if field else value
		found += [part.strip() for part in (named or "").split(",")]
	return found


def problem_of(doctype: str, path: str) -> str | None:
	"""Why a path leads nowhere in documents of a type, in the reader's words; None where it leads somewhere."""
	meta = frappe.get_meta(doctype)
	first, dot, rest = path.strip().partition(".")
	field = meta.get_field(first)
	if not field and first not in ("owner", "modified_by", "name"):
		return _("{0} has no field {1}").format(_(doctype), first or "—")
	if not dot:
		return None
	if not field or field.fieldtype not in (*table_fields, *LINKS):
		return _("{0} of {1} leads to no other document").format(first, _(doctype))
	return None if field.fieldtype == "Dynamic Link" else problem_of(field.options, rest)


def doctype_at(doctype: str, path: str) -> str | None:
	"""The DocType that documents named at a path are of; None where the path ends in no link."""
	first, _dot, rest = path.strip().partition(".")
	field = frappe.get_meta(doctype).get_field(first)
	if not field or field.fieldtype not in (*table_fields, "Link"):
		return None
	return doctype_at(field.options, rest) if rest else field.options


def fields_along(doctype: str, path: str) -> Iterator[tuple[str, str]]:
	"""The fields that a path leads through, each with the DocType it is of, whether there is such a field or not."""
	first, _dot, rest = path.strip().partition(".")
	field = frappe.get_meta(doctype).get_field(first)
	yield doctype, first
	if field and rest and field.fieldtype in (*table_fields, "Link"):
		yield from fields_along(field.options, rest)


def _at(doc: Document, path: str) -> Iterator[tuple[str, str]]:
	"""Values at a path, each with the DocType it is a name of; an empty one for text."""
	first, dot, rest = path.partition(".")
	if not dot:
		yield from _value(doc, first)
	for following in _led_to(doc, first) if dot else ():
		yield from _at(following, rest)


def _value(doc: Document, fieldname: str) -> Iterator[tuple[str, str]]:
	value = doc.get(fieldname)
	if value and isinstance(value, str):
		yield value, _target(doc, fieldname)


def _led_to(doc: Document, fieldname: str) -> Iterator[Document]:
	field = doc.meta.get_field(fieldname)
	if field and field.fieldtype in table_fields:
		yield from doc.get(fieldname) or []
	elif field and field.fieldtype in LINKS and doc.get(fieldname):
		target = _target(doc, fieldname)
		if target and frappe.db.exists(target, doc.get(fieldname)):
			yield frappe.get_doc(target, doc.get(fieldname))


def _target(doc: Document, fieldname: str) -> str:
	field = doc.meta.get_field(fieldname)
	return target_of(doc, field) if field and field.fieldtype in LINKS else ""


def _user_field(doctype: str) -> str | None:
	"""The field by which documents of a type name a user."""
	meta: Meta = frappe.get_meta(doctype)
	linking = [field.fieldname for field in meta.get_link_fields() if field.options == "User"]
	return next((name for name in (*USER_FIELDS, *linking) if name in linking), None)
