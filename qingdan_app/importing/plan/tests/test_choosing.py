"""A difference is taken from the document, or it is not: only for the words that were on the screen."""

from dataclasses import replace

import pytest

from qingdan_app.importing.plan.chosen_words import chosen, is_open, lost, taken
from qingdan_app.importing.plan.compare import Difference, compare
from qingdan_app.importing.plan.revisions import revisions_of

KEY_WORK, TASK = "Qingdan Key Work", "Qingdan Task"
TEXT = Difference(TASK, "2021-4-58-04", "text", "建成", "开工")
DEADLINE = Difference(TASK, "2021-4-58-04", "deadline_raw", "6月", "9月", dues=("2021-06-30", "2021-09-30"))


def test_nothing_is_taken_that_nobody_chose():
	assert taken({}, [TEXT, DEADLINE]) == []


def test_a_row_is_taken_until_it_is_kept_again():
	choices = chosen({}, [TEXT, DEADLINE], take=True)
	assert taken(choices, [TEXT, DEADLINE]) == [TEXT, DEADLINE]
	assert taken(chosen(choices, [TEXT], take=False), [TEXT, DEADLINE]) == [DEADLINE]


@pytest.mark.parametrize(
	"later",
	[
		replace(TEXT, on_site="竣工"),
		replace(TEXT, in_document="竣工"),
		replace(TEXT, closed="已完成"),
		replace(TEXT, name="2021-4-58-05"),
	],
)
def test_a_choice_is_lost_where_the_row_is_not_as_it_was(later):
	choices = chosen({}, [TEXT], take=True)
	assert (taken(choices, [later]), lost(choices, [later])) == ([], [TEXT.key])
	assert lost(choices, [TEXT]) == []


def test_a_deadline_that_was_put_off_since_is_chosen_anew():
	choices = chosen({}, [DEADLINE], take=True)
	assert lost(choices, [replace(DEADLINE, dues=("2021-12-31", "2021-09-30"))]) == [DEADLINE.key]


def test_what_is_decided_and_a_key_work_that_is_gone_have_nothing_to_choose():
	gone = replace(TEXT, fieldname="name")
	for each in (
		replace(TEXT, closed="待审核"),
		replace(gone, doctype=KEY_WORK),
		replace(gone, closed="已完成"),
	):
		assert not is_open(each)
		assert chosen({}, [each], take=True) == {}


def test_a_task_under_review_or_completed_is_closed_and_a_moved_deadline_is_shown():
	row = {"name": "T", "text": "甲", "deadline_raw": "9月", "due_date": "2021-09-30"}
	for state, closed in (("待启动", ""), ("推进中", ""), ("待审核", "待审核"), ("已完成", "已完成")):
		stored = {"name": "T", "text": "甲", "deadline_raw": "6月", "due_date": "2021-07-15", "state": state}
		(found,) = compare({TASK: [row]}, {TASK: {"T": stored}}).words
		assert (found.closed, found.dues) == (closed, ("2021-07-15", "2021-09-30"))


PLANNED = {
	KEY_WORK: {
		"K": {
			"text": "新",
			"leader": "新",
			"units_raw": "市发改委",
			"lead_unit": "市发改委",
			"lead_rule": "",
			"province_lead": "",
		}
	},
	TASK: {
		"K-01": {
			"key_work": "K",
			"text": "新任务",
			"deadline_raw": "9月",
			"deadline_said": "",
			"further": "进展：已完工",
			"deadline_kind": "Date",
			"due_date": "2021-09-30",
			"milestones": [],
			"cycle": "",
			"cycle_day": 0,
			"units": [{"unit": "市发改委", "duty": "Lead"}],
		}
	},
}
ON_SITE = {
	KEY_WORK: {"K": {"list": "甲"}},
	TASK: {
		"K-01": {"list": "甲", "key_work": "K", "state": "推进中"},
		"K-02": {"list": "甲", "key_work": "K", "state": "已完成"},
		"K-03": {"list": "甲", "key_work": "K", "state": "推进中", "course": "Terminated"},
		"L-01": {"list": "甲", "key_work": "L", "state": "推进中"},
	},
}


def test_a_deadline_comes_with_the_dates_that_were_read_from_it():
	difference = Difference(TASK, "K-01", "deadline_raw", "6月", "9月")
	revision = revisions_of([difference], PLANNED, ON_SITE).tasks["K-01"]
	assert revision.values.get("due_date") == "2021-09-30"
	assert revision.said == {"deadline_raw": {"was": "6月", "now": "9月"}}


def test_what_was_said_in_the_place_of_a_deadline_brings_its_dates_too_and_further_words_bring_nothing():
	said = Difference(TASK, "K-01", "deadline_said", "6月", "")
	assert revisions_of([said], PLANNED, ON_SITE).tasks["K-01"].values["due_date"] == "2021-09-30"
	further = Difference(TASK, "K-01", "further", "", "进展：已完工")
	assert revisions_of([further], PLANNED, ON_SITE).tasks["K-01"].values == {"further": "进展：已完工"}


@pytest.mark.parametrize(
	("fieldname", "follows"),
	[("text", {"key_work_text"}), ("units_raw", {"units"}), ("leader", {"leader"})],
)
def test_open_tasks_follow_their_key_work_and_decided_ones_are_kept(fieldname, follows):
	found = revisions_of([Difference(KEY_WORK, "K", fieldname, "旧", "新")], PLANNED, ON_SITE)
	assert set(found.key_works) == {"K"}
	assert {name: set(revision.values) for name, revision in found.tasks.items()} == {"K-01": follows}
	assert found.kept == {"K-02", "K-03"}


def test_several_words_of_one_task_are_one_revision():
	taken_ones = [
		Difference(TASK, "K-01", "text", "旧", "新任务"),
		Difference(TASK, "K-01", "deadline_raw", "6月", "9月"),
		Difference(KEY_WORK, "K", "text", "旧", "新"),
	]
	assert set(revisions_of(taken_ones, PLANNED, ON_SITE).tasks["K-01"].said) == {
		"text",
		"deadline_raw",
		"key_work_text",
	}


def test_what_the_document_has_no_longer_ends_where_somebody_chose_so():
	gone = Difference(TASK, "K-01", "name", "建成", "")
	assert is_open(gone)
	found = revisions_of([gone, Difference(TASK, "K-09", "+", "", "新任务")], PLANNED, ON_SITE)
	assert (found.dropped, found.tasks, found.key_works) == ({"K-01"}, {}, {})


def test_revisions_are_told_apart_by_the_lists_of_their_rows():
	differences = [
		Difference(KEY_WORK, "K", "text", "旧", "新"),
		Difference(TASK, "K-01", "name", "建成", ""),
	]
	found = revisions_of(differences, PLANNED, ON_SITE)
	assert found.of_lists({"甲"}) == found
	apart = found.apart_from({"甲"})
	assert (apart.key_works, apart.tasks, apart.dropped, apart.kept) == ({}, {}, set(), set())
