"""The workspace of approvals says whose it is: a site may have an “Approvals” of its own, which core wrote over with ours."""

import frappe

OLD, NEW = "Approvals", "Qingdan Approvals"


def execute():
	is_ours = frappe.db.get_value("Workspace", OLD, "module") == "Workflows"
	if not is_ours or frappe.db.exists("Workspace", NEW):
		return
	frappe.rename_doc("Workspace", OLD, NEW, force=True, show_alert=False)
	frappe.db.set_value("Workspace", NEW, {"title": NEW, "label": NEW})
