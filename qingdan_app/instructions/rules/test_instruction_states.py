"""The states of an instruction, and which acts need words."""

from qingdan_app.instructions.rules.acts import ACTS
from qingdan_app.instructions.rules.instruction_states import INSTRUCTION_EDGES, OPEN, InstructionState
from qingdan_app.organization.rules.standing import Role
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.workflows.engine.shown import Need


def test_its_states_are_none_of_a_task():
	assert {state.value for state in InstructionState}.isdisjoint(state.value for state in TaskState)


def test_every_state_is_reached_and_every_open_one_is_left():
	assert {edge[2] for edge in INSTRUCTION_EDGES} | {InstructionState.DRAFT} == set(InstructionState)
	assert set(OPEN) <= {edge[0].value for edge in INSTRUCTION_EDGES}


def test_no_unit_gives_instructions_or_finds_its_own_answer_enough():
	units = {Role.LIAISON, Role.HEAD}
	acts = {act for _state, act, _next, roles in INSTRUCTION_EDGES if units & set(roles)}
	assert acts == {"answer_instruction", "withdraw"}


def test_an_answer_and_a_taking_back_are_given_with_words():
	needed = {row.act for row in ACTS.rows if row.opinion is Need.REQUIRED}
	assert needed == {"answer_instruction", "take_back_instruction"}
