"""The number of a notice, its clock, and its states."""

from datetime import date, timedelta

import pytest

from qingdan_app.notices.rules.acts import ACTS
from qingdan_app.notices.rules.notice_clock import due_again, due_on, lateness
from qingdan_app.notices.rules.notice_numbers import number_of
from qingdan_app.notices.rules.notice_states import NOTICE_EDGES, OPEN, WITH_UNIT, NoticeState
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.workflows.engine.shown import Need

TODAY = date(2021, 3, 1)


def plain(start: date, days: int) -> date:
	return start + timedelta(days=days)


def test_a_number_is_printed_as_offices_print_it():
	assert number_of(2021, 1) == "督办〔2021〕1号"
	assert number_of(2021, 12, "杭府督") == "杭府督〔2021〕12号"


def test_a_chosen_day_goes_before_the_days_of_the_level():
	assert due_on(date(2021, 4, 1), TODAY, 5, plain) == date(2021, 4, 1)
	assert due_on(None, TODAY, 5, plain) == date(2021, 3, 6)


def test_a_level_without_days_leaves_a_day_to_answer():
	assert due_on(None, TODAY, 0, plain) == date(2021, 3, 2)


@pytest.mark.parametrize(
	("due", "again"),
	[(date(2021, 2, 20), date(2021, 3, 4)), (date(2021, 3, 20), date(2021, 3, 20))],
)
def test_what_was_sent_back_has_time_and_never_less_than_before(due, again):
	assert due_again(due, TODAY, 3, plain) == again


def test_an_answer_on_the_last_day_is_in_time_and_on_the_next_a_day_late():
	assert lateness(TODAY, TODAY) == (None, 0)
	assert lateness(TODAY, date(2021, 3, 2)) == (date(2021, 3, 2), 1)


def test_its_states_are_none_of_a_task():
	assert {state.value for state in NoticeState}.isdisjoint(state.value for state in TaskState)


def test_every_state_is_reached_and_every_open_one_is_left():
	assert {edge[2] for edge in NOTICE_EDGES} | {NoticeState.DRAFT} == set(NoticeState)
	assert set(OPEN) <= {edge[0].value for edge in NOTICE_EDGES}
	assert set(WITH_UNIT) < set(OPEN)


def test_an_answer_and_a_calling_off_are_given_with_words():
	needed = {row.act for row in ACTS.rows if row.opinion is Need.REQUIRED}
	assert needed == {"answer_notice", "cancel_notice"}
