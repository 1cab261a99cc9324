"""Unit cells: splitting, other names, groups, shared endings, who leads."""

import pytest

from qingdan_app.parsing import parse_text
from qingdan_app.parsing.tests.factories import codes_of, document, item, items_of
from qingdan_app.parsing.units import looks_like_units, normal_form, read_units


def _names(cell):
	return [unit.name for unit in read_units(cell).units]


def _codes(cell):
	return [finding.code for finding in read_units(cell).findings]


def test_bodies_are_split_on_all_separators_but_not_inside_brackets():
	cell = "市教育局（三名办、高教办）、市科技局，市财政局,西湖区政府；市残联"
	assert _names(cell) == ["市教育局", "市科技局", "市财政局", "西湖区政府", "市残联"]


def test_a_shared_ending_is_completed_and_the_words_are_kept():
	units = read_units("市财政局,西湖区、桐庐县、建德市政府，杭州钱塘新区管委会").units
	assert [(unit.raw, unit.name) for unit in units] == [
		("市财政局", "市财政局"),
		("西湖区", "西湖区政府"),
		("桐庐县", "桐庐县政府"),
		("建德市政府", "建德市政府"),
		("杭州钱塘新区管委会", "杭州钱塘新区管委会"),
	]


def test_an_ending_is_not_shared_across_a_comma_and_the_place_becomes_an_issue():
	assert _names("市林水局，西湖区，余杭区政府") == ["市林水局", "西湖区", "余杭区政府"]
	assert _codes("市林水局，西湖区，余杭区政府") == ["unit_incomplete"]


@pytest.mark.parametrize(
	"group",
	[
		"各区、县（市）政府（管委会）",
		"各区、县（市）政府",
		"各区政府（管委会）",
		"相关区、（县）市",
		"市政府各直属单位",
		"市级各预算单位",
		"市文明委各成员单位",
		"亚组委其他委员单位",
	],
)
def test_a_group_stays_whole_and_its_brackets_are_part_of_its_name(group):
	first, second, third = read_units(f"市建委，{group}、市残联").units
	assert (second.name, second.alias, second.kind) == (group, None, "group")
	assert (first.kind, third.kind) == ("unit", "unit")


def test_a_group_written_with_half_width_brackets_has_the_same_name():
	assert _names("各区、县(市)政府(管委会)") == ["各区、县（市）政府（管委会）"]


def test_a_bracket_is_another_name():
	(unit,) = read_units("市商务局（市粮食和物资储备局）").units
	assert (unit.name, unit.alias) == ("市商务局", "市粮食和物资储备局")


def test_the_first_body_leads():
	assert read_units("亚组委，市体育局")[1:3] == (0, "first_unit")
	assert read_units("市残联")[1:3] == (0, "only_unit")


def test_a_body_that_is_said_to_lead_leads():
	assert read_units("市B局，市A局（牵头）")[1:3] == (1, "named_lead")
	assert read_units("市B局、市A局牵头，市C局配合")[1:3] == (1, "named_lead")
	cell = read_units("牵头单位：市A局；配合单位：市B局、市C局")
	assert cell[1:3] == (0, "named_lead")
	assert [unit.name for unit in cell.units] == ["市A局", "市B局", "市C局"]


def test_bodies_that_only_cooperate_have_no_lead_among_them():
	cell = read_units("市公安局配合落实")
	assert (cell.units[0].name, cell.lead, cell.lead_rule) == ("市公安局", None, "all_cooperate")
	assert _codes("市公安局配合落实") == ["lead_missing"]


def test_whom_cooperation_speaks_of_is_an_issue_when_several_bodies_stand_before_it():
	assert _codes("市文化广电旅游局，各区、县（市）政府（管委会）配合落实") == [
		"cooperation_scope",
		"lead_missing",
	]


@pytest.mark.parametrize("colon", [":", "：", " ：", "： "])
def test_the_provinces_lead_is_no_body_of_the_city(colon):
	cell = read_units(f"市商务局、市发改委\n省牵头单位{colon}省商务厅、省发展改革委")
	assert [unit.name for unit in cell.units] == ["市商务局", "市发改委"]
	assert cell.province_lead == ("省商务厅", "省发展改革委")
	assert cell.lead_rule == "first_unit"


def test_the_provinces_lead_does_not_hide_that_the_city_cooperates():
	cell = read_units("市文化广电旅游局配合落实\n省牵头单位:省委宣传部")
	assert (cell.lead_rule, cell.province_lead) == ("all_cooperate", ("省委宣传部",))


def test_a_group_that_leads_is_an_issue():
	assert _codes("市政府各直属单位") == ["lead_is_group"]


def test_a_body_named_twice_is_taken_once():
	assert _names("市建委、市残联、市建委") == ["市建委", "市残联"]
	assert _codes("市建委、市残联、市建委") == ["unit_repeated"]


def test_brackets_that_do_not_match_do_not_swallow_the_cell():
	assert _names("市商务局（市粮食局、市建委") == ["市商务局（市粮食局", "市建委"]
	assert _codes("市商务局（市粮食局、市建委") == ["brackets_unbalanced"]


def test_a_sentence_is_hardly_a_unit():
	assert _codes("市建委、完成方案。") == ["unit_unreadable"]


def test_an_empty_cell_has_no_lead():
	assert read_units("")[:3] == ((), None, "no_unit")


