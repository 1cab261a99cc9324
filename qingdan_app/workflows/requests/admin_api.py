"""The door for administrators of requests: move one to another version of its flow, hand over a person's turns."""

import frappe
from frappe.utils import cint

from qingdan_app.workflows import administrators
from qingdan_app.workflows.engine.flow import Act
from qingdan_app.workflows.requests import acting, handover


@frappe.whitelist(methods=["POST"])
def move_request(request: str, flow: str, opinion: str, target: str = "", preview: bool = True) -> dict:
	"""Move a running request to another version; with `preview` only say who would have it: `{status, holders, names}`."""
	target_flow = frappe.get_doc("Qingdan Approval Flow", flow)
	target_flow.check_permission("write")
	asked = Act(
		"migrate",
		frappe.session.user,
		opinion=opinion,
		target=target,
		administrator=administrators.administers(),
	)
	result = acting.migrate(request, target_flow, asked, bool(cint(preview)))
	holders = [turn.assignee for turn in result.state.live_turns]
	names = {user: frappe.utils.get_fullname(user) for user in holders}
	return {"status": result.state.status.value, "holders": holders, "names": names}


@frappe.whitelist(methods=["POST"])
def hand_over(user: str, successor: str, opinion: str) -> list[dict]:
	"""Give every live turn of one user, who may be disabled, to another: `[{request, turn, ok, message}]`."""
	frappe.has_permission("Qingdan Approval Flow", "write", throw=True)
	return handover.hand_over(user, successor, opinion)
