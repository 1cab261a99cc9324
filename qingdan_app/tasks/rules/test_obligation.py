"""What is owed by a rule: when it is due, when it is taken, which periods a change of the rule leaves, and what is missed."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.tasks.rules.course import Rest
from qingdan_app.tasks.rules.obligation import (
	Counted,
	Holiday,
	InForce,
	ReportingRule,
	Window,
	asked,
	missed_or_open,
	owed_of,
	problem,
	rule_on,
	running,
	still_owed,
	window,
)
from qingdan_app.tasks.rules.period import Cycle, period_named
from qingdan_app.tests.budget import BUDGET

LAST_DAY = ReportingRule()
ON_THE_28TH = ReportingRule(day=28)
FIFTH_LAST_WORKING_DAY = ReportingRule(day=5, counted=Counted.BACK_FROM_END, working_days=True)
QUARTER_ENDS = ReportingRule(cycle=Cycle.QUARTER)
MILESTONES_ALONE = ReportingRule(cycle=None)
LONG_AGO = date(2020, 1, 1)
MARCH, FEBRUARY = period_named("2021-03"), period_named("2021-02")


def works(day: date) -> bool:
	"""Monday to Friday, but for a spring festival."""
	return day.weekday() < 5 and not date(2021, 2, 11) <= day <= date(2021, 2, 17)


def never(_day: date) -> bool:
	return False


def due(rule: ReportingRule, name: str, working=works) -> date:
	return owed_of(rule, period_named(name), working).due


def names(rules, start: date, until: date) -> list[str]:
	return [each.name for each in asked(rules, start, until, works)]


@pytest.mark.parametrize(
	("rule", "name", "day"),
	[
		(LAST_DAY, "2021-03", date(2021, 3, 31)),
		(ON_THE_28TH, "2021-03", date(2021, 3, 28)),
		(ReportingRule(day=31), "2021-02", date(2021, 2, 28)),
		(FIFTH_LAST_WORKING_DAY, "2021-03", date(2021, 3, 25)),
		(ReportingRule(day=1, working_days=True), "2021-05", date(2021, 5, 3)),
		(ReportingRule(working_days=True), "2021-02", date(2021, 2, 26)),
		(ReportingRule(day=40, working_days=True), "2021-02", date(2021, 2, 26)),
		(ReportingRule(day=3, counted=Counted.BACK_FROM_END), "2021-02", date(2021, 2, 26)),
		(ReportingRule(day=5, counted=Counted.AFTER_END), "2021-02", date(2021, 3, 5)),
		(ReportingRule(day=5, counted=Counted.AFTER_END, working_days=True), "2021-01", date(2021, 2, 5)),
		(ReportingRule(day=10, counted=Counted.AFTER_END, working_days=True), "2021-01", date(2021, 2, 19)),
		(QUARTER_ENDS, "2021-Q1", date(2021, 3, 31)),
		(ReportingRule(cycle=Cycle.WEEK, day=5), "2021-W09", date(2021, 3, 5)),
		(ReportingRule(day=28, holiday=Holiday.BEFORE), "2021-03", date(2021, 3, 26)),
		(ReportingRule(day=28, holiday=Holiday.AFTER), "2021-03", date(2021, 3, 29)),
		(ReportingRule(day=14, holiday=Holiday.BEFORE), "2021-02", date(2021, 2, 10)),
		(ReportingRule(day=14, holiday=Holiday.AFTER), "2021-02", date(2021, 2, 18)),
	],
)
def test_the_day_it_is_due(rule, name, day):
	assert due(rule, name) == day


def test_where_nobody_ever_works_the_day_is_that_of_the_calendar():
	assert due(FIFTH_LAST_WORKING_DAY, "2021-03", never) == date(2021, 3, 31)
	assert due(ReportingRule(day=28, holiday=Holiday.AFTER), "2021-03", never) == date(2021, 3, 28)
	assert (
		due(ReportingRule(day=5, counted=Counted.AFTER_END, working_days=True), "2021-03", never) > MARCH.ends
	)


@pytest.mark.parametrize(
	("rule", "opens", "closes"),
	[
		(ON_THE_28TH, date(2021, 3, 1), date(2022, 3, 31)),
		(ReportingRule(day=28, opens_before=7), date(2021, 3, 21), date(2022, 3, 31)),
		(ReportingRule(day=28, opens_before=90), date(2021, 3, 1), date(2022, 3, 31)),
		(ReportingRule(day=28, closes_after=10), date(2021, 3, 1), date(2021, 4, 7)),
	],
)
def test_a_period_has_its_window(rule, opens, closes):
	owed = owed_of(rule, MARCH, works)
	assert (owed.opens, owed.closes) == (opens, closes)
	assert window(owed, opens - timedelta(days=1)) is Window.NOT_BEGUN
	assert window(owed, opens) is window(owed, owed.due) is Window.OPEN
	assert window(owed, owed.due + timedelta(days=1)) is window(owed, closes) is Window.OVERDUE
	assert window(owed, closes + timedelta(days=1)) is Window.CLOSED


def test_the_site_says_how_long_it_is_open_where_the_rule_does_not():
	assert owed_of(LAST_DAY, MARCH, works, months_back=1).closes == date(2021, 4, 30)


def test_a_period_belongs_to_the_rule_in_force_on_its_last_day():
	to_quarters = [InForce(LONG_AGO, LAST_DAY), InForce(date(2021, 2, 15), QUARTER_ENDS)]
	assert names(to_quarters, date(2020, 12, 1), date(2021, 6, 30)) == [
		"2020-12",
		"2021-01",
		"2021-Q1",
		"2021-Q2",
	]
	to_months = [InForce(date(2021, 2, 15), LAST_DAY), InForce(LONG_AGO, QUARTER_ENDS)]
	assert names(to_months, date(2020, 12, 1), date(2021, 3, 31)) == ["2020-Q4", "2021-02", "2021-03"]
	ended = [InForce(LONG_AGO, LAST_DAY), InForce(date(2021, 3, 1), MILESTONES_ALONE)]
	assert names(ended, date(2021, 1, 1), date(2021, 6, 30)) == ["2021-01", "2021-02"]


def test_before_the_first_rule_nothing_is_asked():
	assert names([InForce(date(2021, 3, 1), LAST_DAY)], date(2021, 1, 1), date(2021, 4, 1)) == [
		"2021-03",
		"2021-04",
	]
	assert rule_on([InForce(date(2021, 3, 1), LAST_DAY)], date(2021, 2, 28)) is None


@BUDGET
@given(
	st.lists(
		st.tuples(st.dates(date(2020, 1, 1), date(2022, 12, 31)), st.sampled_from(Cycle)),
		min_size=1,
		max_size=4,
		unique_by=lambda each: each[0],
	),
	st.dates(date(2020, 1, 1), date(2022, 12, 31)),
)
def test_no_period_is_asked_twice_and_each_by_the_rule_of_its_last_day(changes, until):
	rules = [InForce(since, ReportingRule(cycle=cycle)) for since, cycle in changes]
	found = list(asked(rules, date(2020, 1, 1), until, works))
	assert all(one.period.ends < other.period.ends for one, other in pairwise(found))
	assert all(
		rule_on(rules, each.period.ends).cycle
		and each == owed_of(rule_on(rules, each.period.ends), each.period, works)
		for each in found
	)


def test_missed_and_open_ones_are_those_not_filed_the_latest_first():
	today = date(2021, 4, 2)
	found = missed_or_open(
		asked([InForce(LONG_AGO, LAST_DAY)], date(2021, 1, 20), today, works), {"2021-02"}, [], today
	)
	assert [each.name for each in found] == ["2021-04", "2021-03", "2021-01"]


def test_nobody_is_asked_for_a_period_at_whose_end_the_task_rested():
	today = date(2021, 4, 2)
	rests = [Rest(date(2021, 2, 10), date(2021, 3, 10)), Rest(date(2021, 4, 1), date(2021, 5, 1))]
	found = missed_or_open(
		asked([InForce(LONG_AGO, LAST_DAY)], date(2021, 1, 20), today, works), set(), rests, today
	)
	assert [each.name for each in found] == ["2021-04", "2021-03", "2021-01"]


def test_what_is_not_open_yet_and_what_is_closed_is_not_among_them():
	rule = ReportingRule(day=28, opens_before=7, closes_after=10)
	today = date(2021, 4, 8)
	found = missed_or_open(asked([InForce(LONG_AGO, rule)], date(2021, 1, 1), today, works), set(), [], today)
	assert found == []
	assert [
		each.name
		for each in missed_or_open(
			asked([InForce(LONG_AGO, rule)], date(2021, 1, 1), today, works), set(), [], date(2021, 4, 7)
		)
	] == ["2021-03"]


def test_nothing_is_owed_or_running_before_it_begins():
	rules = [InForce(LONG_AGO, QUARTER_ENDS), InForce(date(2021, 6, 1), LAST_DAY)]
	found = list(asked(rules, date(2021, 1, 20), date(2021, 8, 1), works))
	assert [each.name for each in found] == ["2021-Q1", "2021-06", "2021-07", "2021-08"]
	assert running(found, date(2021, 5, 2)) is None
	assert running(found, date(2021, 6, 30)).name == "2021-06"
	assert [each.name for each in still_owed(found, set(), [], date(2021, 6, 1))] == ["2021-Q1", "2021-06"]


@pytest.mark.parametrize(
	("name", "found"),
	[
		("", "period_missing"),
		("2021-13", "period_missing"),
		("2021-W20", "period_not_asked"),
		("2021-Q1", "period_not_asked"),
		("2021-07", "period_not_begun"),
		("2021-06", None),
		("2020-06", None),
		("2020-05", "period_past"),
	],
)
def test_a_period_is_refused_by_name(name, found):
	assert problem(name, [InForce(LONG_AGO, LAST_DAY)], date(2021, 6, 30), works) == found
	assert problem(name, [InForce(LONG_AGO, MILESTONES_ALONE)], date(2021, 6, 30), works) in (
		"period_missing",
		"period_not_asked",
	)


def test_a_period_of_before_a_change_is_still_reported():
	rules = [InForce(LONG_AGO, LAST_DAY), InForce(date(2021, 4, 1), QUARTER_ENDS)]
	assert problem("2021-03", rules, date(2021, 6, 30), works) is None
	assert problem("2021-04", rules, date(2021, 6, 30), works) == "period_not_asked"
	assert problem("2021-Q2", rules, date(2021, 6, 30), works) is None
	assert FEBRUARY.ends < MARCH.ends
