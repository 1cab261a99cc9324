"""Forms: tables and lines in which labels stand beside their words, one card for each piece of work."""

import pytest

from qingdan_app.parsing.document import parse, parse_text
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.outline_clauses import units_in
from qingdan_app.parsing.tests.factories import codes_of, items_of, tasks_of
from qingdan_app.parsing.tests.made_tables import content, merged, table

FIRST = (
	("督办事项", merged("改造小区", 1, 3)),
	("责任单位", "县住建局", "完成时限", "12月底"),
	("责任领导", "张三", "督办级别", "一级"),
	("工作内容", merged("改造小区十个。", 1, 3)),
)
SECOND = (("督办事项", merged("修路", 1, 3)), ("责任单位", "县交通局", "完成时限", "10月底"))


def test_labels_beside_their_words_are_a_card():
	read = parse(content("2024年督办卡", table(*FIRST)))
	(item,) = items_of(read)
	assert (item.text, item.leader, item.lead_unit) == ("改造小区", "张三", "县住建局")
	(task,) = item.tasks
	assert (task.text, str(task.deadline.final)) == ("改造小区十个。", "2024-12-31")
	assert [(one.heading, one.text) for one in task.further] == [("督办级别", "一级")]
	assert "column_unknown" in codes_of(read)


def test_the_first_row_of_a_form_is_no_header():
	rows = ("督办事项", "修路", "责任单位", "县交通局"), ("完成时限", "10月底", "责任领导", "张三")
	(item,) = items_of(parse(content("2024年督办卡", table(*rows))))
	assert (item.text, item.lead_unit, item.leader) == ("修路", "县交通局", "张三")


@pytest.mark.parametrize("tables", [(table(*FIRST, *SECOND),), (table(*FIRST), table(*SECOND))])
def test_several_cards_are_several_items(tables):
	read = parse(content("2024年督办卡", *tables))
	assert [(item.text, item.lead_unit) for item in items_of(read)] == [
		("改造小区", "县住建局"),
		("修路", "县交通局"),
	]
	assert len(tasks_of(read)) == 2


def test_what_belongs_to_no_label_of_a_card_is_told():
	read = parse(
		content("2024年督办卡", table(*SECOND, (merged("请按时报送。", 1, 4),), ("责任领导", "张三", "", "")))
	)
	assert any(issue.code == "text_outside_list" and "请按时报送。" in issue.message for issue in read.issues)
	assert items_of(read)[0].leader == "张三"


@pytest.mark.parametrize(
	"rows",
	[
		(("单位", "姓名", "电话"), ("县教育局", "张三", "1"), ("县财政局", "李四", "2")),
		(("责任单位", "县住建局", "完成时限", "12月底"), ("责任领导", "张三", "联系电话", "1")),
		(("督办事项", "修路"), ("甲", "乙"), ("丙", "丁")),
		(("督办事项", "修路", "来源", "会议"), ("类型", "甲", "备注", "无")),
	],
)
def test_a_table_that_is_no_form_of_a_task_is_refused(rows):
	with pytest.raises(NotAList):
		parse(content("2024年", table(*rows)))


LINES = """市医院2024年重点任务

序号：1
任务：迎接复审
责任科室：医务部
完成时限：10月
序号：2
任务：改造门诊
责任科室：后勤保障部
配合科室：基建科
完成时限：12月
"""


def test_lines_of_labels_are_cards_with_their_numbers():
	read = parse_text(LINES)
	assert [(item.number, item.text, item.lead_unit) for item in items_of(read)] == [
		("1", "迎接复审", "医务部"),
		("2", "改造门诊", "后勤保障部"),
	]
	assert not {"number_missing", "text_outside_list"} & set(codes_of(read))


def test_labels_of_tasks_need_no_number():
	read = parse_text(LINES.replace("序号：1\n", "").replace("序号：2\n", ""))
	assert [item.text for item in items_of(read)] == ["迎接复审", "改造门诊"]


MINUTES = """市政府2024年第1次常务会议议定事项

一、关于企业。会议议定：由市商务局牵头，市财政局配合，3月底前出台政策。
二、请市住建局会同市城管局改造小区。
三、关于教育。会议同意方案。
四、由市财政局负责，按月通报。
"""


