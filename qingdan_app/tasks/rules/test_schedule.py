"""Where a task should be: even between the days it names, whole at its last, and nowhere without a pace."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.tasks.rules.schedule import UNSCHEDULED, behind, expected_percent
from qingdan_app.tests.budget import BUDGET

BEGIN, DUE = date(2021, 1, 1), date(2021, 12, 31)
HALF = date(2021, 7, 2)


def at(
	today: date, *milestones: date, start: date | None = BEGIN, due: date | None = DUE, kind: str = "Date"
):
	return expected_percent(start, milestones, due, kind, today)


def test_it_goes_evenly_from_its_start_to_its_last_day():
	assert at(BEGIN) == 0
	assert at(HALF) == 50.0
	assert at(DUE - timedelta(days=1)) == 99.7
	assert at(DUE) == at(DUE + timedelta(days=400)) == 100


def test_a_milestone_is_worth_its_share_however_early_it_lies():
	spring = date(2021, 3, 2)
	assert at(spring, spring, DUE) == 50
	assert at(date(2021, 1, 31), spring, DUE) == 25
	assert at(date(2021, 3, 1), spring, date(2021, 3, 2), DUE) == 49.2, "the same day twice is one"


def test_days_outside_the_work_are_no_milestones():
	assert at(HALF, BEGIN - timedelta(days=3), DUE + timedelta(days=3)) == 50.0


def test_before_its_start_nothing_is_asked():
	assert at(BEGIN - timedelta(days=9)) == 0


@pytest.mark.parametrize("kind", sorted(UNSCHEDULED))
def test_work_without_a_pace_has_no_schedule(kind):
	assert at(HALF, kind=kind) is None


def test_no_start_or_no_end_is_no_schedule():
	assert at(HALF, start=None) is None
	assert at(HALF, due=None) is None
	assert at(DUE, start=DUE, due=DUE) == 100, "what begins on its last day is due"


@BUDGET
@given(st.lists(st.dates(BEGIN, DUE), max_size=6), st.integers(0, 364))
def test_it_never_falls_and_never_passes_the_whole(milestones, days):
	today = BEGIN + timedelta(days=days)
	now, then = at(today, *milestones), at(today + timedelta(days=1), *milestones)
	assert 0 <= now <= then <= 100


def test_behind_is_what_is_missing():
	assert behind(50.0, 42.5) == 7.5
	assert behind(50.0, 50.0) == behind(50.0, 80.0) == behind(None, 0.0) == 0
