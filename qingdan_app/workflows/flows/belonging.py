"""Who belongs to a company, a department, any document that a field names: by a permission, or by a record of the person."""

from collections.abc import Iterable

import frappe

from qingdan_app.workflows.engine.places import Permission, Place, belonging

PERSONNEL = ("Employee",)
"""DocTypes that name a person's company and department, and the person's account as `user_id`."""


def within(users: Iterable[str], doctype: str, name: str, subject: str = "") -> list[str]:
	"""Those of `users` who belong to a document; where none does, those of the document above it in its tree, and so on.

	One belongs to what a User Permission names, for all DocTypes or for that of the `subject`, and to what one's Employee
	record names.
	"""
	homes = (home for several in ([name], _above(doctype, name)) for home in several)
	places = (Place(_permitted(doctype, home), frozenset(_employed(doctype, home))) for home in homes)
	return belonging(list(users), places, subject)


def _permitted(doctype: str, name: str) -> tuple[Permission, ...]:
	fields = ["user", "apply_to_all_doctypes", "applicable_for", "hide_descendants"]
	rows = frappe.get_all("User Permission", {"allow": doctype, "for_value": name}, fields)
	return tuple(
		Permission(
			row.user, bool(row.apply_to_all_doctypes), row.applicable_for or "", not row.hide_descendants
		)
		for row in rows
	)


def _employed(doctype: str, name: str) -> set[str]:
	found: set[str] = set()
	for personnel in frappe.get_all("DocType", {"name": ("in", PERSONNEL)}, pluck="name"):
		meta = frappe.get_meta(personnel)
		fields = [field.fieldname for field in meta.get_link_fields() if field.options == doctype]
		gone = {"status": ("!=", "Left")} if meta.has_field("status") else {}
		for field in fields if meta.has_field("user_id") else ():
			found.update(frappe.get_all(personnel, {field: name, **gone}, pluck="user_id"))
	return found - {None, ""}


def _above(doctype: str, name: str) -> list[str]:
	"""The documents above one in a tree, the nearest first; none where the DocType is no tree."""
	meta = frappe.get_meta(doctype)
	parent = meta.get("nsm_parent_field") or f"parent_{frappe.scrub(doctype)}"
	if not meta.has_field(parent):
		return []
	found: list[str] = []
	while (name := frappe.db.get_value(doctype, name, parent)) and name not in found:
		found.append(name)
	return found
