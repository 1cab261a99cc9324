"""Late is decided once: from the day after the deadline, by when the completion report was filed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.tasks.rules.lateness import days_late, judged_by, late_since
from qingdan_app.tests.budget import BUDGET

DUE, DAY_AFTER = date(2021, 6, 30), date(2021, 7, 1)
days = st.dates(date(2021, 1, 1), date(2022, 12, 31))


def test_nothing_is_late_on_the_day_of_its_deadline():
	assert late_since(DUE, None, today=DUE) is None


def test_a_task_is_late_from_the_day_after_whenever_one_looks():
	assert late_since(DUE, None, today=DAY_AFTER) == DAY_AFTER
	assert late_since(DUE, None, today=date(2022, 3, 1)) == DAY_AFTER


def test_a_report_filed_on_the_last_day_is_in_time_however_long_the_decision_takes():
	assert late_since(DUE, filed=DUE, today=date(2022, 3, 1)) is None


def test_a_report_filed_a_day_late_is_late_from_the_day_after_the_deadline():
	assert late_since(DUE, filed=DAY_AFTER, today=DAY_AFTER) == DAY_AFTER
	assert late_since(DUE, filed=date(2021, 8, 15), today=date(2021, 8, 15)) == DAY_AFTER


@pytest.mark.parametrize("filed", [None, date(2090, 1, 1)])
def test_work_without_a_hard_deadline_is_never_late(filed):
	assert late_since(None, filed, today=date(2099, 1, 1)) is None


def test_the_first_late_day_counts_as_one():
	assert days_late(DAY_AFTER, until=DAY_AFTER) == 1
	assert days_late(DAY_AFTER, until=date(2021, 7, 31)) == 31


def test_what_is_not_late_is_no_days_late():
	assert days_late(None, until=date(2099, 1, 1)) == 0


@BUDGET
@given(due=days, filed=st.none() | days, today=days)
def test_a_late_task_is_as_many_days_late_as_lie_behind_its_deadline(due, filed, today):
	until = filed or today
	since = late_since(due, filed, today)

	assert (since is not None) == (until > due)
	assert days_late(since, until) == max((until - due).days, 0)
	assert since in (None, due + timedelta(days=1))


def test_a_reopened_task_is_judged_from_its_reopening_where_that_is_later_than_its_deadline():
	assert judged_by(DUE, date(2021, 7, 15)) == date(2021, 7, 15)
	assert judged_by(DUE, date(2021, 6, 1)) == DUE
	assert judged_by(DUE, None) == DUE and judged_by(None, DUE) is None
