"""Rows that are broken in ways the real document is, and in ways another may be."""

import pytest

from qingdan_app.parsing import parse_text
from qingdan_app.parsing.tests.factories import (
	HEADER,
	codes_of,
	document,
	item,
	items_of,
	row,
	section,
	tasks_of,
)


def _tasks(text):
	return [(task.number, task.text) for task in tasks_of(parse_text(text))]


def test_a_sound_document_has_no_issue():
	read = parse_text(document(item(), row(task="2.完成建设。")))
	assert read.issues == ()
	assert [(task.number, task.text) for task in tasks_of(read)] == [(1, "完成方案。"), (2, "完成建设。")]


@pytest.mark.parametrize("cut", [1, 2, 3, 4])
def test_a_blank_line_inside_a_row_does_not_break_it(cut):
	lines = item().split("\n")
	text = document("\n".join([*lines[:cut], "", *lines[cut:]]), row(task="2.完成建设。"))
	assert _tasks(text) == [(1, "完成方案。"), (2, "完成建设。")]
	assert parse_text(text).issues == ()


def test_rows_without_blank_lines_between_them_are_told_apart():
	text = document(item().rstrip("\n") + "\n", row(task="2.完成建设。").rstrip("\n") + "\n", item("2"))
	assert _tasks(text) == [(1, "完成方案。"), (2, "完成建设。"), (1, "完成方案。")]


def test_a_further_row_may_lack_its_last_cell_which_is_an_issue():
	text = document(item(), "\t\n\t\n\t2.完成建设。\n\t12月\n\n", row(task="3.完成验收。"))
	assert _tasks(text) == [(1, "完成方案。"), (2, "完成建设。"), (3, "完成验收。")]
	assert codes_of(parse_text(text)) == ["row_short"]


def test_a_lost_deadline_cell_never_makes_the_units_a_deadline():
	read = parse_text(
		document(item("1"), "\t2\n\t推进工作。\n\t1.完成方案。\n\t市发改委、市建委\n\n", item("3"))
	)
	assert [found.serial for found in items_of(read)] == [1, 3]
	assert codes_of(read) == ["row_broken", "serial_skipped"]


@pytest.mark.parametrize("lost", ["推进工作。", "1.完成方案。"])
def test_a_lost_text_cell_never_makes_a_deadline_a_task(lost):
	read = parse_text(document(item("1"), item("2").replace(f"\t{lost}\n", "")))
	assert [found.serial for found in items_of(read)] == [1]
	assert "row_broken" in codes_of(read)


def test_the_rows_after_a_row_that_was_left_out_are_not_given_to_the_item_before():
	read = parse_text(
		document(item("1"), item("2").replace("\t1.完成方案。\n", ""), row(task="2.完成建设。"))
	)
	assert [task.number for task in tasks_of(read)] == [1]
	assert codes_of(read) == ["row_broken", "task_without_item"]
	assert "完成建设" in read.issues[1].message


def test_exchanged_cells_are_no_row():
	read = parse_text(document(item("1"), item("2", text="1.完成方案。", task="推进工作。")))
	assert codes_of(read) == ["row_broken"]


def test_a_row_with_a_text_but_no_serial_is_left_out_with_its_words():
	read = parse_text(document(item("1"), row(text="另一项工作。", units="市建委")))
	assert codes_of(read) == ["serial_missing"]
	assert "另一项工作" in read.issues[0].message


def test_repeated_and_skipped_serial_numbers_are_kept_and_reported():
	read = parse_text(document(item("1"), item("1"), item("4")))
	assert [found.serial for found in items_of(read)] == [1, 1, 4]
	assert codes_of(read) == ["serial_repeated", "serial_skipped"]


def test_repeated_skipped_and_missing_task_numbers_are_kept_and_reported():
	rows = [item(), row(task="1.完成建设。"), row(task="4.完成验收。"), row(task="没有编号。")]
	read = parse_text(document(*rows))
	assert [task.number for task in tasks_of(read)] == [1, 1, 4, None]
	assert codes_of(read) == ["task_number_repeated", "task_number_skipped", "task_number_missing"]


@pytest.mark.parametrize("mark", [".", "．", "、", " . ", ".\t"])
def test_the_mark_after_a_number_is_no_part_of_the_text(mark):
	assert _tasks(document(item(task=f"1{mark}完成方案。"))) == [(1, "完成方案。")]


def test_a_number_before_a_figure_is_told_by_its_place():
	rows = [item(task="1.42个场馆竣工。"), row(task="2.12个场馆竣工。"), row(task="3.5433工程。")]
	read = parse_text(document(*rows))
	assert [task.text for task in tasks_of(read)] == ["42个场馆竣工。", "12个场馆竣工。", "5433工程。"]
	assert read.issues == ()


