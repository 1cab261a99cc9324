"""Tables that a program has flattened into plain text, each way in which programs do it."""

import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qingdan_app.parsing import NotAList, parse_text
from qingdan_app.parsing.tests.factories import codes_of, items_of, tasks_of

HEADER = ("序号", "民生实事", "责任单位", "完成时限")
ROWS = (
	("1", "启动河道综合治理工程和滨水公园。", "县甲局\n县乙局\n县丙指挥部", "12月底前"),
	("2", "新建3座人行天桥。", "县乙局", "9月投入使用"),
	("3", "迁建县政务服务中心。", "县政务服务中心\n县代建中心", "全年"),
)
TITLE = "2021年民生实事目标任务分解表"


def _facts(text):
	return [
		(item.number, task.text, [unit.name for unit in task.units or item.units], task.deadline.raw)
		for item in items_of(parse_text(text))
		for task in item.tasks
	]


EXPECTED = [(number, task, units.split("\n"), deadline) for number, task, units, deadline in ROWS]


def _tsv(rows):
	written = io.StringIO()
	csv.writer(written, delimiter="\t", lineterminator="\n").writerows(rows)
	return written.getvalue()


def _pipes(rows, left="", right=" |", rule=False):
	lines = [left + " | ".join(cell.replace("\n", " ") for cell in row) + right for row in rows]
	return "\n".join([lines[0], *(["|---|---|---|---|"] if rule else []), *lines[1:]]) + "\n"


def _lines(rows, between="\n", end=""):
	return between.join(part + end for row in rows for cell in row for part in cell.split("\n")) + "\n"


FLAT = {
	"tabs before each cell": "\n".join("".join(f"\t{cell}\n" for cell in row) for row in (HEADER, *ROWS)),
	"tsv": _tsv((HEADER, *ROWS)),
	"pipes": _pipes((HEADER, *ROWS))
	.replace("县甲局 县乙局 县丙指挥部", "县甲局、县乙局、县丙指挥部")
	.replace("中心 县", "中心、县"),
	"markdown": _pipes((HEADER, *ROWS), "| ", " |", True)
	.replace("局 县", "局、县")
	.replace("中心 县", "中心、县"),
	"pipes without edges": _pipes((HEADER, *ROWS), "", "")
	.replace("局 县", "局、县")
	.replace("中心 县", "中心、县"),
	"a cell a line": _lines((HEADER, *ROWS)),
	"a cell a line with blank lines": _lines((HEADER, *ROWS), "\n\n"),
	"runs of blanks": "\n".join(
		"    ".join(cell.replace("\n", "、") for cell in row) for row in (HEADER, *ROWS)
	),
}


@pytest.mark.parametrize("way", FLAT)
def test_each_way_gives_the_same_facts(way):
	assert _facts(f"{TITLE}\n\n{FLAT[way]}") == EXPECTED


@given(
	st.permutations(range(1, 4)), st.sampled_from(["tabs before each cell", "tsv", "pipes", "runs of blanks"])
)
def test_columns_stand_in_any_order(order, way):
	rows = [[row[at] for at in (0, *order)] for row in (HEADER, *ROWS)]
	flat = {
		"tabs before each cell": "\n".join("".join(f"\t{cell}\n" for cell in row) for row in rows),
		"tsv": _tsv(rows),
		"pipes": _pipes(rows).replace("局 县", "局、县").replace("中心 县", "中心、县"),
		"runs of blanks": "\n".join("    ".join(cell.replace("\n", "、") for cell in row) for row in rows),
	}
	assert _facts(f"{TITLE}\n\n{flat[way]}") == EXPECTED


@given(st.permutations(range(1, 4)), st.sampled_from(["\n", "\n\n"]))
def test_one_cell_a_line_stands_in_any_order(order, between):
	rows = [[row[at] for at in (0, *order)] for row in (HEADER, *ROWS)]
	assert _facts(f"{TITLE}\n\n{_lines(rows, between)}") == EXPECTED


def test_a_row_of_two_goes_on_under_the_same_number_and_units():
	rows = (*ROWS[:1], ("2", "开工建设养老院。", "县丁局", "5月底前"), ("开工建设老年大学。", "12月底前"))
	facts = _facts(f"{TITLE}\n{_lines((HEADER, *rows))}分享到:\n")
	assert facts[1:] == [
		("2", "开工建设养老院。", ["县丁局"], "5月底前"),
		("2", "开工建设老年大学。", ["县丁局"], "12月底前"),
	]


def test_continued_cells_are_blank_between_pipes():
	text = f"{TITLE}\n" + _pipes((HEADER, ("1", "新建学校1所", "教体局", "12月"))) + "新增学位800个 | |||\n"
	assert _facts(text)[1][:3] == ("1", "新增学位800个", ["教体局"])
	assert "deadline_missing" in codes_of(parse_text(text))


def test_of_two_columns_of_units_the_first_is_filled_first():
	lines = [
		"序号",
		"重点工作",
		"工作措施",
		"牵头单位",
		"配合单位",
		"完成时限",
		"1",
		"改革",
		"印发行动方案并推出举措。",
		"市甲局",
		"市乙局、市丙局",
		"6月底前",
	]
	lines += ["开展年度评价工作。", "市丁局", "10月底前"]
	(item,) = items_of(parse_text(f"{TITLE}\n" + "\n".join(lines)))
	assert [(unit.name, unit.role) for unit in item.tasks[1].units] == [("市丁局", "lead")]


