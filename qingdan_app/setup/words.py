"""Roles, and the states and actions of the shipped Workflows: created if missing. What a site has, or made of them, stays."""

from collections.abc import Iterable
from enum import Enum

import frappe

from qingdan_app.changes.rules.change_states import ChangeState
from qingdan_app.instructions.rules.instruction_states import InstructionState
from qingdan_app.issues.rules.issue_states import IssueState
from qingdan_app.matters.rules.matter_states import MatterState
from qingdan_app.notices.rules.notice_states import NoticeState
from qingdan_app.organization.rules.standing import Role
from qingdan_app.setup.acts import ACTS
from qingdan_app.tasks.rules.refusal_states import RefusalState
from qingdan_app.tasks.rules.states import ReportState, TaskState

STYLES: dict[Enum, str] = {
	TaskState.WAITING: "",
	TaskState.MOVING: "Primary",
	TaskState.IN_REVIEW: "Warning",
	TaskState.COMPLETED: "Success",
	ReportState.DRAFT: "",
	ReportState.FILED: "Primary",
	ReportState.ADOPTED: "Success",
	ReportState.RETURNED: "Danger",
	RefusalState.OPEN: "Warning",
	RefusalState.ASKING: "Primary",
	RefusalState.REASSIGNED: "Success",
	RefusalState.INSISTED: "Success",
	MatterState.IN_APPROVAL: "Warning",
	MatterState.TAKEN_ON: "Success",
	MatterState.DECLINED: "Danger",
	NoticeState.TO_SIGN: "Danger",
	NoticeState.TO_ANSWER: "Warning",
	NoticeState.IN_REVIEW: "Primary",
	NoticeState.SETTLED: "Success",
	NoticeState.CANCELLED: "Inverse",
	InstructionState.ANSWERED: "Primary",
	InstructionState.CARRIED_OUT: "Success",
	InstructionState.TAKEN_BACK: "Inverse",
	IssueState.RAISED: "Warning",
	IssueState.SOLVED: "Success",
	ChangeState.IN_APPROVAL: "Warning",
	ChangeState.GRANTED: "Success",
	ChangeState.DENIED: "Danger",
}
"""State → how core shows it, until an administrator chooses another style."""


def create_roles() -> None:
	"""Create the roles that are missing; whether one may enter Desk is the administrator's to change."""
	for role in roles():
		_create("Role", role, role_name=role, desk_access=1)


def roles() -> list[str]:
	"""The roles of the city."""
	return [role.value for role in Role]


def remove() -> None:
	"""Take away the states and actions that stand as they were created and that no Workflow of the site uses."""
	for state, style in STYLES.items():
		if not frappe.db.exists("Workflow Document State", {"state": state.value}):
			frappe.db.delete("Workflow State", {"name": state.value, "style": ("in", [style, None])})
	for action in actions():
		if not frappe.db.exists("Workflow Transition", {"action": action}):
			frappe.db.delete("Workflow Action Master", {"name": action})


def create_missing() -> None:
	"""Create the states and actions that are missing on the site."""
	for state, style in STYLES.items():
		_create("Workflow State", state.value, workflow_state_name=state.value, style=style)
	for action in actions():
		_create("Workflow Action Master", action, workflow_action_name=action)


def actions() -> Iterable[str]:
	"""The actions of the shipped Workflows, each once."""
	return dict.fromkeys(act.action for act in ACTS.rows if act.action)


def _create(doctype: str, name: str, **values: str | int) -> None:
	if not frappe.db.exists(doctype, name):
		doc = frappe.new_doc(doctype)
		doc.update(values)
		doc.insert(ignore_permissions=True)  # set-up runs as whoever installs
