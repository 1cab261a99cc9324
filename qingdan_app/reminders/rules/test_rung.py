from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.reminders.rules.rung import DAY, FARTHEST, Receiver, Rung, people_of, rings, window
from qingdan_app.tests.budget import BUDGET

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


def told_of(rung: Rung, counted_from: date, works=works, days: int = 30) -> list[date]:
	"""The days on which a sweep each night tells of what is counted from a day, of so many before or after it."""
	first = counted_from - days * DAY if rung.ahead else counted_from
	nights = (first + number * DAY for number in range(days + 1))
	return [night for night in nights if counted_from in rings(rung, night, night, works)]


def test_it_is_told_so_many_days_before_or_after():
	assert told_of(ahead(3), date(2026, 11, 27)) == [date(2026, 11, 24)]
	assert told_of(behind(3), date(2026, 11, 24)) == [date(2026, 11, 27)]


def test_on_a_day_of_rest_what_is_ahead_is_told_the_working_day_before_and_what_is_overdue_the_one_after():
	assert told_of(ahead(2), MONDAY) == [FRIDAY]
	assert told_of(behind(1), FRIDAY) == [MONDAY]


def test_a_rule_may_ring_on_days_of_rest():
	assert told_of(behind(1, on_days_of_rest=True), FRIDAY) == [SATURDAY]


def test_working_days_are_counted_where_the_rule_says_so():
	assert told_of(behind(3, working_days=True), FRIDAY) == [date(2026, 12, 2)]
	assert told_of(behind(3, working_days=True), SATURDAY) == [date(2026, 12, 2)]
	assert told_of(behind(1, working_days=True), FRIDAY - DAY) == [FRIDAY]
	assert told_of(ahead(3, working_days=True), MONDAY) == [date(2026, 11, 25)]
	assert told_of(behind(0, working_days=True), SATURDAY) == [MONDAY]


def test_steps_of_working_days_are_counted_from_one_day_and_not_from_one_another():
	rung = behind(3, again_every=4, working_days=True)
	assert told_of(rung, FRIDAY)[:3] == [date(2026, 12, 2), date(2026, 12, 8), date(2026, 12, 14)]
	assert told_of(rung, FRIDAY, never)[:2] == [FRIDAY + 3 * DAY, FRIDAY + 7 * DAY]


def test_where_nobody_ever_works_days_are_counted():
	assert told_of(behind(3, working_days=True), FRIDAY, never) == [MONDAY]
	assert told_of(behind(1), FRIDAY, never) == [SATURDAY]


FAR = 30
RUNGS = st.builds(
	Rung,
	st.just("Task Late"),
	st.booleans(),
	st.lists(st.integers(0, 12), min_size=1, max_size=4).map(tuple),
	st.just((LIAISON,)),
	st.sampled_from((0, 0, 5)),
	st.booleans(),
	st.booleans(),
)


@BUDGET
@given(RUNGS, st.integers(0, 10), st.sets(st.integers(-60, 60), max_size=20))
def test_walked_from_each_day_that_may_be_counted_from_the_same_days_are_found(rung, missed, holidays):
	def works(day: date) -> bool:
		return day.weekday() < 5 and (day - FRIDAY).days not in holidays

	first, last = FRIDAY - missed * DAY, FRIDAY
	walked = {}
	for counted_from in (last + number * DAY for number in range(-FAR, FAR + 1)):
		days = [day for day in walk(rung, counted_from, works) if first <= day <= last]
		if days and not (rung.ahead and counted_from < last):
			walked[counted_from] = max(days)
	found = rings(rung, first, last, works)
	assert {day: told for day, told in found.items() if abs(day - last) <= FAR * DAY} == walked


def walk(rung: Rung, counted_from: date, works) -> list[date]:
	"""On which days each step is told, one day after the other."""
	away, told = -DAY if rung.ahead else DAY, []
	for step in (each for each in rung.steps if each <= FAR):
		day, left = counted_from, step
		while left:
			day += away
			left -= works(day) if rung.working_days else 1
		while not (works(day) or rung.on_days_of_rest):
			day += away
		told.append(day)
	return told


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
