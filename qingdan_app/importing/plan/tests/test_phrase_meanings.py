"""A phrase means the same day in a document of another year."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.importing.plan.phrase_meanings import Meaning, day_meant, meaning_of, same_phrase
from qingdan_app.tests.budget import budget

DAYS = st.dates(datetime.date(2015, 1, 1), datetime.date(2035, 12, 31))


@budget(60, 1000)
@given(DAYS, st.integers(2015, 2035))
def test_in_the_year_in_which_it_was_said_it_means_what_was_said(due, year):
	assert day_meant(meaning_of("汛期前", due, year), year) == due


@pytest.mark.parametrize(
	("phrase", "due", "year", "later", "meant"),
	[
		("6月前", (2021, 5, 31), 2021, 2022, (2022, 5, 31)),
		("两会前", (2022, 1, 15), 2021, 2024, (2025, 1, 15)),
		("2月底", (2021, 2, 28), 2021, 2024, (2024, 2, 29)),
		("2023年6月前", (2023, 5, 31), 2021, 2022, (2023, 5, 31)),
	],
)
def test_in_another_year_it_means_the_day_of_that_year(phrase, due, year, later, meant):
	assert day_meant(meaning_of(phrase, datetime.date(*due), year), later) == datetime.date(*meant)


def test_a_phrase_without_a_day_means_none():
	assert day_meant(Meaning("ongoing"), 2021) is None
	assert day_meant(Meaning("ongoing", 6, 30), 2021) is None


@pytest.mark.parametrize(
	"meaning", [Meaning("date", 13, 1), Meaning("date", 0, 1), Meaning("date", 1, 1, 500)]
)
def test_what_the_calendar_does_not_have_means_nothing(meaning):
	assert day_meant(meaning, 2021) is None


def test_white_space_makes_no_other_phrase():
	assert same_phrase(" 6 月\n前 ") == "6月前"
