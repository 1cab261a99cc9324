"""Entry points of the scheduler."""

import frappe

from qingdan_app import repeating
from qingdan_app.permissions.companions import may
from qingdan_app.permissions.guarded import RULED


@repeating.job
def drop_stale_follows() -> None:
	"""Hourly, before core mails what changed: who may no longer see a document no longer follows it."""
	fields = ["name", "user", "ref_doctype", "ref_docname"]
	for row in frappe.get_all("Document Follow", {"ref_doctype": ("in", list(RULED))}, fields):
		if not may(row.ref_doctype, row.ref_docname, "read", row.user):
			frappe.delete_doc(
				"Document Follow", row.name, ignore_permissions=True
			)  # the scheduler's own sweep
