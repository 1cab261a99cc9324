"""Whoever signs may stand in another document that a flow's rule leads to, or have a role: changes there are noted too."""

from collections.abc import Iterator

import frappe
from frappe.model.document import Document

from qingdan_app.workflows.flows import choosing, paths, resolvers
from qingdan_app.workflows.requests import following_posts

BY_PATH = ("field", "role_within")


def follow(doc: Document, method: str | None = None) -> None:
	"""A document was written or deleted: where a rule for signers leads through its type, turns follow soon.

	Nobody holds a role that was disabled or deleted any more.
	"""
	if _is_lost(doc, method) or doc.doctype in choosing.kept_of_all(_led_through):
		following_posts.note_change()


def _is_lost(doc: Document, method: str | None) -> bool:
	if doc.doctype != "Role":
		return False
	before = doc.get_doc_before_save()
	return method == "on_trash" or bool(before and before.disabled != doc.disabled)


def _led_through() -> list[str]:
	"""DocTypes to which the paths of flows lead that are in force, or may still run."""
	found = (_targets(doctype, path) for doctype, path in _paths() if frappe.db.exists("DocType", doctype))
	return sorted({target for targets in found for target in targets} - {"User"})


def _paths() -> Iterator[tuple[str, str]]:
	route = "Qingdan Approval Route"
	if not frappe.db.table_exists(route) or not frappe.db.has_column(route, "document_type"):
		return  # the app's own tables are still to be made
	for parent, rows, pairs in (
		("Qingdan Approval Flow", "Qingdan Approval Step", ("", "copy_")),
		(route, "Qingdan Approval Route Row", ("",)),
	):
		for row in frappe.get_all(rows, {"parenttype": parent}, ["*"]):
			doctype = frappe.db.get_value(parent, row.parent, "document_type")
			for prefix in pairs:
				resolver, parameter = row[f"{prefix}resolver"], row[f"{prefix}parameter"] or ""
				if doctype and resolver in BY_PATH:
					yield doctype, resolvers.path_of(resolver, parameter)


def _targets(doctype: str, path: str) -> Iterator[str]:
	"""The DocTypes of links along a path, the last one too: an employee stands for the account that it names."""
	for owner, fieldname in paths.fields_along(doctype, path):
		field = frappe.get_meta(owner).get_field(fieldname)
		if field and field.fieldtype == "Link":
			yield field.options
