"""Every kind of issue has an input that raises it, at the line it is about."""

from pathlib import Path

import pytest

from qingdan_app.parsing import parse_text
from qingdan_app.parsing.document import parse
from qingdan_app.parsing.issues import MESSAGES, IssueLog
from qingdan_app.parsing.model import Said
from qingdan_app.parsing.readers.text import read_text
from qingdan_app.parsing.tests.factories import HEADER, codes_of, document, item, row, section
from qingdan_app.parsing.tests.made_tables import content, table

SECOND_LIST = f"    二、2021年其他工作清单\n{HEADER}\n{section()}{item()}"
CLAIMING = HEADER.replace("重点工作任务\n", "重点工作任务(杭州市1项牵头工作、1项配合工作)\n", 1)

OUTLINE = "东江市2024年工作要点\n1.新增企业。\n责任单位：市商务局\n"

RAISED_BY = {
	"year_elsewhere": "东江市工作要点\n东政〔2023〕6号\n1.新增企业。\n责任单位：市商务局\n",
	"pinyin_between": OUTLINE.replace("责任单位", "責(zé)任單(dān)位"),
	"text_breaks_off": f"{OUTLINE}2.引进项目，建设",
	"paragraph_without_unit": OUTLINE.replace("1.新增", "一、总体要求\n二、任务\n1.新增"),
	"task_units_missing": "2024年要点\n1.改革。（1）合并。（市商务局牵头）（2）精简。",
	"deadlines_missing": OUTLINE,
	"lead_by_order": OUTLINE.replace("市商务局", "市商务局、市财政局"),
	"encoding_damaged": document(item(text="推进\ufffd工作。")),
	"year_missing": document(title="清单", list_title="一、重点工作清单"),
	"year_conflict": document(list_title="一、2022年重点工作清单"),
	"text_outside_list": item() + document(),
	"stray_text": document(item(), "散落的文字\n\n", item("2")),
	"list_untitled": document(title="", list_title=""),
	"list_empty": document(item(), after=f"二、空清单\n{HEADER}\n"),
	"list_repeated": document(item(), after=SECOND_LIST.replace("二、", "一、")),
	"list_skipped": document(item(), after=SECOND_LIST.replace("二、", "三、")),
	"header_missing": document(header=""),
	"header_repeated": document(item(), HEADER, "\n", item("2")),
	"section_missing": document(heading=""),
	"section_unreadable": document(heading="（一）市领导牵头重点工作"),
	"section_repeated": document(item(), section(), item("2")),
	"section_skipped": document(heading="（二）王宏副市长牵头重点工作"),
	"claim_mismatch": document(item("1"), item("2"), header=CLAIMING),
	"province_lead_missing": document(item("1*"), item("2"), header=CLAIMING),
	"row_broken": document(item("x1")),
	"row_short": document(item(), "\t\n\t\n\t2.完成建设。\n\t12月\n"),
	"serial_missing": document(item(""), item()),
	"serial_repeated": document(item(), item()),
	"serial_skipped": document(item("2")),
	"item_text_missing": document(item(text="")),
	"item_without_task": document(item(task="", deadline="")),
	"task_without_item": document(row(), item()),
	"task_text_missing": document(item(), row(task="2.")),
	"task_number_missing": document(item(), row(task="完成建设。")),
	"task_number_ambiguous": document(item(task="2.5亿元。")),
	"task_number_repeated": document(item(), row()),
	"task_number_skipped": document(item(), row(task="3.完成建设。")),
	"deadline_missing": document(item(deadline="")),
	"deadline_unread": document(item(deadline="汛期前")),
	"deadline_ambiguous": document(item(deadline="10月前")),
	"units_missing": document(item(units="")),
	"units_elsewhere": document(item(), row(task="2.完成建设。", units="市建委")),
	"unit_repeated": document(item(units="市建委、市建委")),
	"unit_incomplete": document(item(units="市建委、西湖区")),
	"unit_unreadable": document(item(units="市建委、完成方案。")),
	"unit_other_name": document(
		item("1", units="市建委"), item("2", units="市甲办（市建委）"), item("3", units="市建委")
	),
	"unit_disputed": document(item("1", units="市甲局（市治水办）"), item("2", units="市乙局（市治水办）")),
	"unit_spelling": document(item("1", units="市卫健委"), item("2", units="市卫健委员会")),
	"brackets_unbalanced": document(item(units="市建委（市甲办")),
	"leads_several": document(item(units="市建委牵头、市残联牵头")),
	"lead_shared": document(item(units="市建委、市残联按职责分工负责")),
	"tasks_by_number": "2024年工作要点\n1.新增企业一百家。\n2.改造道路三十条。\n",
	"units_in_text": "2024年会议纪要\n1.由市商务局牵头，办好展会。\n2.请市财政局安排资金。\n",
	"deadline_in_text": "2024年重点工作\n1.新增企业，6月底前完成。（市商务局）\n",
	"deadline_of_heading": "2024年重点工作\n一、3月份\n1.新增企业。（市商务局）\n",
	"groups_apart": document(item(units="市建委，各区、县级市")),
	"lead_by_sign": document(item(units="市建委、★市残联")),
	"unit_completed": document(item(units="市建委、水利局")),
	"units_open": document(item(units="市建委牵头，市残联等单位配合")),
	"lead_missing": document(item(units="市建委配合落实")),
	"lead_is_group": document(item(units="市政府各直属单位")),
	"cooperation_scope": document(item(units="市建委、市残联配合落实")),
}

