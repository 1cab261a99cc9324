"""Who belongs to a company, a department, any document that a field names: by a permission, or by a record of the person."""

from collections.abc import Iterable

import frappe

PERSONNEL = ("Employee",)
"""DocTypes that name a person's company and department, and the person's account as `user_id`."""


def within(users: Iterable[str], doctype: str, name: str, subject: str = "") -> list[str]:
	"""Those of `users` who belong to a document; where none does, those of the document above it in its tree, and so on.

	One belongs to what a User Permission names, for all DocTypes or for that of the `subject`, and to what one's Employee
	record names. Who is restricted to nothing belongs to nothing: somebody has to be named for a place to sign for it.
	"""
	users = list(users)
	for home in [name, *_above(doctype, name)]:
		known = _permitted(doctype, home, subject, home != name) | _employed(doctype, home)
		if found := [user for user in users if user in known]:
			return found
	return []


def _permitted(doctype: str, name: str, subject: str, from_below: bool) -> set[str]:
	fields = ["user", "apply_to_all_doctypes", "applicable_for", "hide_descendants"]
	rows = frappe.get_all("User Permission", {"allow": doctype, "for_value": name}, fields)
	return {
		row.user
		for row in rows
		if (row.apply_to_all_doctypes or not row.applicable_for or row.applicable_for == subject)
		and not (from_below and row.hide_descendants)
	}


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
