"""What recurs: how often the words say, and each period with its day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.tasks.rules.recurrence import MOST, Cycle, cycle_of, day_of, instances
from qingdan_app.tests.budget import BUDGET

DAYS = st.dates(date(2019, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
	("words", "cycle"),
	[
		("每季度一次", Cycle.QUARTER),
		("每月底", Cycle.MONTH),
		("每个月10日前", Cycle.MONTH),
		("每半年一次", Cycle.HALF_YEAR),
		("每年12月底前", Cycle.YEAR),
		("每周五", Cycle.WEEK),
		("按季度推进", Cycle.QUARTER),
		("每月调度，每年总结", Cycle.MONTH),
		("定期", None),
		("每天", None),
		("2021年6月底", None),
		("", None),
		(None, None),
	],
)
def test_the_words_say_how_often(words, cycle):
	assert cycle_of(words) == cycle


@pytest.mark.parametrize(("words", "day"), [("每月10日前", 10), ("每月底", 0), ("每月99日", 0), (None, 0)])
def test_the_words_may_say_on_which_day(words, day):
	assert day_of(words) == day


@pytest.mark.parametrize(
	("cycle", "day", "found"),
	[
		(
			Cycle.MONTH,
			0,
			[("2021-01", date(2021, 1, 31)), ("2021-02", date(2021, 2, 28)), ("2021-03", date(2021, 3, 31))],
		),
		(
			Cycle.MONTH,
			30,
			[("2021-01", date(2021, 1, 30)), ("2021-02", date(2021, 2, 28)), ("2021-03", date(2021, 3, 30))],
		),
		(Cycle.QUARTER, 10, [("2021-Q1", date(2021, 3, 31))]),
		(Cycle.HALF_YEAR, 0, [("2021-H1", date(2021, 6, 30))]),
		(Cycle.YEAR, 0, [("2021", date(2021, 12, 31))]),
		(None, 0, []),
	],
)
def test_there_is_one_for_each_period(cycle, day, found):
	assert [each[:2] for each in instances(cycle, day, date(2021, 1, 15), date(2021, 3, 2))] == found


def test_the_periods_of_a_year_are_called_after_it():
	assert [each.name for each in instances(Cycle.QUARTER, 0, date(2021, 2, 1), date(2021, 11, 1))] == [
		"2021-Q1",
		"2021-Q2",
		"2021-Q3",
		"2021-Q4",
	]
	halves = instances(Cycle.HALF_YEAR, 0, date(2021, 2, 1), date(2021, 11, 1))
	assert [each.name for each in halves] == ["2021-H1", "2021-H2"]


def test_weeks_end_on_sunday_and_are_counted_as_the_calendar_does():
	assert instances(Cycle.WEEK, 0, date(2020, 12, 31), date(2021, 1, 5)) == [
		("2020-W53", date(2021, 1, 3), date(2021, 1, 3)),
		("2021-W01", date(2021, 1, 10), date(2021, 1, 10)),
	]


@given(st.sampled_from(Cycle), st.integers(0, 31), DAYS, DAYS)
@BUDGET
def test_they_follow_each_other_without_a_gap_and_the_last_holds_today(cycle, day, start, until):
	found = instances(cycle, day, start, until)
	if until < start:
		assert found == []
		return
	assert found[-1].ends >= until
	assert len({each.name for each in found}) == len(found) <= MOST
	for one, other in pairwise(found):
		assert instances(cycle, day, one.ends + timedelta(days=1), other.ends) == [other]
	assert all(each.due <= each.ends for each in found)
