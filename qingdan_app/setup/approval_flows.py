"""The shipped approval flow of completion reports, created and published where there is none of its key."""

import frappe

from qingdan_app.tasks.rules.acts import ACTS
from qingdan_app.workflows.flows import publishing

KEY, TITLE = "completion", "办结审核"

STEPS = (
	{
		"step_key": "head",
		"title": "单位负责人审核",
		"resolver": "heads_of_lead",
		"condition_field": "filed_by",
		"condition_operator": "=",
		"condition_value": "Liaison",
	},
	{
		"step_key": "cooperating",
		"title": "配合单位会签",
		"resolver": "heads_of_cooperating",
		"mode": "All",
		"condition_field": "cooperating_signs",
		"condition_operator": "=",
		"condition_value": "1",
	},
	{"step_key": "leader", "title": "牵头领导审定", "resolver": "office_of_leader"},
)


def create_missing() -> None:
	"""Create the flow of completion reports where no version of it exists."""
	if frappe.db.exists("Qingdan Approval Flow", {"flow_key": KEY}):
		return
	flow = frappe.new_doc("Qingdan Approval Flow")
	flow.update({"flow_key": KEY, "title": TITLE, "document_type": "Qingdan Task", "guarded_state": "待审核"})
	flow.update({"approved_action": ACTS.action_of("complete"), "returned_action": ACTS.action_of("return")})
	flow.withdrawn_action = ACTS.action_of("withdraw")
	for step in STEPS:
		flow.append("steps", step)
	flow.insert(ignore_permissions=True)  # set-up runs as whoever installs
	publishing.publish(flow)
