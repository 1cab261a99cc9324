"""What a progress report must hold before it can be filed, one requirement at a time."""

from dataclasses import replace

import pytest

from qingdan_app.tasks.rules.reports import (
	ReportContent,
	milestone_key,
	problems_of,
	report_key,
)

MONTHLY = ReportContent(
	completion=False,
	period="2021-03",
	percent=40,
	previous_percent=30,
	percent_reason="",
	done="完成前期工作",
	evidence=0,
)
COMPLETION = replace(MONTHLY, completion=True, period="", percent=100, evidence=1)


def test_what_is_whole_can_be_filed():
	assert problems_of(MONTHLY) == []
	assert problems_of(COMPLETION) == []


def test_a_completion_report_needs_evidence_and_a_months_report_does_not():
	assert problems_of(replace(COMPLETION, evidence=0)) == ["evidence_missing"]
	assert problems_of(replace(MONTHLY, evidence=0)) == []


def test_a_report_on_milestones_names_one_and_has_evidence_and_no_month():
	report = replace(MONTHLY, period="", percent=0, milestones=1, evidence=1, on_milestones=True)
	assert problems_of(report) == []
	assert problems_of(replace(report, milestones=0)) == ["milestone_missing"]
	assert problems_of(replace(report, evidence=0)) == ["evidence_missing"]


def test_a_months_report_that_ticks_a_milestone_needs_evidence_too():
	assert problems_of(replace(MONTHLY, milestones=1)) == ["evidence_missing"]
	assert problems_of(replace(MONTHLY, milestones=1, evidence=1)) == []


def test_each_report_on_milestones_of_a_unit_is_one_of_its_own():
	assert milestone_key("2021-4-58-04", "市发改委", 2) == "2021-4-58-04|市发改委|milestone-2"


@pytest.mark.parametrize("report", [MONTHLY, COMPLETION])
@pytest.mark.parametrize("empty", ["", "  ", "\n\t"])
def test_every_report_says_what_was_done(report, empty):
	assert problems_of(replace(report, done=empty)) == ["done_missing"]


@pytest.mark.parametrize("period", ["", "2021-13", "2021-00", "2021-3", "2021-03-01"])
def test_a_months_report_names_a_month_and_a_completion_report_need_not(period):
	assert problems_of(replace(MONTHLY, period=period)) == ["period_missing"]
	assert problems_of(replace(COMPLETION, period=period)) == []


@pytest.mark.parametrize("percent", [-1, 100.5, 101])
def test_a_percentage_lies_between_nothing_and_all(percent):
	assert "percent_range" in problems_of(replace(MONTHLY, percent=percent, previous_percent=-5))


@pytest.mark.parametrize("percent", [0, 100])
def test_nothing_and_all_are_percentages(percent):
	assert problems_of(replace(MONTHLY, percent=percent, previous_percent=0)) == []


def test_a_percentage_does_not_fall_without_a_reason():
	fallen = replace(MONTHLY, percent=20)

	assert problems_of(fallen) == ["percent_fell"]
	assert problems_of(replace(fallen, percent_reason="  ")) == ["percent_fell"]
	assert problems_of(replace(fallen, percent_reason="口径调整")) == []


def test_a_percentage_that_stays_has_not_fallen():
	assert problems_of(replace(MONTHLY, percent=30)) == []


def test_everything_missing_is_said_at_once():
	empty = ReportContent(False, "", -1, 50, "", "", 0)

	assert problems_of(empty) == ["period_missing", "percent_range", "done_missing", "percent_fell"]


def test_two_reports_of_one_unit_on_one_task_share_a_month_never():
	key = report_key("2021-4-58-04", "市建委", "2021-03", None)

	assert key == report_key("2021-4-58-04", "市建委", "2021-03", None)
	others = {
		report_key("2021-4-58-05", "市建委", "2021-03", None),
		report_key("2021-4-58-04", "市财政局", "2021-03", None),
		report_key("2021-4-58-04", "市建委", "2021-04", None),
		report_key("2021-4-58-04", "市建委", "2021-03", 1),
	}
	assert len(others | {key}) == 5


def test_completion_is_reported_anew_in_each_round_whatever_the_month():
	first = report_key("2021-4-58-04", "市建委", "2021-03", 0)

	assert first == report_key("2021-4-58-04", "市建委", "2021-09", 0)
	assert first != report_key("2021-4-58-04", "市建委", "2021-03", 1)
