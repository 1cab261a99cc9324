from datetime import date, timedelta

import pytest

from qingdan_app.reminders.rules.rung import DAY, FARTHEST, Receiver, Rung, days_of, people_of, rings, window

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)
ASKED, HANDLER, LIAISON, HEAD, SUPERVISION, OFFICE = Receiver


def works(day: date) -> bool:
	return day.weekday() < 5


def never(_day: date) -> bool:
	return False


def ahead(*days: int, **more) -> Rung:
	return Rung("Deadline Ahead", True, days, (LIAISON,), **more)


def behind(*days: int, **more) -> Rung:
	return Rung("Task Late", False, days, (LIAISON,), **more)


def test_it_is_told_so_many_days_before_or_after():
	assert [*days_of(ahead(3), date(2026, 11, 27), works)] == [date(2026, 11, 24)]
	assert [*days_of(behind(3), date(2026, 11, 24), works)] == [date(2026, 11, 27)]


def test_on_a_day_of_rest_what_is_ahead_is_told_the_working_day_before_and_what_is_overdue_the_one_after():
	assert [*days_of(ahead(2), MONDAY, works)] == [FRIDAY]
	assert [*days_of(behind(1), FRIDAY, works)] == [MONDAY]


def test_a_rule_may_ring_on_days_of_rest():
	assert [*days_of(behind(1, on_days_of_rest=True), FRIDAY, works)] == [SATURDAY]


def test_working_days_are_counted_where_the_rule_says_so():
	assert [*days_of(behind(3, working_days=True), FRIDAY, works)] == [date(2026, 12, 2)]
	assert [*days_of(ahead(3, working_days=True), MONDAY, works)] == [date(2026, 11, 25)]


def test_steps_of_working_days_are_counted_from_one_day_and_not_from_one_another():
	rung = behind(3, again_every=4, working_days=True)
	first_three = [*days_of(rung, FRIDAY, works)][:3]
	assert first_three == [date(2026, 12, 2), date(2026, 12, 8), date(2026, 12, 14)]
	assert [*days_of(rung, FRIDAY, never)][:2] == [FRIDAY + 3 * DAY, FRIDAY + 7 * DAY]


def test_where_nobody_ever_works_days_are_counted():
	assert [*days_of(behind(3, working_days=True), FRIDAY, never)] == [MONDAY]


def test_each_step_rings_on_its_day():
	assert rings(ahead(7, 3, on_days_of_rest=True), FRIDAY, FRIDAY, works) == {
		FRIDAY + 7 * DAY: FRIDAY,
		FRIDAY + 3 * DAY: FRIDAY,
	}


def test_after_days_of_outage_the_latest_step_alone_is_told():
	due = date(2026, 12, 4)
	missed = rings(ahead(7, 3, 1), date(2026, 11, 26), date(2026, 12, 1), works)
	assert missed[due] == date(2026, 12, 1)


def test_what_is_ahead_is_told_no_more_once_its_day_has_passed():
	assert FRIDAY not in rings(ahead(3), date(2026, 11, 20), MONDAY, works)
	assert MONDAY in rings(ahead(0, 3), date(2026, 11, 20), MONDAY, works)


def test_it_is_told_again_each_so_many_days():
	weekly = behind(1, 3, again_every=7, on_days_of_rest=True)
	assert weekly.steps[:5] == (1, 3, 10, 17, 24)
	assert weekly.steps[-1] <= FARTHEST
	assert rings(weekly, FRIDAY, FRIDAY, works)[FRIDAY - 17 * DAY] == FRIDAY
	assert FRIDAY - 18 * DAY not in rings(weekly, FRIDAY, FRIDAY, works)
	assert ahead(3, again_every=7).steps == (3,)


@pytest.mark.parametrize(
	"rung",
	[
		ahead(90, 30, 15, 7, 3, 1),
		behind(1, 3, again_every=7),
		ahead(5, working_days=True),
	],
)
def test_day_by_day_and_after_an_outage_the_same_days_are_found(rung):
	"""Nothing that a run each day would have told at last is missed by one run after all of them."""
	first = date(2026, 9, 28)
	days = [first + number * DAY for number in range(14)]
	single: dict[date, date] = {}
	for day in days:
		single |= rings(rung, day, day, works)
	whole = rings(rung, first, days[-1], works)
	assert whole == {
		counted_from: told
		for counted_from, told in single.items()
		if not rung.ahead or counted_from >= days[-1]
	}


def test_a_sweep_goes_on_where_the_last_one_ended_and_looks_back_a_month_at_most():
	assert window(FRIDAY - 2 * DAY, FRIDAY) == (FRIDAY - DAY, FRIDAY)
	assert window(None, FRIDAY) == (FRIDAY, FRIDAY)
	assert window(date(2026, 1, 1), FRIDAY)[0] == FRIDAY - timedelta(days=31)
	first, last = window(FRIDAY, FRIDAY)
	assert first > last
	assert rings(behind(1), first, last, works) == {}


def test_where_nobody_stands_on_a_rung_the_next_one_above_is_reminded():
	holders = {LIAISON: ["liaison"], HEAD: ["head"], OFFICE: ["office"]}
	assert people_of((HANDLER,), holders) == ["liaison"]
	assert people_of((HANDLER, LIAISON, HEAD), holders) == ["liaison", "head"]
	assert people_of((SUPERVISION,), holders) == ["office"]
	assert people_of((HANDLER,), {}) == []
