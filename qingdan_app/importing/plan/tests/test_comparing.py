"""A second import: what is new, what reads otherwise now, what the document no longer has."""

import pytest

from qingdan_app.importing.plan.compare import Difference, compare

TASK, UNIT = "Qingdan Task", "Qingdan Unit"
ROW = {"name": "2021-4-58-04", "text": "建成", "deadline_raw": "12月", "leader": "王宏"}
ROW |= {"deadline_said": "", "further": "进展：已开工"}


def compared(document: list[dict], site: list[dict], doctype: str = TASK):
	return compare({doctype: document}, {doctype: {row["name"]: row for row in site}})


def test_what_is_not_on_the_site_is_new():
	comparison = compared([ROW], [])
	assert (comparison.new, comparison.count(TASK), comparison.differences) == ({TASK: [ROW]}, 1, [])


def test_what_is_there_in_the_same_words_is_unchanged():
	comparison = compared([ROW], [ROW])
	assert (comparison.count(TASK), comparison.differences, comparison.unchanged) == (0, [], 1)


@pytest.mark.parametrize("field", ["text", "deadline_raw", "deadline_said", "further"])
def test_other_words_are_a_difference_that_shows_both(field):
	comparison = compared([ROW | {field: "开工"}], [ROW])
	assert comparison.differences == [Difference(TASK, ROW["name"], field, ROW[field], "开工")]
	assert (comparison.count(TASK), comparison.unchanged) == (0, 0)


def test_what_was_computed_or_settled_by_people_is_no_difference():
	assert compared([ROW | {"lead_unit": "市建委"}], [ROW | {"lead_unit": "市发改委"}]).differences == []


def test_no_words_are_no_words_however_they_are_stored():
	assert compared([ROW | {"deadline_raw": ""}], [ROW | {"deadline_raw": None}]).unchanged == 1


def test_what_the_document_no_longer_has_is_named_with_its_text():
	gone = ROW | {"name": "2021-4-58-05", "text": "验收"}
	assert compared([ROW], [ROW, gone]).differences == [Difference(TASK, gone["name"], "name", "验收", "")]


def test_a_unit_that_this_document_does_not_name_is_not_missed():
	assert compared([], [{"name": "市建委"}], UNIT).differences == []


def test_a_new_task_of_a_list_that_was_handed_out_is_chosen():
	row = ROW | {"list": "2021-4"}
	standing = compare({TASK: [row]}, {TASK: {}}, frozenset({"2021-4"}))
	assert standing.differences == [Difference(TASK, ROW["name"], "+", "", "建成")]
	assert (standing.words, standing.count(TASK)) == ([], 0)
	assert compare({TASK: [row]}, {TASK: {}}, frozenset({"2021-5"})).differences == []
