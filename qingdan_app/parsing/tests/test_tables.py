"""Tables as readers yield them: columns by the words of their headings, in any order, merged, cut, repeated."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.parsing.content import Content, Table
from qingdan_app.parsing.document import parse
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.tests.factories import codes_of, items_of, tasks_of
from qingdan_app.parsing.tests.made_tables import content, merged, table
from qingdan_app.parsing.vocabulary import SHIPPED

HEADINGS = {
	"number": "序号",
	"task": "工作任务",
	"leader": "责任领导",
	"deadline": "完成时限",
	"units": "责任单位",
	"remark": "备注",
}
FIRST = {
	"number": "1",
	"task": "新建两座人行天桥。",
	"leader": "李一",
	"deadline": "9月底前",
	"units": "市甲局、市乙局",
	"remark": "新增",
}
SECOND = {
	"number": "2",
	"task": "市民中心",
	"leader": "王二一",
	"deadline": "长期",
	"units": "市丙局",
	"remark": "",
}


def _read(*rows, **words):
	return parse(content("2021年重点工作", table(*rows)), **words)


def _facts(read):
	return [
		(item.number, task.text, task.deadline.raw, [unit.name for unit in task.units or item.units])
		for item in items_of(read)
		for task in item.tasks
	]


@given(st.permutations(list(HEADINGS)))
def test_columns_stand_in_any_order(order):
	read = _read(*([row[role] for role in order] for row in (HEADINGS, FIRST, SECOND)))
	assert _facts(read) == [
		("1", "新建两座人行天桥。", "9月底前", ["市甲局", "市乙局"]),
		("2", "市民中心", "长期", ["市丙局"]),
	]
	assert [item.leader for item in items_of(read)] == ["李一", "王二一"]
	assert [(one.heading, one.text) for one in tasks_of(read)[0].further] == [("备注", "新增")]
	assert "column_unknown" not in codes_of(read)


@pytest.mark.parametrize("order", list(permutations(("牵头单位", "责任单位", "配合单位"))))
def test_each_column_of_units_says_what_they_are(order):
	units = {"牵头单位": "市甲局", "责任单位": "市乙局", "配合单位": "市丙局"}
	read = _read(("序号", *order, "重点任务"), ("1", *(units[heading] for heading in order), "完成方案。"))
	(item,) = items_of(read)
	roles = {unit.name: unit.role for unit in item.units}
	assert roles == {"市甲局": "lead", "市乙局": "responsible", "市丙局": "cooperating"}
	assert (item.lead_unit, item.lead_rule) == ("市甲局", "named_lead")


def test_headings_are_known_with_blanks_breaks_and_brackets_in_them():
	read = _read(
		("序\n号", "重 点 任 务", "责任单位\n（排在首位的为牵头单位）"), ("1", "完成方案。", "市甲局")
	)
	assert _facts(read) == [("1", "完成方案。", "", ["市甲局"])]


def test_the_finer_of_two_columns_is_the_task_and_the_other_the_key_work():
	read = _read(
		("编号", "具体措施", "重点任务", "牵头部门", "时限"),
		(merged("1", 2), "完成方案。", merged("推进工作。", 2), merged("市甲局", 2), "6月"),
		("完成建设。", "12月"),
	)
	(item,) = items_of(read)
	assert (item.text, [task.text for task in item.tasks]) == ("推进工作。", ["完成方案。", "完成建设。"])
	assert [str(task.deadline.final) for task in item.tasks] == ["2021-06-30", "2021-12-31"]
	assert [task.units for task in item.tasks] == [None, None]


def test_a_blank_deadline_is_asked_and_a_merged_one_holds():
	read = _read(
		("序号", "工作任务", "完成时限", "责任单位"),
		(merged("1", 3), "完成方案。", merged("6月", 2), merged("市甲局", 3)),
		("完成建设。",),
		("完成验收。", ""),
	)
	assert [task.deadline.raw for task in tasks_of(read)] == ["6月", "6月", ""]
	assert codes_of(read).count("deadline_missing") == 1


def test_a_task_may_have_units_of_its_own():
	read = _read(
		("序号", "重点工作", "主要内容", "责任单位"),
		(merged("1", 3), merged("推进工作。", 3), "完成方案。", "市甲局"),
		("完成建设。", merged("市乙局、市丙局", 2)),
		("完成验收。",),
	)
	(item,) = items_of(read)
	assert item.lead_unit == "市甲局"
	assert [task.lead_unit for task in item.tasks] == [None, "市乙局", "市乙局"]


def test_a_group_over_rows_with_numbers_of_their_own_opens_an_item_for_each():
	read = _read(
		("重点任务", "序号", "具体内容", "责任单位"),
		(merged("产业发展", 2), "1", "完成方案。", "市甲局"),
		("2", "完成建设。", "市乙局"),
	)
	assert [(item.number, item.text, item.tasks[0].text) for item in items_of(read)] == [
		("1", "产业发展", "完成方案。"),
		("2", "产业发展", "完成建设。"),
	]


def test_two_rows_of_headings_are_one_header():
	read = _read(
		(merged("序号", 2), merged("工作任务", 2), merged("责任单位", 1, 2), merged("考核", 1, 2)),
		("牵头单位", "配合单位", "甲", "乙"),
		("1", "完成方案。", "市甲局", "市乙局", "十分", "五分"),
	)
	(item,) = items_of(read)
	assert [(unit.name, unit.role) for unit in item.units] == [("市甲局", "lead"), ("市乙局", "cooperating")]
	assert [further.heading for further in item.tasks[0].further] == ["考核／甲", "考核／乙"]


def test_a_second_row_of_headings_may_leave_blank_what_stands_above_it():
	read = _read(
		("序号", "工作任务", merged("责任单位", 1, 2)),
		("", "", "牵头", "配合"),
		("1", "完成方案。", "市甲局", "市乙局"),
	)
	(item,) = items_of(read)
	assert [(unit.name, unit.role) for unit in item.units] == [("市甲局", "lead"), ("市乙局", "cooperating")]


def test_rows_across_the_table_are_headings_notes_and_totals_but_never_tasks():
	read = _read(
		("2021年重点工作任务表",),
		("序号", "工作任务", "完成时限", "责任单位"),
		("一、产业发展",),
		("1", "完成方案。", "6月", "市甲局"),
		("（二）王宏副市长牵头重点工作",),
		("2", "完成建设。", "12月", "市乙局"),
		("合计", "2项", "", ""),
		("备注：完成时限为2021年。",),
	)
	assert [section.heading for section in read.lists[0].sections] == [
		"一、产业发展",
		"（二）王宏副市长牵头重点工作",
	]
	assert read.lists[0].sections[1].leader == "王宏"
	assert [fact[1] for fact in _facts(read)] == ["完成方案。", "完成建设。"]
	assert read.lists[0].notes == ("完成时限为2021年。",)


def test_a_table_cut_in_two_goes_on_with_and_without_its_header():
	header = ("序号", "工作任务", "完成时限", "责任单位")
	first = table(header, ("1", "完成方案。", "6月", "市甲局"), ("2", "完成建设。", "6月", "市甲局"))
	again = table(header, ("3", "完成验收。", "12月", "市乙局"))
	without = table(("4", "完成移交。", "12月", "市乙局"), ("5", "完成归档。", "12月", "市乙局"))
	read = parse(content("2021年重点工作", first, "续表", again, without))
	assert [fact[0] for fact in _facts(read)] == ["1", "2", "3", "4", "5"]
	assert len(read.lists) == 1
	assert "stray_text" not in codes_of(read)


def test_two_tables_with_titles_are_two_lists_whatever_their_columns():
	first = table(("序号", "工作任务", "责任单位"), ("1", "完成方案。", "市甲局"))
	second = table(("编号", "责任部门", "任务名称"), ("1", "市乙局", "完成建设。"))
	read = parse(content("2021年重点工作", first, "附件2：民生实事任务清单", second))
	assert [one.title for one in read.lists] == ["2021年重点工作", "附件2：民生实事任务清单"]
	assert [fact[1] for fact in _facts(read)] == ["完成方案。", "完成建设。"]


@pytest.mark.parametrize("number", ["1", "1.", "（一）", "RW-1", "1*", "一", "第1项", "1、"])
def test_numbers_stay_as_they_are_written(number):
	(item,) = items_of(_read(("序号", "工作任务", "责任单位"), (number, "完成方案。", "市甲局")))
	assert (item.number, item.serial) == (number, 1)


def test_numbers_that_begin_anew_in_a_section_run_on_and_those_that_are_missing_are_asked():
	rows = [("一、甲类",), ("1", "完成方案。", "市甲局"), ("二、乙类",), ("1", "完成建设。", "市乙局")]
	read = _read(("序号", "工作任务", "责任单位"), *rows)
	assert [(item.serial, item.number) for item in items_of(read)] == [(1, "1"), (2, "1")]
	assert "numbers_anew" in codes_of(read)


def test_a_table_without_numbers_has_an_item_in_each_row():
	read = _read(("工作任务", "责任单位"), ("完成方案。", "市甲局"), ("完成建设。", "市乙局"))
	assert [(item.serial, item.number) for item in items_of(read)] == [(1, ""), (2, "")]


def test_what_is_missing_for_all_rows_is_asked_once():
	rows = [(str(number), "完成方案。") for number in range(1, 6)]
	read = _read(("序号", "工作任务"), *rows)
	codes = codes_of(read)
	assert (codes.count("units_column_missing"), codes.count("deadline_column_missing")) == (1, 1)
	assert {"units_missing", "deadline_missing"}.isdisjoint(codes)


def test_an_unknown_column_is_kept_under_its_heading_and_never_guessed_at():
	read = _read(("序号", "工作任务", "包保组长", "责任单位"), ("1", "完成方案。", "张三", "市甲局"))
	assert [(one.heading, one.text) for one in tasks_of(read)[0].further] == [("包保组长", "张三")]
	assert items_of(read)[0].leader is None
	assert "column_unknown" in codes_of(read)


def test_an_office_may_say_what_its_headings_mean_and_what_a_column_is():
	rows = ("序号", "工作任务", "包保组长", "责任单位"), ("1", "完成方案。", "张三", "市甲局")
	known = SHIPPED.with_words({"包保组长": "leader"})
	assert items_of(_read(*rows, vocabulary=known))[0].leader == "张三"
	line = _read(*rows).columns[0].line
	said = {line: ("number", "task", "leader", "units")}
	assert items_of(_read(*rows, mapping=said))[0].leader == "张三"


def test_a_column_of_people_is_none_of_units_and_a_column_of_progress_no_task():
	read = _read(("序号", "工作任务", "责任人", "进展情况"), ("1", "完成方案。", "张三", "已完成60%。"))
	assert items_of(read)[0].units == ()
	assert [one.text for one in tasks_of(read)[0].further] == ["张三", "已完成60%。"]


def test_places_are_told_in_the_words_of_the_file():
	read = _read(("序号", "工作任务", "完成时限", "责任单位"), ("1", "完成方案。", "汛期前", "市甲局"))
	assert str(tasks_of(read)[0].place) == "第1张表 第2行"
	assert [str(issue.place) for issue in read.issues if issue.code == "deadline_unread"] == ["第1张表 第2行"]


def test_what_lists_no_tasks_is_refused_with_what_was_seen():
	with pytest.raises(NotAList) as refusal:
		_read(("序号", "责任单位", "联系电话"), ("1", "市甲局", "0000"))
	assert "序号、责任单位、联系电话" in str(refusal.value)


@pytest.mark.parametrize(
	"heading", ["完成\ufffd\ufffd限", "\x00\ufffd\ufffd成时限", "完成时\ufffd", "A\ufffd\ufffd成时限"]
)
def test_a_heading_that_lost_a_character_is_known_by_the_others(heading):
	read = _read(("序号", "工作任务", "责任单位", heading), ("1", "完成方案。", "市甲局", "9月"))
	assert str(tasks_of(read)[0].deadline.final) == "2021-09-30"


def test_a_heading_of_which_too_little_is_left_is_kept_as_it_is():
	read = _read(("序号", "工作任务", "责任单位", "\ufffd限"), ("1", "完成方案。", "市甲局", "9月"))
	assert tasks_of(read)[0].deadline.final is None
	assert "column_unknown" in codes_of(read)


@pytest.mark.parametrize("words", ["2.开展普查，成立专班，推进工作", "2.开展普查", "完成方案。"])
def test_a_row_that_holds_the_words_of_a_task_is_no_header(words):
	with pytest.raises(NotAList):
		_read(("序号", "工作任务", words), ("1", "完成方案", "市甲局"))


def test_columns_of_tasks_alone_are_no_header():
	with pytest.raises(NotAList):
		_read(("重点任务", "具体措施"), ("稳增长", "新增企业"))


def test_a_row_above_a_repeated_header_is_no_part_of_it():
	header = ("序号", "工作任务", "责任单位")
	read = _read(header, ("1", "完成方案。", "市甲局"), header, ("2", "修路。", "市乙局"))
	assert [task.text for task in tasks_of(read)] == ["完成方案。", "修路。"]


def test_a_task_names_its_own_time_where_there_is_no_column_for_it():
	read = _read(("序号", "工作任务", "责任单位"), ("1", "3-4月：完成招标。", "市甲局"))
	assert str(tasks_of(read)[0].deadline.final) == "2021-04-30"


def test_a_table_below_a_title_has_it():
	read = _read(("序号", "工作任务", "责任单位"), ("1", "完成方案。", "市甲局"))
	assert (read.lists[0].title, "list_untitled" in codes_of(read)) == ("2021年重点工作", False)


def test_merged_cells_of_a_pdf_hold_for_their_rows_as_those_of_a_page_do():
	whole = content(
		"2021年重点工作",
		table(
			("序号", "重点工作", "主要内容", "完成时限", "责任单位"),
			(merged("1", 2), merged("推进工作。", 2), "1.完成方案。", "6月", merged("市甲局", 2)),
			("2.完成建设。", "9月"),
		),
	)
	read = parse(Content(tuple(_uncertain(part) for part in whole.parts)))
	tasks = [[(task.number, task.units) for task in item.tasks] for item in items_of(read)]
	assert tasks == [[(1, None), (2, None)]]
	assert "serial_repeated" not in codes_of(read)


def _uncertain(part):
	return replace(part, cells_certain=False) if isinstance(part, Table) else part
