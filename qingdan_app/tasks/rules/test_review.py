"""Deadlines that name no day: when they are looked at, who is reminded, and what may be said."""

from datetime import date

import pytest

from qingdan_app.tasks.rules import review
from qingdan_app.tasks.rules.recurrence import Cycle
from qingdan_app.tasks.rules.review import Lack, Verdict

TODAY = date(2021, 3, 10)
Q = Cycle.QUARTER


def test_a_tentative_date_is_fixed_so_many_days_before_it():
	assert review.first_day("Tentative", date(2021, 9, 30), Q, 30, TODAY) == date(2021, 8, 31)
	assert review.first_day("Tentative", date(2021, 9, 30), Q, 0, TODAY) == date(2021, 9, 30)


def test_one_that_is_near_is_fixed_by_itself_and_one_that_has_passed_or_names_no_day_within_the_period():
	assert review.first_day("Tentative", date(2021, 3, 31), Q, 30, TODAY) == date(2021, 3, 31)
	assert review.first_day("Tentative", date(2021, 4, 9), Q, 30, TODAY) == date(2021, 4, 9)
	assert review.first_day("Tentative", date(2021, 3, 10), Q, 30, TODAY) == date(2021, 6, 30)
	assert review.first_day("Tentative", None, Q, 30, TODAY) == date(2021, 6, 30)


@pytest.mark.parametrize("kind", ["Contingent", "Ongoing"])
def test_others_are_reviewed_at_the_end_of_a_period_that_leaves_time_for_it(kind):
	assert review.first_day(kind, None, Q, 30, date(2021, 2, 10)) == date(2021, 3, 31)
	assert review.first_day(kind, None, Q, 30, TODAY) == date(2021, 6, 30)
	assert review.first_day(kind, None, Cycle.MONTH, 30, TODAY) == date(2021, 3, 31)


MONTHLY, QUARTERLY = review.Settings(Cycle.MONTH, 60), review.Settings(Q, 30)
PLANNED = date(2021, 9, 30)


@pytest.mark.parametrize(
	("waiting", "day"),
	[
		(("Tentative", date(2021, 8, 31), PLANNED), date(2021, 8, 1)),
		(("Tentative", PLANNED, PLANNED), date(2021, 8, 1)),
		(("Tentative", date(2021, 6, 30), None), date(2021, 3, 31)),
		(("Ongoing", date(2021, 6, 30), None), date(2021, 3, 31)),
		(("Contingent", date(2021, 6, 30), None), date(2021, 3, 31)),
	],
)
def test_a_review_that_is_ahead_follows_what_its_list_says_now(waiting, day):
	assert review.day_under(MONTHLY, QUARTERLY, review.Waiting(*waiting), TODAY) == day


@pytest.mark.parametrize(
	("kind", "day", "planned"),
	[
		("Tentative", date(2021, 8, 15), PLANNED),
		("Ongoing", date(2021, 6, 15), None),
		("Ongoing", TODAY, None),
		("Contingent", date(2020, 12, 31), None),
	],
)
def test_a_day_that_was_set_stays_and_so_does_one_that_has_come(kind, day, planned):
	assert review.day_under(MONTHLY, QUARTERLY, review.Waiting(kind, day, planned), TODAY) == day


def test_what_is_due_today_is_due_today_under_any_settings():
	day = date(2021, 3, 31)
	assert review.day_under(MONTHLY, QUARTERLY, review.Waiting("Ongoing", day, None), day) == day


@pytest.mark.parametrize("kind", ["Date", "Milestones", "Recurring", "Period", "", None])
def test_what_has_a_day_is_not_reviewed(kind):
	assert review.first_day(kind, date(2021, 9, 30), Q, 30, TODAY) is None
	assert review.offered(kind, True, True, True) == ()


@pytest.mark.parametrize(
	("today", "after"),
	[
		("2021-03-01", "2021-06-30"),
		("2021-03-31", "2021-06-30"),
		("2021-04-05", "2021-06-30"),
		("2021-06-20", "2021-09-30"),
		("2021-02-28", "2021-03-31"),
	],
)
def test_ongoing_work_is_reviewed_once_each_period(today, after):
	done = review.day_after_review(Q, date(2021, 3, 31), date.fromisoformat(today))
	assert done == date.fromisoformat(after)


def test_a_mark_on_the_days_after_a_late_report_does_not_use_up_the_next_review():
	assert review.day_after_review(Q, date(2021, 6, 30), date(2021, 4, 6)) == date(2021, 6, 30)


def test_people_are_reminded_a_week_before_on_the_day_after_and_each_week_from_then_on():
	day = date(2021, 3, 31)
	assert review.first_ring(day, TODAY) == date(2021, 3, 24)
	assert review.first_ring(day, date(2021, 3, 30)) == date(2021, 3, 30)
	assert review.next_ring(day, date(2021, 3, 24)) == date(2021, 4, 1)
	assert review.next_ring(day, day) == date(2021, 4, 1)
	assert review.next_ring(day, date(2021, 4, 1)) == date(2021, 4, 8)


def test_a_review_is_overdue_after_its_day():
	day = date(2021, 3, 31)
	assert not review.is_overdue(day, day)
	assert review.is_overdue(day, date(2021, 4, 1))
	assert not review.is_overdue(None, TODAY)


@pytest.mark.parametrize(
	("kind", "supervises", "leads", "watches", "may"),
	[
		("Tentative", True, False, False, {Verdict.FIXED, Verdict.LATER}),
		("Tentative", False, True, True, set()),
		("Contingent", True, False, False, {Verdict.HAPPENED, Verdict.LATER}),
		("Contingent", False, True, True, {Verdict.LATER}),
		("Contingent", False, True, False, set()),
		("Ongoing", True, False, False, {Verdict.WELL, Verdict.BADLY}),
		("Ongoing", False, True, False, {Verdict.REPORTED}),
		("Ongoing", False, False, True, set()),
	],
)
def test_who_may_say_what(kind, supervises, leads, watches, may):
	assert set(review.offered(kind, supervises, leads, watches)) == may


def test_what_a_review_cannot_do_without():
	tomorrow = date(2021, 3, 11)
	assert review.lacking(Verdict.WELL, "", None, TODAY) == []
	assert review.lacking(Verdict.BADLY, "", None, TODAY) == [Lack.WORDS]
	assert review.lacking(Verdict.REPORTED, "已巡查", None, TODAY) == []
	assert review.lacking(Verdict.FIXED, "", None, TODAY) == [Lack.WORDS, Lack.DAY]
	assert review.lacking(Verdict.FIXED, "批复", TODAY, TODAY) == []
	assert review.lacking(Verdict.HAPPENED, "批复", date(2021, 3, 9), TODAY) == [Lack.DAY_AHEAD]
	assert review.lacking(Verdict.LATER, "未批", TODAY, TODAY) == [Lack.DAY_AHEAD]
	assert review.lacking(Verdict.LATER, "未批", tomorrow, TODAY) == []
