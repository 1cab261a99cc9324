"""Whether core's check of links can find or fetch anything in a document that a flow saves without changing its links."""

import frappe
from frappe.model.document import Document
from frappe.model.meta import Meta

LINKS = ("Link", "Dynamic Link")


def matter(doc: Document, found: Document) -> bool:
	"""Whether a link differs from what was `found`, fetches values, or may lead to a document cancelled meanwhile.

	Any other link was checked when it was entered, and core deletes no document that others link to.
	"""
	stored = {row.name: row for row in (found, *found.get_all_children())}
	submittable = doc.meta.is_submittable
	return any(_matters(row, stored.get(row.name), submittable) for row in (doc, *doc.get_all_children()))


def target_of(doc: Document, field) -> str:
	"""The DocType to which a link of a document leads; empty where a dynamic one says none."""
	return (field.options if field.fieldtype == "Link" else doc.get(field.options)) or ""


def _matters(row: Document, stored: Document | None, submittable: bool) -> bool:
	if stored is None or stored.doctype != row.doctype:
		return True
	fields = [
		field for field in row.meta.get("fields", {"fieldtype": ("in", LINKS)}) if row.get(field.fieldname)
	]
	return any(_matters_in(row, stored, field, submittable) for field in fields)


def _matters_in(row: Document, stored: Document, field, submittable: bool) -> bool:
	target = target_of(row, field)
	if row.get(field.fieldname) != stored.get(field.fieldname) or not target:
		return True
	return _fetches(row.meta, field.fieldname) or (submittable and frappe.get_meta(target).is_submittable)


def _fetches(meta: Meta, fieldname: str) -> bool:
	return bool(meta.get_fields_to_fetch(fieldname))
