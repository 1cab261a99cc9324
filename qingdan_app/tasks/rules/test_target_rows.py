"""Targets as rows of a task."""

from datetime import date

import pytest

from qingdan_app.tasks.rules import target_rows as targets

DUE = date(2031, 12, 31)
READ = {
	"metric": "绿道",
	"comparator": ">=",
	"value": 8.5,
	"unit": "公里",
	"by": DUE,
	"by_source": "deadline",
}
READ |= {"every": "half_year", "per": "区县", "quote": "8.5公里以上"}


def row(**changed) -> dict:
	(made,) = targets.rows_of([{**READ, **changed}])
	return made


def test_a_row_says_what_was_read():
	assert row() == {
		"metric": "绿道",
		"comparator": "At Least",
		"value": 8.5,
		"value_to": 0,
		"measure": "公里",
		"due": DUE,
		"due_source": "Deadline",
		"every": "Half Year",
		"per": "区县",
		"quote": "8.5公里以上",
	}


def test_what_is_not_said_is_blank():
	made = row(by=None, by_source=None, every=None, per=None)
	assert (made["due"], made["due_source"], made["every"], made["per"]) == (None, "", "", "")


def test_a_range_has_two_ends():
	made = row(comparator="range", value=[3, 5], unit="个")
	assert (made["value"], made["value_to"], targets.words_of(made)) == (3, 5, "3—5个")


@pytest.mark.parametrize(
	("changed", "words"),
	[
		({}, "≥ 8.5公里"),
		({"comparator": "=", "value": 400, "unit": "万枚"}, "400万枚"),
		({"comparator": "<=", "value": 0.23, "unit": ""}, "≤ 0.23"),
		({"comparator": "~=", "value": 12700, "unit": "吨"}, "≈ 12700吨"),
	],
)
def test_a_target_in_words(changed, words):
	assert targets.words_of(row(**changed)) == words


def test_a_day_of_the_deadline_moves_with_it_and_one_of_the_text_stays():
	later = date(2032, 6, 30)
	assert targets.moved(row(), later) == {"due": later, "due_source": "Deadline"}
	assert targets.moved(row(by=None, by_source=None), later) == {"due": later, "due_source": "Deadline"}
	assert targets.moved(row(), None) == {"due": None, "due_source": ""}
	assert targets.moved(row(by_source="text"), later) == {}


@pytest.mark.parametrize(
	("comparator", "reached", "percent", "met"),
	[
		("=", 4.25, 50.0, False),
		(">=", 8.5, 100.0, True),
		(">=", 17, 100.0, True),
		(">", 8.5, 100.0, False),
		(">=", -1, 0.0, False),
		("<=", 8.5, None, True),
		("<=", 9, None, False),
		("<", 8.5, None, False),
	],
)
def test_where_a_figure_stands_against_its_target(comparator, reached, percent, met):
	made = row(comparator=comparator)
	assert (targets.percent_of(made, reached), targets.is_met(made, reached)) == (percent, met)


def test_of_a_range_the_lower_end_is_the_target():
	made = row(comparator="range", value=[4, 6])
	assert [targets.percent_of(made, each) for each in (2, 4, 8)] == [50.0, 100.0, 100.0]
	assert targets.is_met(made, 4)


def test_a_target_of_nothing_has_no_percentage():
	assert targets.percent_of(row(value=0), 5) is None


def test_targets_together_are_worth_the_same_each():
	assert targets.together([50.0, None, 100.0]) == 75.0
	assert targets.together([None]) is None
