"""Conditions choose the flow; two flows that could match one document are found before they are published."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.tests.budget import budget
from qingdan_app.workflows.engine.flow.conditions import (
	ALWAYS,
	AllOf,
	AnyOf,
	Candidate,
	CannotJudge,
	Operator,
	Test,
	TwoFlowsMatch,
	choose,
	holds,
)
from qingdan_app.workflows.engine.flow.overlap import clashes, could_match_both


def test(field: str, operator: str, *values) -> Test:
	return Test(field, Operator(operator), values)


test.__test__ = False


@pytest.mark.parametrize(
	("operator", "values", "yes", "no"),
	[
		("=", ("甲",), ["甲"], ["乙", None, ""]),
		("!=", ("甲",), ["乙", None, ""], ["甲"]),
		("in", ("甲", "乙"), ["甲", "乙"], ["丙", None]),
		("not in", ("甲", "乙"), ["丙", None], ["甲", "乙"]),
		(">", (10,), [11], [10, None]),
		(">=", (10,), [10], [9, None]),
		("<", (10,), [9], [10, None, ""]),
		("<=", (date(2024, 3, 4),), [date(2024, 3, 4)], [date(2024, 3, 5)]),
		("is set", (), ["甲", 0, False], [None, ""]),
		("is not set", (), [None, ""], ["甲", 0]),
		("contains", ("重点",), ["市重点项目"], ["项目", None]),
	],
)
def test_each_operator_says_yes_and_no(operator, values, yes, no):
	condition = test("field", operator, *values)
	assert all(holds(condition, {"field": value}) for value in yes)
	assert not any(holds(condition, {"field": value}) for value in no)


@pytest.mark.parametrize("operator", [each.value for each in Operator])
def test_of_a_field_that_there_is_not_nothing_is_judged(operator):
	with pytest.raises(CannotJudge):
		holds(test("field", operator, 1), {"other": 1})


def test_parts_hold_together_or_one_by_one():
	both = AllOf((test("a", "=", 1), test("b", "=", 2)))
	either = AnyOf((test("a", "=", 1), test("b", "=", 2)))
	assert holds(both, {"a": 1, "b": 2}) and not holds(both, {"a": 1, "b": None})
	assert holds(either, {"a": None, "b": 2}) and not holds(either, {"a": None, "b": 3})
	assert holds(ALWAYS, {}) and not holds(AnyOf(), {})


@pytest.mark.parametrize("condition", [test("a", ">", "甲"), test("a", "=", 1, 2), test("a", "=")])
def test_what_cannot_be_compared_is_an_error_and_no_silent_no(condition):
	with pytest.raises(CannotJudge):
		holds(condition, {"a": 1})


def test_the_flow_of_highest_priority_that_matches_is_chosen():
	flows = [Candidate("通用", ALWAYS), Candidate("大额", test("amount", ">", 100), 10)]
	assert choose(flows, {"amount": 200}).name == "大额"
	assert choose(flows, {"amount": 50}).name == "通用"
	assert choose(flows[1:], {"amount": 50}) is None


def test_two_flows_of_one_priority_are_an_error_that_names_both():
	with pytest.raises(TwoFlowsMatch) as error:
		choose([Candidate("一", ALWAYS), Candidate("二", ALWAYS)], {})
	assert error.value.names == ("一", "二")


def test_two_published_flows_that_could_match_one_document_are_named():
	flows = [
		Candidate("小额", test("amount", "<", 100)),
		Candidate("大额", test("amount", ">=", 100)),
		Candidate("市重点", test("kind", "=", "市重点")),
		Candidate("通用", ALWAYS, -1),
	]
	assert clashes(flows) == [("小额", "市重点"), ("大额", "市重点")]


@pytest.mark.parametrize(
	("one", "other", "could"),
	[
		(test("a", "=", 1), test("a", "=", 2), False),
		(test("a", "=", 1), test("b", "=", 2), True),
		(test("a", "in", 1, 2), test("a", "in", 2, 3), True),
		(test("a", "in", 1, 2), test("a", "not in", 1, 2), False),
		(test("a", "=", 1), test("a", "is not set"), False),
		(test("a", "!=", 1), test("a", "is not set"), True),
		(test("a", "<", 5), test("a", ">", 5), False),
		(test("a", "<=", 5), test("a", ">=", 5), True),
		(test("a", "<=", 5), test("a", ">", 5), False),
		(test("a", "=", 7), test("a", "<", 5), False),
		(test("a", "<", 5), test("a", ">", "甲"), True),
		(test("a", "contains", "甲"), test("a", "contains", "乙"), True),
		(ALWAYS, AnyOf(), False),
		(
			AnyOf((test("a", "=", 1), test("a", "=", 2))),
			AllOf((test("a", "!=", 1), test("a", "<", 2))),
			False,
		),
		(AnyOf((test("a", "=", 1), test("b", "=", 2))), test("a", "=", 2), True),
	],
)
def test_an_overlap_is_denied_only_where_it_is_certain(one, other, could):
	assert could_match_both(one, other) is could and could_match_both(other, one) is could


def test_a_condition_too_large_to_look_into_counts_as_overlapping():
	wide = AllOf(tuple(AnyOf(tuple(test(f"f{n}", "=", v) for v in range(10))) for n in range(12)))
	assert could_match_both(wide, test("f0", "=", 99))


VALUES = st.integers(0, 3)
TESTS = st.one_of(
	st.builds(
		lambda f, o, v: test(f, o, v),
		st.sampled_from("ab"),
		st.sampled_from(["=", "!=", ">", ">=", "<", "<="]),
		VALUES,
	),
	st.builds(
		lambda f, o, v: test(f, o, *v),
		st.sampled_from("ab"),
		st.sampled_from(["in", "not in"]),
		st.lists(VALUES, max_size=3),
	),
	st.builds(lambda f, o: test(f, o), st.sampled_from("ab"), st.sampled_from(["is set", "is not set"])),
)
CONDITIONS = st.recursive(
	TESTS,
	lambda inner: (
		st.builds(AllOf, st.lists(inner, max_size=3).map(tuple))
		| st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple))
	),
	max_leaves=5,
)
DOCUMENTS = [dict(zip("ab", pair, strict=True)) for pair in product([None, 0, 1, 2, 3], repeat=2)]


@budget(250)
@given(CONDITIONS, CONDITIONS)
def test_where_a_document_meets_both_conditions_the_overlap_is_never_denied(one, other):
	if any(holds(one, document) and holds(other, document) for document in DOCUMENTS):
		assert could_match_both(one, other)


def test_a_number_that_nobody_entered_is_not_set_where_0_counts_as_empty():
	entered, empty = (Test("field", Operator(each), (0,)) for each in ("is set", "is not set"))

	assert (
		holds(entered, {"field": 1})
		and not holds(entered, {"field": 0})
		and not holds(entered, {"field": None})
	)
	assert holds(empty, {"field": 0.0}) and holds(empty, {"field": None}) and not holds(empty, {"field": -1})


def test_what_is_not_set_and_what_is_less_meet_in_0():
	empty = Test("field", Operator.IS_NOT_SET, (0,))

	assert could_match_both(empty, Test("field", Operator.LESS, (5,)))
	assert not could_match_both(empty, Test("field", Operator.GREATER, (5,)))