def test_a_year_after_a_number_is_no_fraction():
	assert _tasks(document(item(task="1.2021年完成方案。"))) == [(1, "2021年完成方案。")]
	assert parse_text(document(item(task="1.2021年完成方案。"))).issues == ()


@pytest.mark.parametrize(
	("words", "number", "text"), [("1.5亿元。", 1, "5亿元。"), ("2.5亿元。", None, "2.5亿元。")]
)
def test_a_single_task_that_begins_with_a_figure_is_in_doubt(words, number, text):
	read = parse_text(document(item(task=words)))
	assert [(task.number, task.text) for task in tasks_of(read)] == [(number, text)]
	assert codes_of(read) == ["task_number_ambiguous"]


def test_a_single_task_needs_no_number():
	read = parse_text(document(item(task="完成方案。")))
	assert [(task.number, task.text) for task in tasks_of(read)] == [(None, "完成方案。")]
	assert read.issues == ()


def test_tags_stand_on_lines_of_their_own_or_after_the_last_sentence():
	read = parse_text(
		document(item("1", text="推进工作。\n（甲项目）\n(乙项目)"), item("2", text="推进工作。（丙项目）"))
	)
	assert [(found.text, found.tags) for found in items_of(read)] == [
		("推进工作。", ("甲项目", "乙项目")),
		("推进工作。", ("丙项目",)),
	]


def test_a_bracket_inside_a_sentence_is_no_tag():
	(found,) = items_of(parse_text(document(item(text="编制规划（暂名）。"))))
	assert (found.text, found.tags) == ("编制规划（暂名）。", ())


def test_a_line_break_and_a_tab_inside_a_text_are_kept():
	text = document(item(task="1.完成方案，\n并报\t批。"))
	assert _tasks(text) == [(1, "完成方案，\n并报\t批。")]
	assert "完成方案，\n并报\t批。" in text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_kind_give_the_same_document(end):
	assert parse_text(document().replace("\n", end)) == parse_text(document())


def test_a_title_right_below_a_row_opens_the_next_list():
	text = (
		document(item()).rstrip("\n") + "\n    二、2021年其他工作清单\n" + HEADER + "\n" + section() + item()
	)
	read = parse_text(text)
	assert [(one.number, one.title) for one in read.lists][1] == (2, "2021年其他工作清单")
	assert items_of(read)[0].units_raw == "市发改委"


def test_footnotes_belong_to_the_list_above_them():
	read = parse_text(document(item(), after="备注：1.第一条；\n     2.第二条。\n\n 3.第三条。\n"))
	assert read.lists[0].notes == ("1.第一条；", "2.第二条。", "3.第三条。")
	assert read.issues == ()


def test_a_numbered_line_of_a_covering_letter_is_no_list():
	text = "2021年工作的通知\n\n一、总体要求\n\n二、工作安排\n\n" + document(title="附件")
	read = parse_text(text)
	assert [one.number for one in read.lists] == [1]
	assert "总体要求" in read.title


def test_a_list_title_that_does_not_end_in_qingdan_counts_if_a_table_follows():
	read = parse_text(document(list_title="一、2021年重点工作"))
	assert [(one.number, one.title) for one in read.lists] == [(1, "2021年重点工作")]


def test_a_header_repeated_inside_a_list_is_passed_over():
	read = parse_text(document(item("1"), HEADER + "\n", item("2")))
	assert (len(read.lists), codes_of(read)) == (1, ["header_repeated"])


def test_a_second_table_without_a_title_is_a_list_of_its_own():
	read = parse_text(document(item("1"), "\n", HEADER, "\n", section(), item("1")))
	assert [one.number for one in read.lists] == [1, None]
	assert codes_of(read) == ["list_untitled"]


def test_items_under_no_heading_are_kept_and_reported():
	read = parse_text(document(heading=""))
	assert [found.serial for found in items_of(read)] == [1]
	assert (read.lists[0].sections[0].leader, codes_of(read)) == (None, ["section_missing"])


@pytest.mark.parametrize(
	("heading", "leader", "post"),
	[
		("（一）刘忻市长牵头重点工作", "刘忻", "市长"),
		("（一）戴建平常务副市长牵头重点工作", "戴建平", "常务副市长"),
		("(一)欧阳修文副市长牵头重点工作", "欧阳修文", "副市长"),
		("（一）王宏市委常委、常务副市长牵头工作", "王宏", "市委常委、常务副市长"),
		("（一）李明秘书长牵头重点任务", "李明", "秘书长"),
	],
)
def test_leader_and_post_are_told_apart(heading, leader, post):
	read = parse_text(document(heading=heading))
	assert (read.lists[0].sections[0].leader, read.lists[0].sections[0].post) == (leader, post)
	assert read.issues == ()


