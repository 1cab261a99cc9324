"""What is said of a deadline, day by day."""

from datetime import date, timedelta

import pytest

from qingdan_app.tasks.rules.due import (
	SOON_DAYS,
	DueMark,
	Says,
	completed_mark,
	due_mark,
	is_deadline,
	is_late,
	late_mark,
	milestone_mark,
	review_mark,
)
from qingdan_app.tasks.rules.states import TaskState

TODAY = date(2021, 6, 30)
MOVING = TaskState.MOVING.value


def in_days(days: int) -> date:
	return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
	("days", "mark"),
	[
		(-1, DueMark(Says.LATE, 1, "red")),
		(0, DueMark(Says.TODAY, 0, "orange")),
		(1, DueMark(Says.SOON, 1, "yellow")),
		(SOON_DAYS, DueMark(Says.SOON, SOON_DAYS, "yellow")),
		(SOON_DAYS + 1, DueMark(Says.LATER, SOON_DAYS + 1, "gray")),
	],
)
def test_a_running_deadline_says_how_long_it_has_or_how_long_it_is_over(days, mark):
	assert due_mark(in_days(days), MOVING, TODAY) == mark


@pytest.mark.parametrize("days", [-30, 0, 30])
def test_what_was_sent_in_has_done_its_part(days):
	assert due_mark(in_days(days), TaskState.IN_REVIEW.value, TODAY).colour == "gray"
	assert due_mark(in_days(days), TaskState.COMPLETED.value, TODAY).colour == "green"


@pytest.mark.parametrize("state", list(TaskState))
def test_what_has_no_deadline_has_no_mark_and_is_never_late(state):
	assert due_mark(None, state.value, TODAY) is None
	assert not is_late(None, None, state.value, TODAY)


def test_a_stamp_and_a_deadline_that_passed_after_the_last_stamping_are_late_today():
	assert is_late(in_days(-1), None, MOVING, TODAY) and not is_late(TODAY, None, MOVING, TODAY)
	assert is_late(in_days(5), in_days(-3), TaskState.IN_REVIEW.value, TODAY)


def test_a_completed_task_is_late_no_longer_and_says_how_late_it_came():
	assert not is_late(in_days(-5), in_days(-4), TaskState.COMPLETED.value, TODAY)
	assert completed_mark(3) == DueMark(Says.COMPLETED_LATE, 3, "orange")
	assert completed_mark(0) == DueMark(Says.COMPLETED, 0, "green")


def test_a_deadline_is_no_century_away():
	assert is_deadline(date(2040, 12, 31), TODAY) and is_deadline(date(1990, 1, 1), TODAY)
	assert not is_deadline(date.max, TODAY) and not is_deadline(date.min, TODAY)


def test_a_stamped_task_is_late_up_to_the_day_it_was_sent_in():
	assert late_mark(in_days(-2), TODAY) == DueMark(Says.LATE, 3, "red")


@pytest.mark.parametrize(
	("days", "mark"),
	[
		(-3, DueMark(Says.MILESTONE_LATE, 3, "orange")),
		(0, DueMark(Says.MILESTONE_TODAY, 0, "orange")),
		(SOON_DAYS, DueMark(Says.MILESTONE_SOON, SOON_DAYS, "yellow")),
		(SOON_DAYS + 1, None),
	],
)
def test_the_next_milestone_is_spoken_of_when_it_is_near_and_is_never_red(days, mark):
	assert milestone_mark(in_days(days), TODAY) == mark
	assert milestone_mark(None, TODAY) is None


@pytest.mark.parametrize(
	("days", "mark"),
	[(-3, DueMark(Says.MISSED, 3, "red")), (0, DueMark(Says.MILESTONE_TODAY, 0, "orange"))],
)
def test_a_period_of_what_recurs_is_missed_after_its_own_day(days, mark):
	assert milestone_mark(in_days(days), TODAY, True) == mark


@pytest.mark.parametrize(
	("days", "mark"),
	[
		(-1, DueMark(Says.REVIEW_LATE, 1, "orange")),
		(0, DueMark(Says.REVIEW_TODAY, 0, "orange")),
		(7, DueMark(Says.REVIEW_LATER, 7, "yellow")),
		(8, DueMark(Says.REVIEW_LATER, 8, "gray")),
	],
)
def test_a_review_is_overdue_after_its_day_and_never_red(days, mark):
	assert review_mark(in_days(days), TODAY) == mark