HEADINGS = ("序号", "工作任务", "完成时限", "责任单位")
ONE = ("1", "完成方案。", "12月", "市甲局")
RAISED_BY_TABLES = {
	"number_missing": (HEADINGS, ("", "完成方案。", "12月", "市甲局"), ("2", "完成建设。", "12月", "市甲局")),
	"numbers_anew": (
		HEADINGS,
		("一、产业发展",),
		ONE,
		("二、社会事业",),
		("1", "完成建设。", "6月", "市乙局"),
	),
	"column_unknown": ((*HEADINGS, "星级"), (*ONE, "三星")),
	"units_column_missing": (HEADINGS[:3], ONE[:3]),
	"deadline_column_missing": (("序号", "工作任务", "责任单位"), ("1", "完成方案。", "市甲局")),
	"year_contradicted": (HEADINGS, ONE),
	"units_continued": (HEADINGS, ONE, ("", "完成建设。", "6月", "市乙局"), ("", "完成验收。", "9月", "")),
}

SAID = {"year_contradicted": Said(year=2022), "tasks_by_number": Said(units="市商务局")}
"""What was said for the whole document, where an issue is about that."""
README = Path(__file__).parents[1] / "README.md"


@pytest.mark.parametrize("code", MESSAGES)
def test_an_issue_is_raised_by_what_it_is_about(code):
	by_table = RAISED_BY_TABLES.get(code)
	said = SAID.get(code, Said())
	made = content("2021年重点工作", table(*by_table)) if by_table else read_text(RAISED_BY[code])
	read = parse(made, said=said)
	assert code in codes_of(read)


@pytest.mark.parametrize("code", MESSAGES)
def test_a_sound_document_does_not_raise_it(code):
	assert code not in codes_of(
		parse_text(document(item(), row(task="2.完成建设。"), item("2"), after=SECOND_LIST))
	)


@pytest.mark.parametrize("code", MESSAGES)
def test_the_readme_names_it(code):
	assert f"`{code}`" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", RAISED_BY.values(), ids=RAISED_BY.keys())
def test_issues_stand_in_order_at_lines_of_the_document(text):
	lines = [issue.line for issue in parse(read_text(text), said=Said(units="市商务局")).issues]
	assert lines == sorted(lines)
	assert all(1 <= line <= text.count("\n") + 1 for line in lines)


@pytest.mark.parametrize(
	("code", "words"),
	[
		("deadline_unread", "汛期前"),
		("deadline_ambiguous", "10月前"),
		("task_number_ambiguous", "2.5亿元"),
		("unit_incomplete", "西湖区"),
		("stray_text", "散落的文字"),
		("section_unreadable", "市领导"),
		("encoding_damaged", "\ufffd"),
		("row_broken", "x1"),
	],
)
def test_an_issue_points_at_the_line_that_holds_its_words(code, words):
	text = RAISED_BY[code]
	(issue,) = [issue for issue in parse_text(text).issues if issue.code == code]
	assert words in text.split("\n")[issue.line - 1]


def test_an_issue_carries_the_values_its_message_speaks_of():
	log = IssueLog()
	log.add(7, "serial_skipped", expected=3, serial=5)
	(issue,) = log.in_order()
	assert issue.message == "The serial number 3 is missing before 5"
	assert issue.params == (("expected", "3"), ("serial", "5"))


def test_a_very_long_quote_is_shortened():
	log = IssueLog()
	log.add(1, "stray_text", text="长" * 1000)
	assert len(log.in_order()[0].message) < 400
