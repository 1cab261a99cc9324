"""What a document does not say is asked once: its year, and units, lead and deadline for tasks that name none."""

import pytest

from qingdan_app.parsing.document import parse, parse_bytes
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.jsonform import to_json
from qingdan_app.parsing.model import Said
from qingdan_app.parsing.tests.factories import codes_of, items_of, tasks_of
from qingdan_app.parsing.tests.made_tables import content, table

TITLE = "2021年重点工作"
BARE = (("序号", "工作任务", "备注"), ("1", "新建人行天桥。", ""), ("2", "改造市民中心。", "先行"))
WHOLE = (
	("序号", "工作任务", "责任单位", "完成时限"),
	("1", "建桥。", "市甲局", "6月"),
	("2", "修路。", "市乙局", ""),
)


def _read(*rows, title=TITLE, **said):
	return parse(content(title, table(*rows)), said=Said(**said))


def _due(read):
	return [str(task.deadline.final or "") for task in tasks_of(read)]


def test_units_for_all_are_those_of_tasks_that_name_none_and_no_words_of_the_document():
	asked = codes_of(_read(*BARE))
	assert {"units_column_missing", "deadline_column_missing"} <= {*asked}
	read = _read(*BARE, units="市甲局牵头，市乙局配合", deadline="12月底")
	for item in items_of(read):
		assert ([unit.name for unit in item.units], item.lead_unit) == (["市甲局", "市乙局"], "市甲局")
		assert (item.units_raw, item.said) == ("", ("units",))
	assert _due(read) == ["2021-12-31"] * 2
	assert [(task.deadline.raw, task.said) for task in tasks_of(read)] == [("", ("deadline",))] * 2
	assert not {"units_column_missing", "deadline_column_missing", "deadline_missing"} & {*codes_of(read)}


def test_what_a_task_says_itself_goes_before_what_was_said_for_all():
	read = _read(*WHOLE, units="市丙局", deadline="12月")
	assert [item.lead_unit for item in items_of(read)] == ["市甲局", "市乙局"]
	assert _due(read) == ["2021-06-30", "2021-12-31"]
	assert [task.said for task in tasks_of(read)] == [(), ("deadline",)]


UNNAMED = """2024年工作要点
一、经济
1.新增企业一百家。
2.引进项目：
①引进外资。
②引进人才。
二、城建
3.改造道路三十条，6月底前完成。
"""


def test_numbered_paragraphs_that_name_nobody_are_tasks_of_the_units_that_were_said():
	with pytest.raises(NotAList):
		parse_bytes(UNNAMED.encode())
	read = parse_bytes(UNNAMED.encode(), said=Said(units="市政府办公室"))
	assert [(item.number, len(item.tasks), item.lead_unit, item.said) for item in items_of(read)] == [
		("1", 1, "市政府办公室", ("units",)),
		("2", 2, "市政府办公室", ("units",)),
		("3", 1, "市政府办公室", ("units",)),
	]
	assert [str(task.deadline.final) for task in tasks_of(read)][-1] == "2024-06-30"
	assert codes_of(read).count("tasks_by_number") == 1


def test_a_text_without_numbers_is_no_list_whatever_was_said():
	with pytest.raises(NotAList):
		parse_bytes("2024年工作要点\n要抓好落实。\n".encode(), said=Said(units="市政府办公室"))


def test_a_lead_for_all_leads_where_nobody_is_said_to_lead():
	rows = (
		("序号", "工作任务", "责任单位", "完成时限"),
		("1", "建桥。", "市甲局、市乙局按职责分工负责", "6月"),
		("2", "修路。", "市乙局牵头，市丙局配合", "6月"),
	)
	asked, read = _read(*rows), _read(*rows, lead="市政府办公室")
	assert ("lead_shared" in codes_of(asked), "lead_shared" in codes_of(read)) == (True, False)
	first, second = items_of(read)
	assert (first.lead_unit, first.said, first.lead_rule) == ("市政府办公室", ("lead",), "said_for_all")
	assert [unit.name for unit in first.units] == ["市政府办公室", "市甲局", "市乙局"]
	assert (second.lead_unit, second.said) == ("市乙局", ())


def test_a_lead_for_all_that_stands_in_the_cell_stands_there_once():
	rows = (
		("序号", "工作任务", "责任单位", "完成时限"),
		("1", "建桥。", "市甲局、市乙局按职责分工负责", "6月"),
	)
	(item,) = items_of(_read(*rows, lead="市乙局"))
	assert next((unit.name, unit.role) for unit in item.units) == ("市乙局", "lead")
	assert len(item.units) == 2


OUTLINE = "2021年为民办实事\n1.新建人行天桥。\n责任单位：市甲局、市乙局\n2.改造市民中心。\n责任单位：市丙局\n"


def test_a_list_that_is_no_table_is_asked_for_deadline_and_lead_once():
	asked = parse_bytes(OUTLINE.encode())
	assert {"deadlines_missing", "lead_by_order"} <= {*codes_of(asked)}
	read = parse_bytes(OUTLINE.encode(), said=Said(deadline="年底前", first_leads=True))
	assert _due(read) == ["2021-12-31"] * 2
	assert not {"deadlines_missing", "lead_by_order", "deadline_missing"} & {*codes_of(read)}
	assert items_of(read)[0].lead_rule == "stated_first"


def test_tasks_that_name_no_unit_beside_others_that_do_get_the_units_for_all():
	text = "2021年为民办实事\n1.建设工程。\n（1）新建人行天桥。（市甲局）\n（2）改造市民中心。\n"
	asked = parse_bytes(text.encode())
	assert "task_units_missing" in codes_of(asked)
	read = parse_bytes(text.encode(), said=Said(units="市丙局"))
	assert "task_units_missing" not in codes_of(read)
	(item,) = items_of(read)
	assert [[unit.name for unit in task.units or item.units] for task in item.tasks] == [
		["市甲局"],
		["市丙局"],
	]


def test_a_deadline_for_all_that_can_be_read_in_two_ways_is_asked_about_once():
	read = _read(*BARE, units="市甲局", deadline="汛期前")
	assert codes_of(read).count("deadline_unread") == 1


@pytest.mark.parametrize("rows", [WHOLE, WHOLE[:2]])
def test_a_year_that_the_document_does_not_name_is_the_one_that_was_said(rows):
	asked = _read(*rows, title="重点工作清单")
	assert (asked.base_year, "year_missing" in codes_of(asked)) == (None, True)
	read = _read(*rows, title="重点工作清单", year=2022)
	assert (read.base_year, _due(read)[0]) == (2022, "2022-06-30")
	assert not {"year_missing", "year_contradicted"} & {*codes_of(read)}


def test_a_year_that_a_title_contradicts_is_an_issue():
	read = _read(*WHOLE, year=2022)
	assert (read.base_year, codes_of(read).count("year_contradicted")) == (2022, 1)
	assert "2021" in next(issue.message for issue in read.issues if issue.code == "year_contradicted")
	assert "year_contradicted" not in codes_of(_read(*WHOLE, year=2021))


def test_the_json_says_what_was_said_and_is_as_it_was_where_nothing_was():
	assert to_json(_read(*WHOLE))["said"] is None
	told = to_json(_read(*BARE, units="市甲局"))
	assert told["said"] == {"year": None, "units": "市甲局", "lead": "", "deadline": "", "first_leads": False}
	assert told["lists"][0]["sections"][0]["items"][0]["said"] == ["units"]
