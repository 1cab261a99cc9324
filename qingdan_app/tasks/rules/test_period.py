"""Periods: what they are called, where they begin and end, and that they follow each other without a gap."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.tasks.rules.period import Cycle, cycle_named, following, period_named, period_of, periods
from qingdan_app.tests.budget import BUDGET

DAYS = st.dates(date(2015, 1, 1), date(2034, 12, 31))
CYCLES = st.sampled_from(Cycle)


@pytest.mark.parametrize(
	("cycle", "name", "begins", "ends"),
	[
		(Cycle.WEEK, "2021-W09", date(2021, 3, 1), date(2021, 3, 7)),
		(Cycle.MONTH, "2021-03", date(2021, 3, 1), date(2021, 3, 31)),
		(Cycle.QUARTER, "2021-Q1", date(2021, 1, 1), date(2021, 3, 31)),
		(Cycle.HALF_YEAR, "2021-H1", date(2021, 1, 1), date(2021, 6, 30)),
		(Cycle.YEAR, "2021", date(2021, 1, 1), date(2021, 12, 31)),
	],
)
def test_a_day_lies_in_one_period_of_each_kind(cycle, name, begins, ends):
	assert period_of(cycle, date(2021, 3, 5)) == (name, begins, ends)
	assert cycle_named(name) is cycle


def test_a_week_belongs_to_the_year_of_its_thursday():
	assert period_of(Cycle.WEEK, date(2021, 1, 3)).name == "2020-W53"
	assert period_named("2020-W53").ends == date(2021, 1, 3)


@pytest.mark.parametrize(
	"name",
	[
		"",
		None,
		"2021-13",
		"2021-3",
		"2021-Q5",
		"2021-H3",
		"2021-W54",
		"2021-W53",
		"21",
		"0000",
		"2021-03-01",
		"März",
	],
)
def test_what_is_no_period_is_none(name):
	assert period_named(name) is None


@BUDGET
@given(CYCLES, DAYS)
def test_a_name_leads_back_to_its_period_and_a_day_lies_within(cycle, day):
	period = period_of(cycle, day)
	assert period.begins <= day <= period.ends
	assert period_named(period.name) == period
	assert period_of(cycle, period.ends) == period_of(cycle, period.begins) == period


@BUDGET
@given(CYCLES, DAYS, st.integers(0, 800))
def test_periods_follow_each_other_without_a_gap(cycle, start, days):
	until = start + timedelta(days=days)
	found = list(periods(cycle, start, until))
	assert found[0] == period_of(cycle, start)
	assert found[-1] == period_of(cycle, until)
	assert all(following(cycle, one) == other for one, other in pairwise(found))
	assert all(one.ends + timedelta(days=1) == other.begins for one, other in pairwise(found))


def test_the_period_of_the_last_day_is_among_them():
	names = [each.name for each in periods(Cycle.QUARTER, date(2021, 3, 31), date(2021, 7, 1))]
	assert names == ["2021-Q1", "2021-Q2", "2021-Q3"]


def test_there_is_none_before_the_first():
	assert list(periods(Cycle.MONTH, date(2021, 3, 5), date(2021, 3, 4))) == []
