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
	conditions: Sequence[Mapping[str, str]] = ()
	"""What a document has to meet to take this flow; none where every one takes it."""


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
CHANGE, CHANGE_STATE = "Qingdan Change Request", "变更审批中"
CHANGE_ENDS: Mapping[str, str] = {
	"approved_action": "grant_change",
	"rejected_action": "deny_change",
	"returned_action": "return",
	"withdrawn_action": "withdraw",
}
BY_SUPERVISION: Mapping[str, str] = {
	"step_key": "supervision",
	"title": "督查室审核",
	"resolver": "role",
	"parameter": "Qingdan Supervision Office",
	"may_reject": "1",
}
BY_ALL_ASKED: tuple[Mapping[str, str], ...] = (
	{
		"step_key": "head",
		"title": "单位负责人审核",
		"resolver": "heads_of_change",
		"mode": "All",
		"may_reject": "1",
		"condition_field": "asked_as",
		"condition_operator": "=",
		"condition_value": "Liaison",
	},
	{
		**BY_SUPERVISION,
		"condition_field": "supervision_signs",
		"condition_operator": "=",
		"condition_value": "1",
	},
	{
		"step_key": "leader",
		"title": "牵头领导审定",
		"resolver": "offices_of_change",
		"mode": "All",
		"may_reject": "1",
		"condition_field": "leader_signs",
		"condition_operator": "=",
		"condition_value": "1",
	},
)
"""The head of the unit whose liaison asks, the supervision office, the offices of the leaders; nobody on their own request."""


def _of_kinds(operator: str, kinds: str) -> tuple[Mapping[str, str], ...]:
	return ({"field": "kind", "operator": operator, "value": kinds},)


EXTENSION = ShippedFlow(
	"extension",
	"延期审批",
	CHANGE,
	CHANGE_STATE,
	CHANGE_ENDS,
	BY_ALL_ASKED,
	_of_kinds("=", "Extension"),
)
ADJUSTMENT = ShippedFlow(
	"adjustment",
	"变更审批",
	CHANGE,
	CHANGE_STATE,
	CHANGE_ENDS,
	BY_ALL_ASKED,
	_of_kinds("in", "Adjustment, Suspension, Resumption, Termination, Merger"),
)
CORRECTION = ShippedFlow(
	"correction",
	"更正审批",
	CHANGE,
	CHANGE_STATE,
	CHANGE_ENDS,
	(BY_SUPERVISION,),
	_of_kinds("=", "Misprint"),
)
REVISION = ShippedFlow(
	"revision",
	"清单修订审批",
	CHANGE,
	CHANGE_STATE,
	CHANGE_ENDS,
	(BY_SUPERVISION,),
	_of_kinds("=", "Revision"),
)
APPEAL = ShippedFlow(
	"appeal",
	"计分申诉审批",
	CHANGE,
	CHANGE_STATE,
	CHANGE_ENDS,
	(BY_ALL_ASKED[0], BY_SUPERVISION),
	_of_kinds("=", "Appeal"),
)
REFUSAL = ShippedFlow(
	"refusal",
	"职责争议请示",
	"Qingdan Refusal",
	"请示领导",
	{
		"approved_action": "think_another_right",
		"rejected_action": "think_it_right",
		"withdrawn_action": "withdraw",
	},
	({"step_key": "leader", "title": "领导办公室意见", "resolver": "office_of_leader", "may_reject": "1"},),
)
ANSWER = ShippedFlow(
	"answer-to-notice",
	"督办答复审核",
	"Qingdan Supervision Notice",
	"答复审核中",
	{"approved_action": "accept_answer", "returned_action": "return", "withdrawn_action": "withdraw"},
	({key: word for key, word in BY_SUPERVISION.items() if key != "may_reject"},),
)
SHIPPED: tuple[ShippedFlow, ...] = (
	COMPLETION,
	REFUSAL,
	TAKING_ON,
	EXTENSION,
	ADJUSTMENT,
	CORRECTION,
	REVISION,
	ANSWER,
	APPEAL,
)


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
		flow.append("steps", dict(step))
	for condition in shipped.conditions:
		flow.append("conditions", dict(condition))
	flow.insert(ignore_permissions=True)  # set-up runs as whoever installs
	publishing.publish(flow)
