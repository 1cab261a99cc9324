"""That a version went out of force is kept in the log from now on; versions retired before are written down as they stand."""

import frappe

from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.log import trail


def execute() -> None:
	"""Write down the end of every version that is out of force, once."""
	ended = {"reference_doctype": publishing.FLOW, "act": publishing.RETIRED}
	written = set(frappe.get_all(trail.LOG, ended, pluck="reference_name"))
	for name in frappe.get_all(publishing.FLOW, {"status": "Retired"}, pluck="name", order_by="name"):
		if name not in written:
			publishing.write_down_end(name)
