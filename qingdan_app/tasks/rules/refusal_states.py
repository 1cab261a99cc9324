"""The states of a lead unit's answer that a task is not its duty, and who leads from one to the next."""

from enum import Enum

from qingdan_app.organization.rules.standing import Role


class RefusalState(str, Enum):
	"""Open until supervision has settled it, with or without a word of the leader's office."""

	OPEN = "待处理"
	ASKING = "请示领导"
	REASSIGNED = "已改派"
	INSISTED = "维持交办"


REFUSAL_EDGES: tuple[tuple[RefusalState, str, RefusalState, tuple[Role, ...]], ...] = (
	(RefusalState.OPEN, "reassign", RefusalState.REASSIGNED, (Role.SUPERVISION,)),
	(RefusalState.OPEN, "insist", RefusalState.INSISTED, (Role.SUPERVISION,)),
	(RefusalState.OPEN, "ask_office", RefusalState.ASKING, (Role.SUPERVISION,)),
	(RefusalState.ASKING, "think_another_right", RefusalState.OPEN, (Role.LEADER_OFFICE,)),
	(RefusalState.ASKING, "think_it_right", RefusalState.OPEN, (Role.LEADER_OFFICE,)),
	(RefusalState.ASKING, "withdraw", RefusalState.OPEN, (Role.SUPERVISION,)),
)
"""The office says what it thinks; supervision settles."""
