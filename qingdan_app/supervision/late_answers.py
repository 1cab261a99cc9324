"""Notices and instructions become late with the day that has passed without an answer."""

from datetime import date

from qingdan_app.instructions.instruction_requirements import INSTRUCTION
from qingdan_app.instructions.rules.instruction_states import InstructionState
from qingdan_app.notices import notices_late


def stamp(today: date) -> None:
	"""Write the late stamp on what has not been answered in time."""
	notices_late.stamp_late(today)
	notices_late.stamp(INSTRUCTION, [InstructionState.TO_ANSWER.value], today)
