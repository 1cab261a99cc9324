"""The states of a change request, and who leads from one to the next."""

from enum import Enum

from qingdan_app.organization.rules.standing import Role


class ChangeState(str, Enum):
	"""变更申请的状态. The states of the tasks it is about stay their own."""

	DRAFT = "草稿"
	IN_APPROVAL = "变更审批中"
	GRANTED = "已同意变更"
	DENIED = "不同意变更"


ASKERS = (Role.LIAISON, Role.HEAD, Role.LEADER_OFFICE, Role.SUPERVISION, Role.ADMINISTRATOR)

CHANGE_EDGES: tuple[tuple[ChangeState, str, ChangeState, tuple[Role, ...]], ...] = (
	(ChangeState.DRAFT, "ask_for_change", ChangeState.IN_APPROVAL, ASKERS),
	(ChangeState.IN_APPROVAL, "grant_change", ChangeState.GRANTED, (Role.SUPERVISION,)),
	(ChangeState.IN_APPROVAL, "deny_change", ChangeState.DENIED, (Role.SUPERVISION,)),
	(ChangeState.IN_APPROVAL, "return", ChangeState.DRAFT, (Role.SUPERVISION,)),
	(ChangeState.IN_APPROVAL, "withdraw", ChangeState.DRAFT, ASKERS),
)
"""Who really decides is said by the flow; without one it is the supervision office, and never whoever asked."""