def test_a_break_between_pipes_is_one_within_a_cell():
	(item,) = items_of(
		parse_text(f"{TITLE}\n| 序号 | 任务 | 责任单位 |\n|--|--|--|\n| 1 | 新增学位 | 市甲局<br>市乙局 |\n")
	)
	assert [unit.name for unit in item.units] == ["市甲局", "市乙局"]


def test_words_after_the_table_are_no_task():
	read = parse_text(f"{TITLE}\n{_lines((HEADER, *ROWS))}分享到:\n主办：某县政府办公室\n")
	assert [task.text for task in tasks_of(read)] == [row[1] for row in ROWS]


def test_a_cell_a_line_that_ends_in_a_pipe_and_words_that_blanks_have_broken():
	rows = (
		("序号", "重点工作", "责任领导", "责任单位", "完成时限"),
		(
			"1",
			"持续完善“直通车”工作机 制,落实“领导+专班”制度,全力服务重 大项目落地见效。",
			"李一",
			"招商部、安商部",
			"全年",
		),
	)
	read = parse_text(f"{TITLE}\n{_lines(rows, end=' |')}")
	(item,) = items_of(read)
	assert "工作机制" in item.tasks[0].text and "重大项目" in item.tasks[0].text
	assert (item.leader, [unit.name for unit in item.units]) == ("李一", ["招商部", "安商部"])
	assert str(item.tasks[0].deadline.final) == "2021-12-31"


def test_rows_that_a_tab_stands_before_are_rows_and_no_cells():
	indented = "".join(f"\t{line}\n" for line in _tsv((HEADER, *ROWS[1:2])).splitlines())
	assert _facts(f"{TITLE}\n{indented}") == EXPECTED[1:2]


def test_lines_between_the_rows_say_whose_they_are():
	header, first, second = (
		"\t".join(row)
		for row in (HEADER, ("1", "建桥。", "县甲局", "6月"), ("2", "修路。", "县丙局", "12月"))
	)
	read = parse_text(
		f"{TITLE}\n{header}\n一、张三副市长牵头\n{first}\n（二）副市长李四负责的重点工作\n{second}\n"
	)
	sections = [(section.number, section.leader, section.post) for section in read.lists[0].sections]
	assert sections == [(1, "张三", "副市长"), (2, "李四", "副市长")]
	assert codes_of(read) == []


def test_two_lines_of_headings_are_one_header():
	read = parse_text(
		f"{TITLE}\n序号\t任务\t责任分工\t\t时限\n\t\t牵头单位\t配合单位\t\n1\t建桥。\t县甲局\t县乙局\t6月\n"
	)
	(item,) = items_of(read)
	assert [(unit.name, unit.role) for unit in item.units] == [("县甲局", "lead"), ("县乙局", "cooperating")]


def test_marks_of_markdown_are_no_part_of_a_title():
	read = parse_text(f"## {TITLE}\n\n{_pipes((HEADER, ROWS[1]), left='| ', rule=True)}")
	assert (read.title, read.lists[0].title) == (TITLE, TITLE)


def test_rows_without_headings_are_refused_as_what_they_are():
	with pytest.raises(NotAList, match="no headings stand above its rows"):
		parse_text(f"{TITLE}\n1\t建桥。\t县甲局\t6月\n2\t修路。\t县乙局\t8月\n")


def test_headings_parted_by_tabs_have_not_run_together():
	with pytest.raises(NotAList, match="none of its headings stands above a column of tasks"):
		parse_text(f"{TITLE}\n序号\t甲\t一季度目标\t二季度目标\t责任单位\n1\t产业园\t选址\t开工\t县甲局\n")


def test_columns_that_ran_together_are_refused_with_what_was_seen():
	with pytest.raises(NotAList) as refusal:
		parse_text(
			"行动计划 完成 序号 重点任务 工作措施 牵头部门 主责单位 时限 、 一 空气质量 市甲局 1 年底前 各区政府"
		)
	assert "序号、重点任务、工作措施" in str(refusal.value)


@given(
	st.lists(
		st.sampled_from(["1", "2", "市甲局", "12月", "完成方案。", "序号", "|", "\t", "  ", "\n", "责任单位"])
	)
)
def test_no_scraps_below_a_header_become_a_task_that_is_not_there(scraps):
	text = f"{TITLE}\n{_lines((HEADER,))}" + "\n".join(scraps)
	assume("\ufffd" not in text)
	try:
		read = parse_text(text)
	except NotAList:
		return
	assert all("".join(task.text.split()) in "".join(text.split()) for task in tasks_of(read))


@pytest.mark.parametrize("sign", ["\n\x00", "\nA", "A\t", "\n\ufffd"])
def test_two_headings_whose_sign_between_was_lost_are_two(sign):
	header = f"\t序号\n\t民生实事\n\t责任单位{sign}完成时限\n"
	rows = "".join("".join(f"\t{cell}\n" for cell in row) for row in ROWS)
	read = parse_text(f"{TITLE}\n{header}{rows}")
	assert [task.deadline.raw for task in tasks_of(read)] == ["12月底前", "9月投入使用", "全年"]
