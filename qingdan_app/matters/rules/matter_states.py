"""The states of a matter before it is a task, and who leads from one to the next."""

from enum import Enum

from qingdan_app.organization.rules.standing import Role


class MatterState(str, Enum):
	"""立项状态. What has been taken on lives on as a task, in the states of tasks."""

	DRAFT = "草稿"
	IN_APPROVAL = "立项审批中"
	TAKEN_ON = "已立项"
	DECLINED = "不予立项"


KEEPERS = (Role.SUPERVISION, Role.ADMINISTRATOR)

MATTER_EDGES: tuple[tuple[MatterState, str, MatterState, tuple[Role, ...]], ...] = (
	(MatterState.DRAFT, "take_on", MatterState.TAKEN_ON, KEEPERS),
	(MatterState.DRAFT, "propose", MatterState.IN_APPROVAL, (*KEEPERS, Role.LEADER_OFFICE)),
	(MatterState.IN_APPROVAL, "agree_to_take_on", MatterState.TAKEN_ON, (Role.SUPERVISION,)),
	(MatterState.IN_APPROVAL, "decline", MatterState.DECLINED, (Role.SUPERVISION,)),
	(MatterState.IN_APPROVAL, "return", MatterState.DRAFT, (Role.SUPERVISION,)),
	(MatterState.IN_APPROVAL, "withdraw", MatterState.DRAFT, (*KEEPERS, Role.LEADER_OFFICE)),
)
"""The supervision office takes a matter on by itself; whoever proposes one does not agree to it."""
