"""Lists that name the units first: in a line above their tasks, at the head of each, or in its last sentence."""

import pytest

from qingdan_app.parsing.document import parse_text
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.tests.factories import codes_of, items_of, tasks_of

HEAD = "东江市2024年重点工作任务分解\n\n"


def _rows(text):
	read = parse_text(HEAD + text)
	return [
		(
			item.number,
			item.text[:4],
			list(item.lead_units),
			[unit.name for unit in item.units if unit.name not in item.lead_units],
		)
		for item in items_of(read)
	]


ABOVE = {
	"numbered below a colon": "市商务局：\n1.新增企业。\n2.引进项目。\n市住建局、市城管局：\n3.改造道路。\n",
	"numbered": "市商务局\n1.新增企业。\n2.引进项目。\n市住建局、市城管局\n3.改造道路。\n",
	"numbered anew": "市商务局\n1.新增企业。\n2.引进项目。\n市住建局、市城管局\n1.改造道路。\n",
	"without numbers": "市商务局：\n新增企业。\n引进项目。\n市住建局、市城管局：\n改造道路。\n",
	"under headings": "一、经济\n市商务局：\n1.新增企业。\n2.引进项目。\n二、城建\n市住建局、市城管局：\n3.改造道路。\n",
	"behind a letter": "各县政府，市财政局：\n现将任务印发。\n市商务局：\n1.新增企业。\n2.引进项目。\n市住建局、市城管局：\n3.改造道路。\n",
	"before a signature": "市商务局：\n1.新增企业。\n2.引进项目。\n市住建局、市城管局：\n3.改造道路。\n东江市人民政府办公室\n2024年3月1日\n",
}


@pytest.mark.parametrize("way", ABOVE)
def test_tasks_below_a_line_of_units_are_theirs(way):
	rows = _rows(ABOVE[way])
	assert [row[1:3] for row in rows] == [
		("新增企业", ["市商务局"]),
		("引进项目", ["市商务局"]),
		("改造道路", ["市住建局"]),
	]
	assert rows[2][3] == ["市城管局"]


def test_units_between_two_numbers_are_those_of_the_task_above():
	assert _rows(
		"1.新增企业。\n市商务局\n2.引进项目。\n市投促局、市商务局\n3.改造道路。\n市住建局\n4.植树。（市园林局）\n"
	) == [
		("1", "新增企业", ["市商务局"], []),
		("2", "引进项目", ["市投促局"], ["市商务局"]),
		("3", "改造道路", ["市住建局"], []),
		("4", "植树。", ["市园林局"], []),
	]


AT_HEAD = {
	"lines": "市商务局：新增企业。\n市住建局、市城管局：改造道路。\n",
	"numbers": "1.市商务局：新增企业。\n2.市住建局、市城管局：改造道路。\n",
	"brackets": "1.（市商务局）新增企业。\n2.【市住建局、市城管局】改造道路。\n",
}


@pytest.mark.parametrize("way", AT_HEAD)
def test_units_at_the_head_of_a_task_are_its_own_and_no_part_of_its_text(way):
	assert [row[1:] for row in _rows(AT_HEAD[way])] == [
		("新增企业", ["市商务局"], []),
		("改造道路", ["市住建局"], ["市城管局"]),
	]


@pytest.mark.parametrize(
	"words",
	[
		"市商务局牵头，市财政局配合，6月底前完成。",
		"由市商务局牵头，市财政局参与，6月底前完成",
		"市商务局负责，市财政局配合，6月底前完成。",
	],
)
@pytest.mark.parametrize("between", ["", "\n"])
def test_a_last_sentence_or_line_that_says_nothing_but_who_is_no_part_of_the_text(words, between):
	read = parse_text(f"{HEAD}1.新增企业。{between}{words}\n")
	(item,) = items_of(read)
	assert (item.text, item.lead_units) == ("新增企业。", ("市商务局",))
	assert [unit.name for unit in item.units] == ["市商务局", "市财政局"]
	assert str(item.tasks[0].deadline.final) == "2024-06-30"


def test_a_last_sentence_with_a_group_that_shares_the_work():
	(item,) = items_of(parse_text(f"{HEAD}1.取消事项。国务院审改办、各有关部门负责，持续推进。\n"))
	assert (item.text, item.lead_rule, item.tasks[0].deadline.kind) == ("取消事项。", "shared", "ongoing")


@pytest.mark.parametrize(
	"text",
	[
		"市商务局：\n一、提高认识。\n二、抓好落实。\n",
		"各县政府：\n一、提高认识。\n市直各部门：\n二、抓好落实。\n",
		"一、提高认识。\n二、加强领导，由办公室牵头抓总。\n东江市人民政府\n2024年3月1日\n",
		"联系人：张三\n市商务局：0571-00000000\n市财政局：0571-00000001\n",
	],
)
def test_letters_and_directories_are_no_lists(text):
	with pytest.raises(NotAList):
		parse_text(HEAD + text)


def test_leaders_above_tasks_without_a_table_are_those_of_their_sections():
	text = "一、常务副市长张三同志牵头\n（一）经济\n1.新增企业。（市商务局）\n二、李四副市长\n2.改造道路。（市住建局）\n"
	read = parse_text(HEAD + text)
	assert [(section.leader, section.post) for one in read.lists for section in one.sections] == [
		("张三", "常务副市长"),
		("李四", "副市长"),
	]
	assert len(tasks_of(read)) == 2
	assert "list_empty" not in codes_of(read)


def test_a_school_names_its_departments_and_those_who_are_in_charge():
	text = "一、教学（分管：王红副校长）\n1.完善制度。责任部门：教务处；配合部门：教科室\n2.公开课十节。（教务处、学生处）\n"
	read = parse_text(HEAD + text)
	assert [[unit.name for unit in item.units] for item in items_of(read)] == [
		["教务处", "教科室"],
		["教务处", "学生处"],
	]
	assert read.lists[0].sections[0].leader == "王红"
	assert "unit_unreadable" not in codes_of(read)