def test_sentences_of_minutes_name_units_and_days_and_each_is_an_issue():
	read = parse_text(MINUTES)
	assert [(item.lead_unit, [unit.name for unit in item.units]) for item in items_of(read)] == [
		("市商务局", ["市商务局", "市财政局"]),
		("市住建局", ["市住建局", "市城管局"]),
		(None, []),
		("市财政局", ["市财政局"]),
	]
	assert str(tasks_of(read)[0].deadline.final) == "2024-03-31"
	codes = codes_of(read)
	assert (codes.count("units_in_text"), codes.count("deadline_in_text"), codes.count("units_missing")) == (
		3,
		1,
		1,
	)


TOLD = """市政府2024年第2次专题会议纪要

一、会议要求，市教育局要加快推进学位建设，9月底前建成三所学校。
二、市住建局、市财政局应抓紧落实改造资金。
三、市应急局要求各县整改的事项，会议原则同意。
"""


def test_whom_minutes_tell_to_do_something_is_the_subject_of_a_sentence():
	read = parse_text(TOLD)
	assert [[unit.name for unit in item.units] for item in items_of(read)] == [
		["市教育局"],
		["市住建局", "市财政局"],
		[],
	]
	assert codes_of(read).count("units_in_text") == 2


def test_a_sentence_of_many_bodies_that_goes_on_otherwise_is_read_once():
	"""As one expression it would be tried in more ways than there is time for."""
	assert units_in("市财政局和" * 2_000) == ""
	assert units_in("由" + "市财政局和" * 2_000 + "市教育局办理").endswith("和市教育局")
	assert units_in("市住房和城乡建设局和市委应当抓紧落实") == "市住房和城乡建设局和市委"


def test_a_letter_in_which_one_sentence_names_a_unit_is_no_list():
	with pytest.raises(NotAList):
		parse_text("2024年通知\n一、提高认识。\n二、加强领导，由市府办牵头，做好工作。\n三、抓好落实。\n")


def test_a_label_for_the_deadline_goes_before_the_words_of_the_task():
	(task,) = tasks_of(
		parse_text("2024年重点工作\n1.新增企业，6月底前完成。\n责任单位：市商务局\n完成时限：9月\n")
	)
	assert task.deadline.raw == "9月"


@pytest.mark.parametrize(
	("text", "raw"),
	[
		("6月底前新增企业。", "6月底前"),
		("新增企业，2024年9月30日前完成。", "2024年9月30日前"),
		("年底前新增企业。", "年底前"),
		("改造2000年底前建成的小区。", ""),
		("3月底前开工，9月底前完工。", ""),
		("新增企业比12月多。", ""),
	],
)
def test_one_time_within_the_text_is_the_deadline(text, raw):
	read = parse_text(f"2024年重点工作\n1.{text}（市商务局）\n")
	assert tasks_of(read)[0].deadline.raw == raw
	assert ("deadline_in_text" in codes_of(read)) == bool(raw)


def test_a_heading_that_is_a_time_says_until_when():
	read = parse_text(
		"2024年重点工作\n一、1月份重点工作\n1.召开会议。（市府办）\n二、2月份\n2.开工。（市住建局，3月）\n"
	)
	assert [str(task.deadline.final) for task in tasks_of(read)] == ["2024-01-31", "2024-03-31"]
	assert codes_of(read).count("deadline_of_heading") == 1


@pytest.mark.parametrize("heading", ["一、持续减少审批事项", "一、5年行动计划", "一、全年目标任务分解"])
def test_a_heading_that_says_more_than_a_time_is_no_deadline(heading):
	read = parse_text(f"2024年重点工作\n{heading}\n1.召开会议。（市府办）\n")
	assert tasks_of(read)[0].deadline.raw == ""


def test_a_table_without_a_column_of_deadlines_takes_them_from_the_text():
	read = parse(
		content(
			"2024年重点工作", table(("序号", "工作任务", "责任单位"), ("1", "6月底前完成方案。", "市甲局"))
		)
	)
	assert str(tasks_of(read)[0].deadline.final) == "2024-06-30"
	assert "deadline_in_text" in codes_of(read)
