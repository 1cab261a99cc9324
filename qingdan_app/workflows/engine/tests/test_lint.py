"""A definition that could strand a request is refused before anybody runs it; a doubtful one is remarked on."""

import pytest

from qingdan_app.workflows.engine.flow import (
	ANY_EARLIER,
	INITIATOR,
	PREVIOUS,
	Clock,
	Expiry,
	FlowDefinition,
	Mode,
	Moves,
	Nobody,
	problems_of,
	problems_of_moves,
)
from qingdan_app.workflows.engine.flow.definition import STEP_ACTS
from qingdan_app.workflows.engine.flow.lint import Fault
from qingdan_app.workflows.engine.tests.factories import step
from qingdan_app.workflows.engine.transitions import Transition


def faults_of(*steps, **rules) -> list[Fault]:
	possible = rules.pop("possible", None)
	return [
		problem.fault
		for problem in problems_of(FlowDefinition("f", **{"version": 1, **rules}, steps=steps), possible)
	]


def test_a_sound_flow_has_no_problems():
	assert faults_of(step("a"), step("b", return_to=("a", INITIATOR, PREVIOUS, ANY_EARLIER))) == []


@pytest.mark.parametrize(
	("rules", "fault"),
	[
		({"key": " "}, Fault.EMPTY_KEY),
		({"key": "@x"}, Fault.RESERVED_KEY),
		({"resolver": ""}, Fault.NO_RESOLVER),
		({"acts": STEP_ACTS - {"approve"}}, Fault.CANNOT_APPROVE),
		({"acts": STEP_ACTS | {"delete"}}, Fault.UNKNOWN_ACT),
		({"return_to": ("x",)}, Fault.UNKNOWN_TARGET),
		({"return_to": ("b",)}, Fault.LATER_TARGET),
		({"return_to": ("c",)}, Fault.LATER_TARGET),
		({"return_to": ()}, Fault.NO_TARGET),
		({"mode": Mode.COUNT}, Fault.BAD_COUNT),
		({"mode": Mode.PERCENT}, Fault.BAD_PERCENT),
		({"mode": Mode.PERCENT, "threshold": 101}, Fault.BAD_PERCENT),
		({"nobody": Nobody.FALLBACK}, Fault.NO_FALLBACK),
		({"clock": Clock()}, Fault.EMPTY_CLOCK),
		({"clock": Clock(-5)}, Fault.EMPTY_CLOCK),
		({"clock": Clock(60, (0,))}, Fault.BAD_REMINDER),
		({"clock": Clock(0, (30,), Expiry.PASS)}, Fault.NEVER_EXPIRES),
		({"clock": Clock(60, (60,), Expiry.PASS)}, Fault.LATE_REMINDER),
	],
)
def test_each_fault_of_a_step_is_named(rules, fault):
	assert faults_of(step("a"), step(**{"key": "b", **rules}), step("c")) == [fault]


@pytest.mark.parametrize(
	("steps", "rules", "fault"),
	[
		((), {}, Fault.NO_STEPS),
		((step("a"),), {"version": 0}, Fault.BAD_VERSION),
		((step("a"),), {"urge_minutes": -1}, Fault.BAD_URGE),
		((step("a"), step("a")), {}, Fault.KEY_TWICE),
		((step("a", condition="x"),), {}, Fault.ALL_CONDITIONAL),
		((step("a", clock=Clock(60, (), Expiry.PASS)),), {}, Fault.CLOCK_ALONE),
	],
)
def test_each_fault_of_a_flow_is_named(steps, rules, fault):
	assert faults_of(*steps, **rules) == [fault]


def test_a_clock_that_only_reminds_is_sound():
	assert faults_of(step("a", clock=Clock(0, (30,)))) == []


def test_a_count_above_the_people_there_can_be_is_found_where_their_number_is_known():
	counting = step("a", mode=Mode.COUNT, threshold=3)
	assert faults_of(counting, possible={"a": 2}) == [Fault.COUNT_TOO_HIGH]
	assert faults_of(counting, possible={"a": 3}) == [] and faults_of(counting) == []


def test_a_move_the_workflow_does_not_know_is_found():
	definition = FlowDefinition("f", 1, (step("a"),), moves=Moves(approved="complete", returned="give_back"))
	edges = [Transition("review", "complete", "done", "office")]
	assert [problem.detail for problem in problems_of_moves(definition, edges)] == ["give_back"]


def test_a_problem_reads_as_a_sentence():
	(problem,) = problems_of(FlowDefinition("f", 1, (step("a", return_to=("x",)),)))
	assert str(problem) == "a: returns to an unknown step: x" and problem.severe
