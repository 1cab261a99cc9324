from datetime import date, timedelta

from qingdan_app.handlers.rules.own_deadline import is_too_late, latest

TODAY = date(2026, 3, 2)
DUE = TODAY + timedelta(days=10)
DAY = timedelta(days=1)


def test_a_person_has_until_the_day_of_the_task_and_no_longer():
	assert not is_too_late(DUE, DUE, TODAY)
	assert is_too_late(DUE + DAY, DUE, TODAY)


def test_what_is_late_already_is_handed_on_for_today():
	assert latest(TODAY - DAY, TODAY) == TODAY
	assert not is_too_late(TODAY, TODAY - DAY, TODAY)
	assert is_too_late(TODAY + DAY, TODAY - DAY, TODAY)


def test_a_task_that_names_no_day_holds_nobody_to_one():
	assert latest(None, TODAY) is None
	assert not is_too_late(DUE, None, TODAY)
	assert not is_too_late(None, DUE, TODAY)
