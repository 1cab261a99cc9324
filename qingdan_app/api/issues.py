"""Issues that units put to the leader's office or to supervision."""

import frappe

from qingdan_app import arguments, shapes
from qingdan_app.issues import raising
from qingdan_app.workflows.moves.many import parsed
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def raise_issue(issue: dict | str) -> dict:
	"""Ask for coordination: `{name, state}`.

	`issue` is `{problem, addressee, unit}` with `task` or `report`; without words the problem of the report is taken, without an addressee the
	office of the task's leader, else supervision. Raises IssueIncomplete.
	"""
	frappe.has_permission("Qingdan Issue", "create", throw=True)
	raised = raising.raise_issue(shapes.read("issue", parsed(issue), raising.WORDS))
	return {"name": raised.name, "state": raised.state}
