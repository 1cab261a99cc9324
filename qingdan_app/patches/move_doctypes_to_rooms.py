"""Before the DocTypes are synced: those that moved to a room of their own are found there.

Until a DocType says its new module its controller is looked for where it no longer is.
"""

import frappe

ROOMS = {
	"Workflows": (
		"Qingdan Approval Assignment",
		"Qingdan Approval Chain",
		"Qingdan Approval Condition",
		"Qingdan Approval Copy",
		"Qingdan Approval Delegation",
		"Qingdan Approval Flow",
		"Qingdan Approval Log",
		"Qingdan Approval Request",
		"Qingdan Approval Route",
		"Qingdan Approval Route Row",
		"Qingdan Approval Seal",
		"Qingdan Approval Step",
	),
	"Importing": (
		"Qingdan Import",
		"Qingdan Import Issue",
		"Qingdan Import Lead",
		"Qingdan Import List",
		"Qingdan Import Unit",
	),
	"Working Time": ("Qingdan Calendar Day",),
}
APP = "qingdan_app"


def execute() -> None:
	"""Write the new module of every DocType that moved, and of the page of turns."""
	for module, doctypes in ROOMS.items():
		_add(module)
		frappe.db.set_value("DocType", {"name": ("in", doctypes)}, "module", module, update_modified=False)
	frappe.db.set_value("Page", "qingdan-inbox", "module", "Workflows", update_modified=False)
	frappe.clear_cache()


def _add(module: str) -> None:
	if not frappe.db.exists("Module Def", module):
		row = {"doctype": "Module Def", "module_name": module, "app_name": APP, "custom": 0}
		frappe.get_doc(row).db_insert()
