"""Leaving a site: what the app created beside its own DocTypes."""

import frappe

from qingdan_app.setup import permissions
from qingdan_app.setup.workflows import SHIPPED


def before_uninstall() -> None:
	"""Remove the shipped workflows and the roles' rights; documents and people stay until Frappe drops the DocTypes."""
	for flow in SHIPPED:
		frappe.delete_doc_if_exists("Workflow", flow.name)
	permissions.remove()
