"""How many columns our lists show. Created if missing; what an administrator chose stays."""

import frappe

COLUMNS: dict[str, str] = {
	"Qingdan Task": "7",
	"Qingdan Progress Report": "8",
	"Qingdan Key Work": "7",
	"Qingdan Contact": "8",
	"Qingdan Matter": "8",
	"Qingdan Message": "8",
}


def create_missing() -> None:
	"""Create the list settings of the DocTypes that need more columns than core's four."""
	for doctype, columns in COLUMNS.items():
		if not frappe.db.exists("List View Settings", doctype):
			settings = frappe.new_doc("List View Settings")
			settings.update({"name": doctype, "total_fields": columns})
			settings.insert(ignore_permissions=True)  # set-up runs as whoever installs
