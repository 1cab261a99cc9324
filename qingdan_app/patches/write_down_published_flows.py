"""What was published is kept in the log from now on; versions from before are written down as they stand."""

import frappe

from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.log import trail


def execute() -> None:
	"""Write down every version that is in force or was, once."""
	known = {"reference_doctype": publishing.FLOW, "act": publishing.PUBLISHED}
	written = set(frappe.get_all(trail.LOG, known, pluck="reference_name"))
	for name in frappe.get_all(publishing.FLOW, {"status": ("!=", "Draft")}, pluck="name", order_by="name"):
		if name not in written:
			publishing.write_down(frappe.get_doc(publishing.FLOW, name))
