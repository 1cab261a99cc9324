"""By when a matter is due, from whichever of three says it."""

from datetime import date, timedelta

from qingdan_app.matters.rules.due import due_of

TODAY = date(2026, 3, 2)


def due(words: str = "", chosen: date | None = None, days: int = 0):
	return due_of(words, chosen, days, TODAY, lambda start, days: start + timedelta(days=days))


def test_the_words_are_read_in_the_year_they_are_taken_on():
	assert due("9月底前").final == date(2026, 9, 30)
	assert (due("每月底").kind, due("每月底").final) == ("recurring", None)


def test_a_day_that_was_chosen_goes_before_the_words_and_keeps_them():
	found = due("9月底前", date(2026, 8, 1), 30)

	assert (found.raw, found.final) == ("9月底前", date(2026, 8, 1))


def test_working_days_are_counted_from_the_words_before_those_of_the_kind():
	assert due("10个工作日内", days=30).final == TODAY + timedelta(days=10)
	assert due("十个工作日内").final == TODAY + timedelta(days=10)
	assert due("尽快", days=30).final == TODAY + timedelta(days=30)


def test_without_any_there_is_no_deadline():
	assert (due("尽快").kind, due().final) == ("", None)
