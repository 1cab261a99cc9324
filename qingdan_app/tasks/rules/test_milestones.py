"""Milestones: which are reported one by one, which comes next, and how each stands."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.tasks.rules import milestones
from qingdan_app.tasks.rules.course import Rest
from qingdan_app.tests.budget import BUDGET

MARCH, JUNE, DUE = date(2021, 3, 31), date(2021, 6, 30), date(2021, 12, 31)
TODAY = date(2021, 7, 2)
DAYS = st.dates(date(2021, 1, 1), date(2022, 12, 31))


def row(day=MARCH, label="开工", **stamps) -> dict:
	return {"date": day, "label": label, **dict.fromkeys(milestones.STAMPS), **stamps}


def test_the_last_one_is_the_tasks_own_and_spans_and_plans_have_none():
	rows = [row(MARCH), row(JUNE), row(DUE, "竣工")]
	assert [each["date"] for each in milestones.steps(rows, "Milestones", DUE)] == [MARCH, JUNE]
	for kind in ("Period", "Tentative", "Recurring", "Date", None):
		assert milestones.steps(rows, kind, DUE) == []
	assert milestones.steps(rows, "Milestones", None) == []
	assert milestones.steps([row(None)], "Milestones", DUE) == []


def test_what_recurs_is_reported_by_its_periods_and_not_by_other_days_of_its_words():
	period = row(MARCH, "", instance="2021-Q1")
	assert milestones.steps([period, row(JUNE)], "Recurring", None) == [period]


def test_what_is_reported_is_open_no_longer_and_the_earliest_comes_first():
	rows = [row(JUNE), row(MARCH), row(MARCH, "招标", reported_on=MARCH)]
	assert [each["date"] for each in milestones.still_open(rows)] == [MARCH, JUNE]


def test_a_report_names_them_a_line_each_by_day_and_words():
	rows = [row(MARCH), row(JUNE, "")]
	assert milestones.named("2021-03-31  开工\n\n2021-03-31 开工\n2021-06-30") == [
		"2021-03-31 开工",
		"2021-06-30",
	]
	assert milestones.named(None) == []
	assert milestones.unknown(["2021-03-31 开工", "2021-06-30"], rows) == []
	assert milestones.unknown(["2021-03-31"], rows) == ["2021-03-31"]
	assert milestones.is_named(rows[0], ["2021-03-31 开工"])
	assert not milestones.is_named(rows[1], ["2021-03-31 开工"])


def test_an_open_one_is_late_from_the_day_after_its_own():
	assert milestones.judged(row(JUNE), False, JUNE)["late_since"] is None
	found = milestones.judged(row(JUNE), False, TODAY)
	assert (found["late_since"], found["was_late_since"], found["late_days"]) == (
		date(2021, 7, 1),
		date(2021, 7, 1),
		0,
	)


def test_one_that_was_reported_late_stays_as_late_as_it_came():
	reported = row(JUNE, reported_on=TODAY)
	found = milestones.judged(reported, False, date(2021, 9, 1))
	assert (found["late_since"], found["late_days"]) == (date(2021, 7, 1), 2)
	assert milestones.judged(reported, True, date(2021, 9, 1)) == found


def test_one_that_was_reported_in_time_is_not_late_however_long_the_decision_takes():
	found = milestones.judged(row(JUNE, reported_on=JUNE), False, date(2022, 1, 1))
	assert (found["late_since"], found["late_days"]) == (None, 0)


def test_at_rest_it_is_not_late_and_what_was_late_is_remembered():
	found = milestones.judged(row(JUNE, was_late_since=date(2021, 7, 1)), True, TODAY)
	assert (found["late_since"], found["was_late_since"]) == (None, date(2021, 7, 1))


def test_one_that_fell_due_at_rest_is_judged_from_the_day_on_which_the_task_goes_on():
	rests = [Rest(date(2021, 6, 1), TODAY)]
	found = milestones.judged(row(JUNE), False, TODAY, rests)
	assert (found["late_since"], found["judged_from"]) == (None, TODAY)
	after = milestones.judged(row(JUNE), False, TODAY + timedelta(days=1), rests)
	assert after["late_since"] == TODAY + timedelta(days=1)
	assert milestones.last_day_of(row(JUNE, judged_from=TODAY)) == TODAY
	assert milestones.judged(row(MARCH), False, TODAY, rests)["judged_from"] is None


def test_a_new_row_takes_the_place_of_the_one_it_says_again():
	done = row(MARCH, reported_on=MARCH)
	assert milestones.carried(row(MARCH), [row(JUNE, "封顶"), done]) is done
	assert milestones.carried(row(JUNE), [done]) is done
	assert milestones.carried(row(JUNE, "封顶"), [done]) is None
	assert milestones.carried(row(DUE), [done, row(JUNE)]) is None
	assert milestones.carried(row(JUNE, ""), [row(MARCH, "")]) is None


@given(DAYS, st.none() | DAYS, DAYS)
@BUDGET
def test_it_is_late_so_many_days_as_its_report_came_after_its_day(day, reported, today):
	found = milestones.judged(row(day, reported_on=reported), False, today)
	until = reported or today
	assert (found["late_since"] == day + timedelta(days=1)) == (until > day)
	assert found["late_days"] == (max((reported - day).days, 0) if reported else 0)


def test_the_stage_of_a_year_is_reported_whatever_other_days_the_task_names():
	row = {"date": date(2021, 12, 31), "instance": "S2021", "label": "新增60家"}
	assert milestones.steps([row], "Date", date(2025, 12, 31)) == [row]
	assert milestones.steps([row], "Date", date(2021, 12, 31)) == []
	assert milestones.steps([row], "Ongoing", None) == []
