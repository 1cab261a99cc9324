"""The shipped approval flows, each created and published where there is none of its key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import frappe

from qingdan_app.setup.acts import ACTS
from qingdan_app.workflows.flows import publishing


@dataclass(frozen=True)
class ShippedFlow:
	"""A flow as it is shipped: the state it guards, what each end means for the document, and its steps."""

	key: str
	title: str
	doctype: str
	state: str
	ends: Mapping[str, str]
	"""Field of the flow → the act that it leads to."""
	steps: Sequence[Mapping[str, str]]


COMPLETION = ShippedFlow(
	"completion",
	"办结审核",
	"Qingdan Task",
	"待审核",
	{"approved_action": "complete", "returned_action": "return", "withdrawn_action": "withdraw"},
	(
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
	),
)
TAKING_ON = ShippedFlow(
	"taking-on",
	"立项审批",
	"Qingdan Matter",
	"立项审批中",
	{
		"approved_action": "agree_to_take_on",
		"rejected_action": "decline",
		"returned_action": "return",
		"withdrawn_action": "withdraw",
	},
	(
		{
			"step_key": "supervision",
			"title": "督查室审核",
			"resolver": "role",
			"parameter": "Qingdan Supervision Office",
			"may_reject": "1",
		},
	),
)
SHIPPED: tuple[ShippedFlow, ...] = (COMPLETION, TAKING_ON)


def create_missing() -> None:
	"""Create each flow where no version of it exists."""
	for flow in SHIPPED:
		if not frappe.db.exists("Qingdan Approval Flow", {"flow_key": flow.key}):
			_create(flow)


def _create(shipped: ShippedFlow) -> None:
	flow = frappe.new_doc("Qingdan Approval Flow")
	flow.update({"flow_key": shipped.key, "title": shipped.title, "document_type": shipped.doctype})
	flow.update({"guarded_state": shipped.state})
	flow.update({field: ACTS.action_of(act) for field, act in shipped.ends.items()})
	for step in shipped.steps:
		flow.append("steps", step)
	flow.insert(ignore_permissions=True)  # set-up runs as whoever installs
	publishing.publish(flow)
