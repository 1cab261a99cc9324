"""The states of an instruction, and who leads from one to the next."""

from enum import Enum

from qingdan_app.organization.rules.standing import Role


class InstructionState(str, Enum):
	"""批示、督办意见的状态. The states of the work it is written on stay their own."""

	DRAFT = "草稿"
	TO_ANSWER = "待答复"
	ANSWERED = "已答复"
	CARRIED_OUT = "已落实"
	TAKEN_BACK = "已收回"


OPEN: tuple[str, ...] = (InstructionState.TO_ANSWER.value, InstructionState.ANSWERED.value)
"""Given, and neither carried out nor taken back."""

GIVERS = (Role.LEADER_OFFICE, Role.SUPERVISION, Role.ADMINISTRATOR)
UNIT = (Role.LIAISON, Role.HEAD)

INSTRUCTION_EDGES: tuple[tuple[InstructionState, str, InstructionState, tuple[Role, ...]], ...] = (
	(InstructionState.DRAFT, "give_instruction", InstructionState.TO_ANSWER, GIVERS),
	(InstructionState.TO_ANSWER, "answer_instruction", InstructionState.ANSWERED, UNIT),
	(InstructionState.ANSWERED, "withdraw", InstructionState.TO_ANSWER, UNIT),
	(InstructionState.ANSWERED, "return", InstructionState.TO_ANSWER, GIVERS),
	(InstructionState.ANSWERED, "find_carried_out", InstructionState.CARRIED_OUT, GIVERS),
	(InstructionState.TO_ANSWER, "take_back_instruction", InstructionState.TAKEN_BACK, GIVERS),
)
"""A leader's office acts for its own leader; supervision for every one."""