def test_both_orders_of_a_bracket_are_one_body_by_the_name_used_more_often():
	read = parse_text(
		document(
			item("1", units="市应急管理局"),
			item("2", units="市应急管理局（市安委办）"),
			item("3", units="市安委办（市应急管理局）"),
		)
	)
	units = [found.units[0] for found in items_of(read)]
	assert {unit.name for unit in units} == {"市应急管理局"}
	assert [unit.alias for unit in units] == [None, "市安委办", "市安委办"]
	assert units[2].raw == "市安委办（市应急管理局）"
	assert items_of(read)[2].lead_unit == "市应急管理局"
	assert codes_of(read) == ["unit_other_name"]


def test_a_name_bracketed_with_two_bodies_makes_them_no_one_body():
	read = parse_text(document(item("1", units="市A局（市治水办）"), item("2", units="市B局（市治水办）")))
	assert [found.lead_unit for found in items_of(read)] == ["市A局", "市B局"]
	assert codes_of(read) == ["unit_disputed", "unit_disputed"]


@pytest.mark.parametrize(
	"cells",
	[
		["市甲办（市建委）", "市乙办（市建委）", "市建委", "市建委"],
		["市治水办（市甲局）", "市治水办（市乙局）", "市甲局", "市治水办"],
	],
)
def test_a_name_that_brackets_join_with_two_others_joins_no_two_bodies(cells):
	read = parse_text(document(*(item(str(number), units=cell) for number, cell in enumerate(cells, 1))))
	assert [found.lead_unit for found in items_of(read)] == [cell.split("（")[0] for cell in cells]
	assert codes_of(read) == ["unit_disputed", "unit_disputed"]


def test_an_office_bracketed_with_two_bodies_keeps_its_own_name_where_it_stands_alone():
	cells = ["市甲局（市治水办）", "市乙局（市治水办）", "市治水办", "市甲局", "市甲局"]
	read = parse_text(document(*(item(str(number), units=cell) for number, cell in enumerate(cells, 1))))
	assert [found.lead_unit for found in items_of(read)][:3] == ["市甲局", "市乙局", "市治水办"]


def test_two_spellings_are_kept_apart_and_reported_once():
	rows = [
		item("1", units="市卫生健康委员会"),
		item("2", units="市卫生健康委"),
		item("3", units="市卫生健康委"),
	]
	read = parse_text(document(*rows))
	assert [found.lead_unit for found in items_of(read)] == [
		"市卫生健康委员会",
		"市卫生健康委",
		"市卫生健康委",
	]
	assert codes_of(read) == ["unit_spelling"]
	assert "市卫生健康委员会" in read.issues[0].message


@pytest.mark.parametrize(
	("one", "other"),
	[
		("市卫生健康委", "市卫生健康委员会"),
		("杭州市建委", "市建委"),
		("各区、县（市）政府", "各区、县（市）政府（管委会）"),
		("市政府办公室", "市政府办"),
	],
)
def test_spellings_of_one_body_have_one_normal_form(one, other):
	assert normal_form(one) == normal_form(other)


def test_different_bodies_have_different_normal_forms(hangzhou):
	names = {unit.name for found in items_of(hangzhou) for unit in found.units} - {"各区、县（市）政府"}
	assert len({normal_form(name) for name in names}) == len(names)


def test_every_unit_cell_of_the_document_looks_like_units_and_no_task_does(hangzhou):
	for found in items_of(hangzhou):
		assert looks_like_units(found.units_raw), found.units_raw
		assert not any(looks_like_units(task.text) for task in found.tasks)


def test_every_unit_of_the_document_stands_in_its_cell(hangzhou):
	for found in items_of(hangzhou):
		assert all(unit.raw in found.units_raw for unit in found.units)
		assert found.lead_unit is None or found.lead_unit in [unit.name for unit in found.units]


def test_a_body_that_stands_in_one_cell_under_two_names_is_taken_once():
	cells = ["市建委、市甲办（市建委）", "市建委"]
	read = parse_text(document(*(item(str(number), units=cell) for number, cell in enumerate(cells, 1))))
	assert [unit.name for unit in items_of(read)[0].units] == ["市建委"]
	assert codes_of(read) == ["unit_other_name", "unit_repeated"]


@pytest.mark.parametrize(
	("cell", "leads", "asked"),
	[
		("★市A局、市B局", (0,), True),
		("市A局、市B局*", (1,), True),
		("★市A局、★市B局、市C局", (0, 1), True),
		("★市A局、★市B局", (0,), False),
		("★市A局、市B局牵头", (1, 0), False),
	],
)
def test_a_sign_sets_those_apart_that_lead(cell, leads, asked):
	read = read_units(cell)
	assert (read.leads, "lead_by_sign" in _codes(cell)) == (leads, asked)
	assert [unit.name for unit in read.units][:2] == ["市A局", "市B局"]


def test_x_wei_zhu_leads():
	read = read_units("以市A局为主，市B局配合")
	assert ([unit.name for unit in read.units], read.leads, read.lead_rule) == (
		["市A局", "市B局"],
		(0,),
		"named_lead",
	)


def test_groups_that_may_be_one_are_kept_apart_and_asked_but_kinds_of_bodies_are_one():
	assert (_names("市A局，各区、县级市"), _codes("市A局，各区、县级市")) == (
		["市A局", "各区", "县级市"],
		["groups_apart"],
	)
	assert (_names("市A局，各部门、单位"), _codes("市A局，各部门、单位")) == (["市A局", "各部门、单位"], [])


def test_departments_are_units():
	assert (_names("教务处、质控科、工会"), _codes("教务处、质控科")) == (["教务处", "质控科", "工会"], [])
