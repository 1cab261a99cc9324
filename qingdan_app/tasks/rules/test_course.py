from datetime import date

import pytest

from qingdan_app.tasks.rules.course import (
	AT_REST,
	CLOSED,
	COLOURS_AT_REST,
	ENDED,
	WITH_ITS_LIST,
	Course,
	Rest,
	owed_from,
	rested_on,
	rests_of,
	with_rest,
)

FIRST, ON = date(2021, 3, 5), date(2021, 6, 10)
REST = Rest(FIRST, ON)


def test_what_has_ended_or_was_merged_is_closed_and_what_is_suspended_only_rests():
	assert {"Terminated", "Merged"} == ENDED
	assert {"Terminated", "Merged", "Archived", "Carried Over"} == CLOSED
	assert CLOSED | {"Suspended"} == AT_REST


def test_what_rests_with_its_list_was_not_ended_and_each_course_has_its_colour():
	assert {"Archived", "Carried Over"} == WITH_ITS_LIST
	assert set(COLOURS_AT_REST) == {Course(name) for name in AT_REST}


def test_a_task_runs_its_course_unless_something_is_said():
	assert Course("") is Course.RUNNING
	assert "" not in AT_REST


def test_a_rest_is_kept_as_a_line_and_read_again():
	words = with_rest("", FIRST, ON)
	assert rests_of(words) == [REST]
	more = with_rest(words, date(2021, 8, 1), date(2021, 9, 1))
	assert rests_of(more) == [REST, Rest(date(2021, 8, 1), date(2021, 9, 1))]
	assert rests_of(None) == rests_of("") == []


def test_what_was_taken_back_on_the_same_day_was_no_rest():
	assert with_rest("", FIRST, FIRST) == ""
	assert with_rest(None, None, ON) == ""


@pytest.mark.parametrize(
	("day", "rested"), [(date(2021, 3, 4), False), (FIRST, True), (date(2021, 6, 9), True), (ON, False)]
)
def test_it_rests_from_its_first_day_to_the_day_before_it_goes_on(day, rested):
	assert rested_on([REST], day) is rested
	assert owed_from([REST], day) == (ON if rested else day)


def test_one_rest_that_begins_where_another_ends_is_one():
	rests = [Rest(ON, date(2021, 9, 1)), REST]
	assert owed_from(rests, FIRST) == date(2021, 9, 1)
