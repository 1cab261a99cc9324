"""What core keeps of our DocTypes outside of them: it goes with the app, as it goes with a document that is deleted.

Core drops tables and what is linked to our modules. Comments, shares, filters, cards, notices and whatever else names one
of our DocTypes in a column would stay, and stumble over what is gone.
"""

from collections.abc import Iterator

import frappe

from qingdan_app.ours import modules as our_modules
from qingdan_app.setup import modules, words

MEMORY = frozenset({"Access Log", "Deleted Document", "Error Log", "Permission Log"})
"""What core remembers of the time before, whoever is gone."""
DETACHED: dict[str, tuple[str, ...]] = {
	"Activity Log": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"File": ("attached_to_doctype", "attached_to_name", "attached_to_field"),
}
"""What is people's own: it stays with whom it is of, and says no more what it was about."""


def remove(ours: list[str]) -> None:
	"""Take away what speaks of the DocTypes `ours` in core's tables; documents of other apps stay as they are."""
	for doctype, columns in DETACHED.items():
		frappe.db.set_value(
			doctype, {columns[0]: ("in", ours)}, dict.fromkeys(columns), update_modified=False
		)
	for doctype, column in _naming_doctypes():
		_delete(doctype, {column: ("in", ours)})
	_delete_settings_of_people(ours)
	frappe.db.delete("DefaultValue", {"defkey": ("in", ours)})
	frappe.db.delete("DefaultValue", {"defkey": ("like", "qingdan\\_%")})
	frappe.db.delete("Patch Log", {"patch": ("like", "qingdan\\_app.%")})
	modules.remove()
	words.remove()


def remove_roles(ours: list[str]) -> None:
	"""Take the city's roles away where nothing of the site stands on them; one that the site uses is the site's."""
	for role in words.roles():
		if not any(_stands_on(role, ours)):
			frappe.db.delete("Has Role", {"role": role})
			frappe.db.delete("Custom DocPerm", {"role": role, "parent": ("in", ours)})
			frappe.db.delete("Comment", {"reference_doctype": "Role", "reference_name": role})
			frappe.db.delete("Role", {"name": role})


def _naming_doctypes() -> Iterator[tuple[str, str]]:
	"""Each column of core's that holds the name of a DocType, or says of which DocType another column names a document."""
	for table in frappe.get_all("DocType", _of_core(), pluck="name"):
		meta = frappe.get_meta(table)
		linked = {field.fieldname for field in meta.get_link_fields() if field.options == "DocType"}
		linked |= {field.options for field in meta.get_dynamic_link_fields()}
		if table not in {*MEMORY, *DETACHED}:
			stored = set(frappe.db.get_table_columns(table))
			yield from ((table, column) for column in sorted(linked & stored))


def _of_core() -> dict:
	kept = ["DocType", "DocField", "DocPerm", "Module Def"]  # core drops these with the DocType
	return {
		"issingle": 0,
		"is_virtual": 0,
		"custom": 0,
		"name": ("not in", kept),
		"module": ("in", frappe.get_module_list("frappe")),
	}


def _delete(doctype: str, about: dict) -> None:
	"""Rows with tables one by one; what belongs to a module of ours is core's to delete."""
	meta = frappe.get_meta(doctype)
	if not meta.get_table_fields():
		frappe.db.delete(doctype, about)
		return
	if meta.has_field("module"):
		about = {**about, "module": ("not in", our_modules())}
	for name in frappe.get_all(doctype, about, pluck="name"):
		rights = {"ignore_permissions": True, "ignore_on_trash": True}  # set-up runs as whoever uninstalls
		frappe.delete_doc(doctype, name, force=True, **rights)


def _delete_settings_of_people(ours: list[str]) -> None:
	"""How people had set up our lists, and the workspace of ours that they began with."""
	table = frappe.qb.Table("__UserSettings")
	frappe.qb.from_(table).delete().where(table.doctype.isin(ours)).run()
	frappe.db.delete("List View Settings", {"name": ("in", ours)})
	if frappe.get_meta("User").has_field("default_workspace"):
		pages = frappe.get_all("Workspace", {"module": ("in", our_modules())}, pluck="name")
		frappe.db.set_value("User", {"default_workspace": ("in", pages)}, "default_workspace", None)


def _stands_on(role: str, ours: list[str]) -> Iterator[bool]:
	"""For each column that names roles: whether a row does that is neither ours nor of a person."""
	links = frappe.get_all("DocField", {"fieldtype": "Link", "options": "Role"}, ["parent", "fieldname"])
	for link in links:
		meta = frappe.get_meta(link.parent)
		if link.parent in ours or meta.issingle or not frappe.db.table_exists(link.parent):
			continue
		about = {link.fieldname: role}
		if meta.istable:
			rows = frappe.get_all(link.parent, about, ["parenttype", "parent"])
			yield any(not _is_ours_or_a_persons(row, ours) for row in rows)
		elif link.parent == "Custom DocPerm":
			yield bool(frappe.db.exists(link.parent, {**about, "parent": ("not in", ours)}))
		else:
			yield bool(frappe.db.exists(link.parent, about))


def _is_ours_or_a_persons(row: dict, ours: list[str]) -> bool:
	if row.parenttype in ("User", "Role Profile") or row.parent in ours:
		return True
	if not frappe.db.exists("DocType", row.parenttype) or not frappe.get_meta(row.parenttype).has_field(
		"module"
	):
		return False
	return frappe.db.get_value(row.parenttype, row.parent, "module") in our_modules()