@pytest.mark.parametrize("heading", ["（一）王副市长牵头重点工作", "（一）市政府领导牵头重点工作"])
def test_a_heading_without_a_full_name_names_nobody(heading):
	read = parse_text(document(heading=heading))
	assert (read.lists[0].sections[0].leader, read.lists[0].sections[0].heading) == (None, heading)
	assert codes_of(read) == ["section_unreadable"]


def test_the_line_of_a_task_is_the_first_that_holds_its_words():
	text = document(item(task="\n1.完成方案。"))
	(task,) = tasks_of(parse_text(text))
	assert text.split("\n")[task.line - 1] == "1.完成方案。"


def test_a_row_cut_short_does_not_swallow_the_beginning_of_the_next():
	cut_short = "\t\n\t\n\t2.完成建设。\n\n"
	split = item("2").replace("\t2\n", "\t2\n\n")
	read = parse_text(document(item("1"), cut_short, split))
	assert [found.serial for found in items_of(read)] == [1, 2]
	assert codes_of(read) == ["row_broken"]


def test_a_row_without_its_last_cell_ends_where_the_next_begins_even_without_a_blank_line():
	read = parse_text(document(item("1").removesuffix("\t市发改委\n\n"), item("2")))
	assert [found.serial for found in items_of(read)] == [1, 2]
	assert codes_of(read) == ["row_short", "units_missing"]


@pytest.mark.parametrize("words", ["分批实施，年底完成", "根据省统一安排"])
def test_a_deadline_in_the_task_column_without_a_deadline_beside_it_is_a_shifted_cell(words):
	assert codes_of(parse_text(document(item(), row(task=words, deadline="")))) == ["row_broken"]


@pytest.mark.parametrize(
	"words", ["市发改委、市建委", "西湖区政府", "省牵头单位:省商务厅", "责任单位", "12月", "3"]
)
def test_what_belongs_to_another_column_is_no_task(words):
	assert codes_of(parse_text(document(item(), row(task=words)))) == ["row_broken"]


@pytest.mark.parametrize("words", ["2.完成建设。", "市发改委、市建委", "责任单位", "长" * 100])
def test_what_belongs_to_another_column_is_no_deadline(words):
	assert codes_of(parse_text(document(item(), row(task="2.完成建设。", deadline=words)))) == ["row_broken"]


def test_rows_after_a_row_without_a_serial_number_are_not_given_to_the_item_before():
	read = parse_text(document(item("1"), row(text="另一项工作。"), row(task="2.完成建设。")))
	assert codes_of(read) == ["serial_missing", "task_without_item"]
	assert len(tasks_of(read)) == 1


def test_units_of_a_later_row_do_not_replace_those_of_the_item_and_fill_them_if_it_has_none():
	later = row(task="2.完成建设。", units="市建委")
	assert items_of(parse_text(document(item(), later)))[0].lead_unit == "市发改委"
	assert items_of(parse_text(document(item(units=""), later)))[0].lead_unit == "市建委"


def test_the_first_year_named_is_the_documents():
	read = parse_text(document(list_title="一、2022年重点工作清单"))
	assert read.base_year == 2021
	assert str(tasks_of(read)[0].deadline.final) == "2021-12-31"


def test_a_numbered_line_before_a_first_section_opens_a_list_without_a_header():
	read = parse_text(document(item(), after="二、其他工作\n\n" + section() + item()))
	assert [(one.number, one.title) for one in read.lists][1:] == [(2, "其他工作")]
	assert codes_of(read) == ["header_missing"]


def test_a_numbered_line_that_nothing_follows_is_reported():
	read = parse_text(document(item(), after="二、其他事项\n"))
	assert codes_of(read) == ["stray_text"]
	assert "其他事项" in read.issues[0].message


@pytest.mark.parametrize("cut", [1, 2, 3, 4])
def test_a_row_broken_by_a_blank_line_may_run_into_the_next_without_one(cut):
	lines = item().rstrip("\n").split("\n")
	text = document("\n".join([*lines[:cut], "", *lines[cut:], ""]), row(task="2.完成建设。"))
	assert _tasks(text) == [(1, "完成方案。"), (2, "完成建设。")]
	assert parse_text(text).issues == ()
