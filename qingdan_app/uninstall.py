"""Leaving a site: what the app created beside its own DocTypes."""

import frappe

from qingdan_app.setup import english, permissions
from qingdan_app.setup.workflows import SHIPPED

LOG = "Qingdan Message"


def before_uninstall() -> None:
	"""Remove the shipped workflows, the roles' rights and what core keeps of ours; documents stay until Frappe drops the DocTypes."""
	for flow in SHIPPED:
		frappe.db.set_value(
			"Workflow", flow.name, "is_active", 0
		)  # an active one is kept for the flows on it
		frappe.delete_doc_if_exists("Workflow", flow.name)
	permissions.remove()
	english.remove()
	frappe.db.delete("Logs To Clear", {"ref_doctype": LOG})  # core's clearing would stumble over it
	frappe.db.delete("Scheduled Job Type", {"method": ("like", "qingdan_app.%")})
	frappe.db.delete("DefaultValue", {"defkey": ("like", "qingdan_%")})
