"""Working minutes by the statutory calendar, days in lieu included."""

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.tests.budget import budget
from qingdan_app.working_time.rules import (
	BadHours,
	Calendar,
	NoWorkingTime,
	Override,
	Span,
	Warn,
	add_working_minutes,
	due_after,
	working_minutes_between,
)

HOUR = 60
DAY = 7 * HOUR
HOLIDAYS_2024 = {date(2024, 2, 10) + timedelta(days=number) for number in range(8)}
IN_LIEU_2024 = {date(2024, 2, 4), date(2024, 2, 18)}
"""Two Sundays worked for the Spring Festival of 2024 (国办发明电〔2023〕7号)."""


def statutory(day: date) -> bool | None:
	"""A calendar that knows 2024 only."""
	if day.year != 2024:
		return None
	return day in IN_LIEU_2024 or (day.weekday() < 5 and day not in HOLIDAYS_2024)


CALENDAR = Calendar(statutory)


def at(text: str) -> datetime:
	return datetime.fromisoformat(text)


def after(start: str, minutes: int, calendar: Calendar = CALENDAR) -> datetime:
	return add_working_minutes(at(start), minutes, calendar).at


@pytest.mark.parametrize(
	("start", "minutes", "expected"),
	[
		("2024-03-04 09:00", HOUR, "2024-03-04 10:00"),
		("2024-03-04 11:30", HOUR, "2024-03-04 14:30"),
		("2024-03-04 17:00", HOUR, "2024-03-05 09:00"),
		("2024-03-08 17:00", HOUR, "2024-03-11 09:00"),
		("2024-03-04 08:30", DAY, "2024-03-04 17:30"),
		("2024-03-04 12:30", 0, "2024-03-04 14:00"),
		("2024-03-04 09:00", 0, "2024-03-04 09:00"),
		("2024-03-04 22:00", 1, "2024-03-05 08:31"),
		("2024-03-04 00:00", 1, "2024-03-04 08:31"),
	],
)
def test_only_hours_of_working_days_count(start, minutes, expected):
	assert after(start, minutes) == at(expected)


def test_the_spring_festival_is_passed_over():
	assert after("2024-02-09 17:00", HOUR) == at("2024-02-18 09:00")


def test_a_sunday_worked_in_lieu_counts():
	assert after("2024-02-03 10:00", HOUR) == at("2024-02-04 09:30")


def test_a_sites_override_goes_before_the_statutory_calendar():
	calendar = Calendar(
		statutory, overrides={date(2024, 3, 4): Override(False), date(2024, 3, 3): Override(True)}
	)
	assert after("2024-03-03 17:00", HOUR, calendar) == at("2024-03-05 09:00")


def test_an_override_may_have_hours_of_its_own():
	short = Override(True, (Span(time(8, 30), time(9, 30)),))
	calendar = Calendar(statutory, overrides={date(2024, 3, 4): short})
	assert after("2024-03-04 09:00", HOUR, calendar) == at("2024-03-05 09:00")


def test_a_year_the_calendar_does_not_know_is_worked_monday_to_friday_with_a_warning():
	reckoned = add_working_minutes(at("2024-12-31 17:00"), HOUR, CALENDAR)
	assert reckoned.at == at("2025-01-01 09:00") and reckoned.warnings == (Warn(2025),)
	assert add_working_minutes(at("2024-03-04 09:00"), HOUR, CALENDAR).warnings == ()


def test_a_day_the_site_decided_itself_is_not_warned_about():
	calendar = Calendar(
		statutory, overrides={date(2025, 1, 1): Override(False), date(2025, 1, 2): Override(True)}
	)
	reckoned = add_working_minutes(at("2024-12-31 17:00"), HOUR, calendar)
	assert reckoned.at == at("2025-01-02 09:00") and reckoned.warnings == ()


def test_the_engine_gets_a_plain_function_and_warnings_are_told():
	told: list[Warn] = []
	assert due_after(CALENDAR, told.append)(at("2024-12-31 17:00"), HOUR) == at("2025-01-01 09:00")
	assert told == [Warn(2025)]


def test_a_calendar_without_working_days_is_an_error_and_no_endless_loop():
	with pytest.raises(NoWorkingTime):
		after("2024-03-04 09:00", 1, Calendar(lambda day: False))


@pytest.mark.parametrize(
	"hours",
	[
		(),
		(Span(time(9), time(9)),),
		(Span(time(14), time(12)),),
		(Span(time(9), time(12)), Span(time(11), time(13))),
		(Span(time(14), time(17)), Span(time(9), time(12))),
	],
)
def test_hours_that_make_no_sense_are_refused(hours):
	with pytest.raises(BadHours):
		Calendar(hours=hours)


def test_negative_minutes_are_refused():
	with pytest.raises(ValueError, match="-1"):
		after("2024-03-04 09:00", -1)


def test_the_time_zone_of_the_start_is_kept():
	start = datetime(2024, 3, 4, 9, tzinfo=timezone(timedelta(hours=8)))
	assert add_working_minutes(start, DAY, CALENDAR).at == start + timedelta(days=1)


def test_dwell_time_leaves_out_nights_weekends_and_lunch():
	assert working_minutes_between(at("2024-03-08 11:30"), at("2024-03-11 09:00"), CALENDAR) == 30 + 210 + 30
	assert working_minutes_between(at("2024-03-09 09:00"), at("2024-03-10 09:00"), CALENDAR) == 0
	assert working_minutes_between(at("2024-03-11 09:00"), at("2024-03-08 09:00"), CALENDAR) == 0


MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2024, 11, 30)).map(
	lambda each: each.replace(second=0, microsecond=0)
)


@budget(150)
@given(MOMENTS, st.integers(0, 20 * DAY), st.integers(0, 20 * DAY))
def test_working_time_adds_up_and_never_runs_backwards(start, first, second):
	reached = add_working_minutes(start, first, CALENDAR).at
	assert reached >= start
	assert working_minutes_between(start, reached, CALENDAR) == first
	further = add_working_minutes(start, first + second, CALENDAR).at
	assert further >= reached
	if second:
		assert add_working_minutes(reached, second, CALENDAR).at == further


@pytest.mark.parametrize(("day", "worked"), [(4, True), (5, False), (6, False), (7, True)])
def test_in_a_year_nobody_knows_monday_to_friday_are_worked(day, worked):
	assert Calendar().works_on(date(2090, 8, day)) is worked  # the fifth is a Saturday
