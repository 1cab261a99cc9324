"""What is known of a year whose calendar nobody has published."""

from datetime import date, timedelta

import pytest

from qingdan_app.working_time.rules import Calendar
from qingdan_app.working_time.rules.fixed_days import works_by_fixed_days


@pytest.mark.parametrize(
	"day", ["2031-01-01", "2031-05-01", "2031-05-02", "2031-10-01", "2031-10-02", "2031-10-03"]
)
def test_new_year_labour_day_and_national_day_are_no_working_days(day):
	assert works_by_fixed_days(date.fromisoformat(day)) is False
	assert not Calendar(works_by_fixed_days).works_on(date.fromisoformat(day))


def test_every_other_day_of_the_year_is_not_known():
	days = [date(2031, 1, 1) + timedelta(days=number) for number in range(365)]
	assert sum(works_by_fixed_days(day) is None for day in days) == 365 - 6
	assert Calendar(works_by_fixed_days).is_guessed(date(2031, 10, 8))
