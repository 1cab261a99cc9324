from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from qingdan_app.lights.rules.facts import Fact
from qingdan_app.lights.rules.light import (
	WEIGHTS,
	Colour,
	Condition,
	Light,
	LightRule,
	Memory,
	asked_by,
	light,
	reason_of,
)
from qingdan_app.tests.budget import BUDGET

TODAY = date(2021, 6, 10)
DAY = timedelta(days=1)
LATE = LightRule("late", Colour.RED, (Condition(Fact.DAYS_LATE, False, 1),))
NEAR = LightRule("near", Colour.YELLOW, (Condition(Fact.DAYS_LEFT, True, 3),))
MISSED = LightRule("missed", Colour.RED, (Condition(Fact.MISSING, False, 1),), Colour.YELLOW, 30)
FOR_GOOD = LightRule("for good", Colour.RED, (Condition(Fact.RETURNED, False, 2),), Colour.BLUE)
RULES = [NEAR, LATE, MISSED, FOR_GOOD]


def colour_of(facts, before=None, today=TODAY):
	return light(RULES, facts, before, today).colour


def test_a_task_of_which_no_rule_holds_is_green():
	assert light(RULES, {Fact.DAYS_LEFT: 4}, None, TODAY) == Light(Colour.GREEN, "", False, TODAY)


def test_a_condition_holds_from_its_number_on():
	assert colour_of({Fact.DAYS_LEFT: 3}) is Colour.YELLOW
	assert colour_of({Fact.DAYS_LEFT: 4}) is Colour.GREEN
	assert colour_of({Fact.DAYS_LATE: 1}) is Colour.RED
	assert colour_of({Fact.DAYS_LATE: 0}) is Colour.GREEN


def test_the_worst_colour_is_shown_wherever_its_rule_stands():
	assert light(RULES, {Fact.DAYS_LEFT: -1, Fact.DAYS_LATE: 1}, None, TODAY).rule == "late"


def test_of_one_colour_the_first_rule_is_named():
	assert light(RULES, {Fact.MISSING: 1, Fact.DAYS_LATE: 1}, None, TODAY).rule == "late"


def test_what_is_not_known_meets_no_condition():
	assert colour_of({}) is Colour.GREEN


def test_all_conditions_of_a_rule_must_hold():
	both = LightRule("both", Colour.RED, (*NEAR.conditions, Condition(Fact.BEHIND, False, 20)))
	assert light([both], {Fact.DAYS_LEFT: 2, Fact.BEHIND: 19}, None, TODAY).colour is Colour.GREEN
	assert light([both], {Fact.DAYS_LEFT: 2, Fact.BEHIND: 20}, None, TODAY).colour is Colour.RED


def test_a_rule_without_conditions_never_holds():
	assert light([LightRule("empty", Colour.RED, ())], {}, None, TODAY).colour is Colour.GREEN


def test_a_red_that_is_made_good_turns_yellow_for_its_days_and_then_green():
	red = light(RULES, {Fact.MISSING: 1}, None, TODAY)
	good = light(RULES, {Fact.MISSING: 0}, red, TODAY + DAY)
	assert (good.colour, good.rule, good.remembered, good.since) == (
		Colour.YELLOW,
		"missed",
		True,
		TODAY + DAY,
	)
	last = light(RULES, {Fact.MISSING: 0}, good, TODAY + 30 * DAY)
	assert (last.colour, last.since) == (Colour.YELLOW, TODAY + DAY)
	assert light(RULES, {Fact.MISSING: 0}, last, TODAY + 31 * DAY).colour is Colour.GREEN


def test_without_days_it_is_remembered_as_long_as_the_task_is_open():
	red = light(RULES, {Fact.RETURNED: 2}, None, TODAY)
	good = light(RULES, {Fact.RETURNED: 0}, red, TODAY)
	assert (good.colour, good.memories) == (Colour.BLUE, (Memory("for good", Colour.BLUE, None),))
	assert light(RULES, {Fact.RETURNED: 0}, good, TODAY + 3000 * DAY).colour is Colour.BLUE


def test_a_rule_that_was_hidden_by_another_red_leaves_its_memory_too():
	red = light(RULES, {Fact.MISSING: 1, Fact.DAYS_LATE: 1}, None, TODAY)
	good = light(RULES, {Fact.MISSING: 0, Fact.DAYS_LATE: 1}, red, TODAY)
	assert (good.colour, good.rule) == (Colour.RED, "late")
	assert light(RULES, {}, good, TODAY + DAY).colour is Colour.YELLOW


def test_what_presses_now_is_shown_before_what_is_remembered():
	good = light(RULES, {}, light(RULES, {Fact.RETURNED: 2}, None, TODAY), TODAY)
	assert light(RULES, {Fact.DAYS_LEFT: 1}, good, TODAY).rule == "near"


def test_a_rule_that_holds_again_is_remembered_from_its_second_end():
	first = light(RULES, {}, light(RULES, {Fact.MISSING: 1}, None, TODAY), TODAY)
	again = light(RULES, {Fact.MISSING: 1}, first, TODAY + 20 * DAY)
	assert (again.colour, again.memories) == (Colour.RED, ())
	assert light(RULES, {}, again, TODAY + 25 * DAY).memories == (
		Memory("missed", Colour.YELLOW, TODAY + 54 * DAY),
	)


def test_a_rule_that_was_taken_out_of_its_set_is_forgotten():
	red = light(RULES, {Fact.MISSING: 1}, None, TODAY)
	assert light([NEAR], {}, red, TODAY).colour is Colour.GREEN
	good = light(RULES, {}, red, TODAY)
	assert light([NEAR], {}, good, TODAY).colour is Colour.GREEN


def test_a_colour_keeps_the_day_since_which_it_is_shown():
	near = light(RULES, {Fact.DAYS_LEFT: 3}, None, TODAY)
	assert light(RULES, {Fact.DAYS_LEFT: 2}, near, TODAY + DAY).since == TODAY


def test_the_reason_is_what_the_rule_looked_at():
	facts = {Fact.DAYS_LEFT: -2, Fact.DAYS_LATE: 2}
	assert reason_of(RULES, light(RULES, facts, None, TODAY), facts) == [(Fact.DAYS_LATE, 2)]
	good = light(RULES, {}, light(RULES, {Fact.MISSING: 1}, None, TODAY), TODAY)
	assert reason_of(RULES, good, {Fact.MISSING: 1}) == []


def test_the_facts_that_rules_look_at():
	assert asked_by([NEAR, MISSED]) == {Fact.DAYS_LEFT, Fact.MISSING}


NUMBERS = some.dictionaries(some.sampled_from(list(Fact)), some.integers(-5, 40))


@BUDGET
@given(some.lists(NUMBERS, min_size=1, max_size=8))
def test_however_a_task_goes_looking_twice_on_a_day_changes_nothing(course):
	before = None
	for number, facts in enumerate(course):
		today = TODAY + number * DAY
		shown = light(RULES, facts, before, today)
		assert light(RULES, facts, shown, today) == shown
		before = shown


@BUDGET
@given(NUMBERS, NUMBERS)
def test_memory_never_makes_a_colour_better(before, now):
	earlier = light(RULES, before, None, TODAY)
	assert WEIGHTS[light(RULES, now, earlier, TODAY).colour] >= WEIGHTS[light(RULES, now, None, TODAY).colour]
