"""The shipped core Workflows of tasks, reports, matters and change requests, made from the edges in their `rules`.

All states are marked optional: core then writes no Workflow Action rows for these DocTypes. Our own turns say
whose turn it is, and core's rows deadlock when many people act at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

import frappe

from qingdan_app.changes.rules.change_states import CHANGE_EDGES, ChangeState
from qingdan_app.instructions.rules.instruction_states import INSTRUCTION_EDGES, InstructionState
from qingdan_app.issues.rules.issue_states import ISSUE_EDGES, IssueState
from qingdan_app.matters.rules.matter_states import MATTER_EDGES, MatterState
from qingdan_app.notices.rules.notice_states import NOTICE_EDGES, NoticeState
from qingdan_app.setup.acts import ACTS
from qingdan_app.tasks.rules.refusal_states import REFUSAL_EDGES, RefusalState
from qingdan_app.tasks.rules.states import REPORT_EDGES, TASK_EDGES, ReportState, TaskState


@dataclass(frozen=True)
class Shipped:
	"""One Workflow as it is shipped: its states in order and its edges."""

	name: str
	doctype: str
	states: type[Enum]
	edges: Iterable[tuple]


DECISIONS = frozenset(
	{
		"complete",
		"adopt",
		"agree_to_take_on",
		"decline",
		"grant_change",
		"deny_change",
		"accept_answer",
		"find_carried_out",
	}
)
"""What nobody does on their own work."""

EDITORS = "All"
"""Who may edit a document in a state is said by permissions; with a narrower role here, Desk would tell
everybody else on opening a document that a workflow forbids them to edit it."""

SHIPPED: tuple[Shipped, ...] = (
	Shipped("任务办理流程", "Qingdan Task", TaskState, TASK_EDGES),
	Shipped("进展报告流程", "Qingdan Progress Report", ReportState, REPORT_EDGES),
	Shipped("立项流程", "Qingdan Matter", MatterState, MATTER_EDGES),
	Shipped("职责争议流程", "Qingdan Refusal", RefusalState, REFUSAL_EDGES),
	Shipped("变更申请流程", "Qingdan Change Request", ChangeState, CHANGE_EDGES),
	Shipped("督办单流程", "Qingdan Supervision Notice", NoticeState, NOTICE_EDGES),
	Shipped("批示办理流程", "Qingdan Instruction", InstructionState, INSTRUCTION_EDGES),
	Shipped("协调事项流程", "Qingdan Issue", IssueState, ISSUE_EDGES),
)


def create_missing() -> None:
	"""Create the shipped Workflows where the DocType has none of that name."""
	for flow in SHIPPED:
		if not frappe.db.exists("Workflow", flow.name):
			_create(flow)


def _create(flow: Shipped) -> None:
	workflow = frappe.new_doc("Workflow")
	workflow.update(
		{
			"workflow_name": flow.name,
			"document_type": flow.doctype,
			"workflow_state_field": "state",
			"is_active": 1,
			"send_email_alert": 0,
			"override_status": 0,
		}
	)
	for row in _state_rows(flow):
		workflow.append("states", row)
	for row in _transition_rows(flow.edges):
		workflow.append("transitions", row)
	workflow.insert(ignore_permissions=True)  # set-up runs as whoever installs


def _state_rows(flow: Shipped):
	for state in flow.states:
		yield {"state": state.value, "doc_status": "0", "allow_edit": EDITORS, "is_optional_state": 1}


def _transition_rows(edges: Iterable[tuple]):
	for state, act, next_state, roles in edges:
		for role in roles:
			yield {
				"state": state.value,
				"action": ACTS.action_of(act),
				"next_state": next_state.value,
				"allowed": role.value,
				"allow_self_approval": int(act not in DECISIONS),
			}
