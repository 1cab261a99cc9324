"""Which tasks of several lists say the same, and which are only siblings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.parsing import parse_text, to_json
from qingdan_app.parsing.same_matter import Row, find_same
from qingdan_app.parsing.tests.factories import HEADER, document, item, section, tasks_of

RIVER = "推进东溪上游河道生态修复，恢复滨水湿地功能。"


def _rows(*texts: str) -> list[Row]:
	"""A task with each of the texts, every one in a list of its own."""
	return [Row(place, text, place) for place, text in enumerate(texts)]


def _found(*texts: str) -> list[tuple]:
	return [(same.keys, same.relation) for same in find_same(_rows(*texts))]


def test_the_same_words_are_identical_whatever_their_signs():
	assert _found(RIVER, "做好冬季供暖保障工作。", "推进东溪上游河道生态修复;恢复滨水湿地功能") == [
		((0, 2), "identical")
	]


@pytest.mark.parametrize(
	"other",
	[
		"推进东溪上游河道生态修复，恢复滨水湿地功能，提升水景观。",
		"加快推进东溪上游河道生态修复，恢复滨水湿地的功能。",
		"其中，2031年底前推进东溪上游河道生态修复，恢复滨水湿地功能。",
		"以全域治水为牵引，推进东溪上游河道生态修复，恢复滨水湿地功能。",
	],
)
def test_a_clause_more_or_another_word_of_work_restates(other):
	((_, relation, similarity, differs),) = find_same(_rows(RIVER, other))
	assert (relation, differs) == ("restated", ("text",))
	assert 0.55 <= similarity < 1


@pytest.mark.parametrize(
	("one", "two"),
	[
		("编制实施东河一体化示范区建设方案。", "编制实施西河一体化示范区建设方案。"),
		("一期一标段完成设计试桩和围护结构施工。", "一期二标段完成设计试桩和围护结构施工。"),
		("42个竞赛场馆全部竣工并通过验收。", "12个竞赛场馆全部竣工并通过验收。"),
		("全市有效发明专利拥有量增长6%以上。", "全市有效发明专利拥有量增长15%以上。"),
		("举办亚运会代表团团长大会筹备会议。", "举办亚残运会代表团团长大会筹备会议。"),
		("新建一批蔬菜基地，2031年实施3400亩以上。", "新建一批水产基地，2031年实施1500亩以上。"),
		("引进重点项目1—2个，投资10亿元以上。", "引进重点项目12个，投资10亿元以上。"),
		(
			"推进东溪上游河道生态修复1200米，恢复滨水湿地功能。",
			"推进东溪上游河道生态修复，恢复滨水湿地功能3500亩。",
		),
		("建成地铁4号线二期23.9公里并投入运营。", "建成地铁6号线二期9.1公里并投入运营。"),
	],
)
def test_siblings_that_share_a_template_are_not_the_same(one, two):
	assert _found(one, two) == []


def test_within_one_list_nothing_is_the_same_matter():
	assert find_same([Row(1, RIVER, "a"), Row(2, RIVER, "a")]) == []


def test_few_words_say_the_same_only_under_the_same_key_work():
	rows = [
		Row(1, "开工建设。", "a", key_work="东溪大桥改造。"),
		Row(2, "开工建设。", "b", key_work="西溪大桥改造。"),
		Row(3, "开工建设。", "c", key_work="东溪大桥改造。"),
	]
	assert [same.keys for same in find_same(rows)] == [(1, 3)]


def test_an_identical_group_stands_for_itself_and_once_more_within_what_restates_it():
	assert _found(RIVER, RIVER, "推进东溪上游河道生态修复，恢复滨水湿地功能，提升水景观。") == [
		((0, 1), "identical"),
		((0, 1, 2), "restated"),
	]


def test_what_differs_is_named():
	rows = [
		Row(1, RIVER, "a", "6月", ("市水利局", "市建委"), "市水利局"),
		Row(2, RIVER, "b", "12月", ("市建委", "市水利局"), "市建委"),
		Row(3, RIVER, "c", "12月", ("市建委",), "市建委"),
	]
	assert find_same(rows)[0].differs == ("deadline", "units", "lead")
	assert find_same(rows[:2])[0].differs == ("deadline", "lead")


def test_all_26_identical_groups_of_the_real_document_are_found_and_18_of_them_name_other_units(hangzhou):
	identical = [same for same in hangzhou.same_matter if same.relation == "identical"]
	texts = {task.line: "".join(filter(str.isalnum, task.text)) for task in tasks_of(hangzhou)}
	assert len(identical) == 26
	assert all(len({texts[place.line] for place in same.tasks}) == 1 for same in identical)
	assert sum("units" in same.differs for same in identical) == 18


def test_what_is_restated_in_the_real_document_is_this(hangzhou):
	restated = [same for same in hangzhou.same_matter if same.relation == "restated"]
	assert [[(place.list, place.serial, place.number) for place in same.tasks] for same in restated] == [
		[(2, 3, None), (4, 8, 3)],
		[(2, 6, 2), (4, 21, 2)],
		[(2, 10, 2), (3, 14, 2), (4, 40, 2)],
		[(2, 10, 3), (3, 14, 3), (4, 40, 3)],
		[(2, 10, 4), (4, 39, 1)],
		[(2, 11, 5), (4, 40, 4)],
		[(2, 17, 2), (3, 34, 2), (4, 130, None)],
		[(2, 19, None), (4, 132, 1)],
		[(3, 28, 2), (4, 96, 1)],
		[(3, 40, 4), (4, 145, 1)],
		[(3, 40, 6), (4, 145, 3)],
	]


def test_the_json_names_the_tasks_by_their_place():
	second = f"    二、另一张清单\n{HEADER}\n{section()}{item(task='1.' + RIVER, deadline='6月')}"
	data = to_json(parse_text(document(item(task="1." + RIVER), after=second)))
	((one, two),) = [same["tasks"] for same in data["same_matter"]]
	assert (one["list"], one["serial"], one["number"]) == (1, 1, 1)
	assert (two["list"], two["serial"], two["number"]) == (2, 1, 1)
	assert one["line"] < two["line"]
	assert data["same_matter"][0] | {"tasks": None} == {
		"tasks": None,
		"relation": "identical",
		"similarity": 1.0,
		"differs": ["deadline"],
	}


@given(st.lists(st.tuples(st.text("推进建设河湖桥12。，", max_size=24), st.integers(0, 2)), max_size=12))
def test_every_group_has_tasks_of_more_than_one_list_each_once(tasks):
	rows = [Row(place, text, of_list) for place, (text, of_list) in enumerate(tasks)]
	for same in find_same(rows):
		assert len(set(same.keys)) == len(same.keys)
		assert len({rows[key].of_list for key in same.keys}) > 1
		assert 0.55 <= same.similarity <= 1
