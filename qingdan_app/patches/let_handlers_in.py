"""What is new for those to whom a unit hands tasks: their rights where the site has rights of its own, and one truth about who has what.

ToDos of core about tasks, from before they stood for anything, are cancelled, and rules of core that make them are switched off: a
unit hands its tasks on itself.
"""

import frappe

ROLE, LIKE = "Qingdan Unit Handler", "Qingdan Unit Head"
TASK = "Qingdan Task"
NOT_THEIRS = ("delete",)


def execute():
	_give_rights()
	_end_todos()
	frappe.db.set_value("Assignment Rule", {"document_type": TASK}, "disabled", 1)
	frappe.clear_cache()


def _give_rights() -> None:
	"""Where a DocType has rights of the site's own, those of a head: only what the app ships to handlers at all."""
	for doctype in frappe.get_all("DocPerm", {"role": ROLE, "parent": ("like", "Qingdan %")}, pluck="parent"):
		_copy(doctype)
	_copy("Qingdan Approval Log")


def _copy(doctype: str) -> None:
	about = {"parent": doctype, "role": ROLE}
	if frappe.db.exists("Custom DocPerm", about):
		return
	for name in frappe.get_all("Custom DocPerm", {**about, "role": LIKE}, pluck="name"):
		row = frappe.copy_doc(frappe.get_doc("Custom DocPerm", name))
		row.update({"role": ROLE, **dict.fromkeys(NOT_THEIRS, 0)})
		row.set_new_name()
		row.db_insert()


def _end_todos() -> None:
	about = {"reference_type": TASK, "status": ("!=", "Cancelled")}
	tasks = frappe.get_all("ToDo", about, pluck="reference_name", distinct=True)
	frappe.db.set_value("ToDo", about, "status", "Cancelled", update_modified=False)
	for name in tasks:
		if frappe.db.exists(TASK, name):
			frappe.db.set_value(TASK, name, "_assign", None, update_modified=False)
