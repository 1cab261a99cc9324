"""The states of an issue, and who leads from one to the next."""

from enum import Enum

from qingdan_app.organization.rules.standing import Role


class IssueState(str, Enum):
	"""需协调事项的状态. The states of the task stay its own."""

	DRAFT = "草稿"
	RAISED = "待协调"
	ANSWERED = "已答复"
	SOLVED = "已解决"
	TAKEN_BACK = "已收回"


class Addressee(str, Enum):
	"""To whom a unit turns."""

	OFFICE = "Leader's Office"
	SUPERVISION = "Supervision Office"


OPEN: tuple[str, ...] = (IssueState.RAISED.value, IssueState.ANSWERED.value)
"""Raised, and neither solved nor taken back."""

UNIT = (Role.LIAISON, Role.HEAD)
ASKED = (Role.LEADER_OFFICE, Role.SUPERVISION, Role.ADMINISTRATOR)

ISSUE_EDGES: tuple[tuple[IssueState, str, IssueState, tuple[Role, ...]], ...] = (
	(IssueState.DRAFT, "raise_issue", IssueState.RAISED, UNIT),
	(IssueState.RAISED, "answer_issue", IssueState.ANSWERED, ASKED),
	(IssueState.RAISED, "take_back_issue", IssueState.TAKEN_BACK, UNIT),
	(IssueState.ANSWERED, "find_solved", IssueState.SOLVED, UNIT),
	(IssueState.ANSWERED, "raise_again", IssueState.RAISED, UNIT),
)
"""Whether it is solved says the unit that has the problem. Supervision may answer every issue, an office those of its own leader."""
