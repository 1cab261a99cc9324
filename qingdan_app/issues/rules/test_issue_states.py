"""The states of an issue, and which acts need words."""

from qingdan_app.issues.rules.acts import ACTS
from qingdan_app.issues.rules.issue_states import ISSUE_EDGES, OPEN, UNIT, IssueState
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.workflows.engine.shown import Need


def test_its_states_are_none_of_a_task():
	assert {state.value for state in IssueState}.isdisjoint(state.value for state in TaskState)


def test_every_state_is_reached_and_every_open_one_is_left():
	assert {edge[2] for edge in ISSUE_EDGES} | {IssueState.DRAFT} == set(IssueState)
	assert set(OPEN) <= {edge[0].value for edge in ISSUE_EDGES}


def test_the_unit_that_has_the_problem_says_that_it_is_solved_and_others_answer():
	by_act = {act: set(roles) for _state, act, _next, roles in ISSUE_EDGES}
	assert by_act["find_solved"] == set(UNIT)
	assert by_act["answer_issue"].isdisjoint(UNIT)


def test_an_answer_and_a_second_asking_are_given_with_words():
	needed = {row.act for row in ACTS.rows if row.opinion is Need.REQUIRED}
	assert needed == {"answer_issue", "raise_again"}
