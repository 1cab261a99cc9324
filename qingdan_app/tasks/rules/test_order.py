"""On a page what is due first stands first, and what has no deadline stands last."""

from datetime import date

import pytest

from qingdan_app.tasks.rules.order import due_order


def test_an_earlier_deadline_stands_before_a_later_one():
	days = [date(2021, 12, 31), date(2021, 2, 1), date(2020, 10, 9)]

	assert sorted(days, key=due_order) == sorted(days)


def test_a_task_without_a_deadline_stands_after_every_task_that_has_one():
	assert due_order(None) > due_order(date(2099, 12, 31))


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_deadline_is_no_deadline_however_the_database_says_it(nothing):
	assert due_order(nothing) == due_order(None)


def test_a_day_is_ordered_the_same_whether_it_comes_as_a_date_or_as_words():
	assert due_order(date(2021, 2, 1)) == due_order("2021-02-01") == "2021-02-01"
