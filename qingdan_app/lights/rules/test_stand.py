from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from qingdan_app.lights.rules.facts import Fact, Seen, facts_of
from qingdan_app.lights.rules.light import Colour, Condition, LightRule, asked_by, light
from qingdan_app.lights.rules.stand import HORIZON, wakes
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.tests.budget import BUDGET

TODAY = date(2021, 6, 10)
DAY = timedelta(days=1)
MOVING = Seen(state=TaskState.MOVING.value, kind="Date", due=TODAY + 20 * DAY, starts=TODAY - 20 * DAY)
NEAR = LightRule("near", Colour.YELLOW, (Condition(Fact.DAYS_LEFT, True, 3),))
BEHIND = LightRule("behind", Colour.RED, (Condition(Fact.BEHIND, False, 60),))
MISSED = LightRule("missed", Colour.RED, (Condition(Fact.MISSING, False, 1),), Colour.YELLOW, 30)


def woken(rules, seen, before=None):
	return wakes(rules, seen, light(rules, facts_of(seen, TODAY), before, TODAY), TODAY)


def test_it_wakes_on_the_day_on_which_a_rule_begins_to_hold():
	assert woken([NEAR], MOVING) == TODAY + 17 * DAY


def test_the_first_of_several_days_counts():
	assert woken([NEAR, BEHIND], MOVING) == TODAY + 4 * DAY


def test_points_behind_a_schedule_are_foreseen():
	assert woken([BEHIND], MOVING) == TODAY + 4 * DAY
	assert woken([BEHIND], replace(MOVING, percent=100.0)) == TODAY + HORIZON * DAY


def test_time_changes_nothing_where_no_day_is_looked_at_or_known():
	assert woken([MISSED], MOVING) is None
	assert woken([NEAR], replace(MOVING, due=None)) is None
	assert woken([NEAR], replace(MOVING, course="Suspended")) is None


def test_it_wakes_when_a_memory_ends():
	red = light([MISSED], facts_of(replace(MOVING, missing=1), TODAY), None, TODAY)
	assert woken([MISSED], MOVING, red) == TODAY + 30 * DAY


days = some.integers(-60, 60).map(lambda number: TODAY + number * DAY)
some_seen = some.builds(
	Seen,
	state=some.sampled_from([each.value for each in TaskState]),
	course=some.sampled_from(["", "Suspended"]),
	kind=some.sampled_from(["Date", "Milestones", "Ongoing"]),
	due=some.none() | days,
	late_since=some.none() | days.filter(lambda day: day <= TODAY),
	milestone_due=some.none() | days,
	milestone_late_since=some.none() | days.filter(lambda day: day <= TODAY),
	milestones=some.lists(days, max_size=3).map(tuple),
	starts=some.none() | days,
	percent=some.integers(0, 100).map(float),
	heard=some.none() | days.filter(lambda day: day <= TODAY),
	missing=some.integers(0, 2),
)
some_conditions = some.builds(
	Condition, some.sampled_from(list(Fact)), some.booleans(), some.integers(-5, 70)
)
some_rules = some.builds(
	lambda number, conditions, colour, days: LightRule(
		str(number), colour, tuple(conditions), Colour.BLUE, days
	),
	some.integers(0, 9),
	some.lists(some_conditions, min_size=1, max_size=2),
	some.sampled_from([Colour.YELLOW, Colour.RED]),
	some.integers(0, 20),
)


@BUDGET
@given(some.lists(some_rules, max_size=3, unique_by=lambda rule: rule.key), some_seen, some_seen)
def test_before_it_wakes_no_light_is_another_one(rules, earlier, seen):
	"""Nobody looks before that day: whoever did would find the same colour, rule and memory."""
	before = light(rules, facts_of(earlier, TODAY) or {}, None, TODAY)
	facts = facts_of(seen, TODAY, asked_by(rules))
	if facts is None:
		return
	shown = light(rules, facts, before, TODAY)
	wake = wakes(rules, seen, shown, TODAY) or TODAY + HORIZON * DAY
	assert wake > TODAY
	day = TODAY + DAY
	while day < min(wake, TODAY + 130 * DAY):
		assert light(rules, facts_of(seen, day, asked_by(rules)), shown, day) == shown
		day += DAY
