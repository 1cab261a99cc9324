"""Values parted by commas, tabs and the like."""

import pytest

from qingdan_app.parsing import NotAList
from qingdan_app.parsing.readers import delimited, read
from qingdan_app.parsing.tests.written_files import cells_of, rows_of

TEXT = '序号,任务,责任单位\r\n1,"完成方案，\r\n并上报","市发改委,市商务局"\r\n2,建设,市商务局\r\n'


def test_quoted_commas_and_line_breaks_are_words_of_their_cell():
	(table,) = delimited.read_text(TEXT).parts
	assert rows_of(table) == [
		["序号", "任务", "责任单位"],
		["1", "完成方案，\n并上报", "市发改委,市商务局"],
		["2", "建设", "市商务局"],
	]


def test_a_row_is_found_by_the_line_it_begins_in():
	(table,) = delimited.read_text(TEXT).parts
	assert [str(row[0].place) for row in table.rows()] == ["第1行", "第2行", "第4行"]


@pytest.mark.parametrize("delimiter", delimited.DELIMITERS)
def test_the_sign_that_parts_the_cells_is_found(delimiter):
	text = "\n".join(
		delimiter.join(row)
		for row in (["序号", "任务", "单位"], ["1", "完成方案", "市发改委、市商务局"], ["2", "", ""])
	)
	assert delimited.found_delimiter(text) == delimiter
	(table,) = delimited.read_text(text).parts
	assert cells_of(table)[1, 2][0] == "市发改委、市商务局"


def test_commas_in_the_words_part_nothing_where_tabs_do():
	text = "序号\t任务\t单位\n1\t完成，上报,验收\t市发改委,市商务局\n2\t建设,投产\t市商务局\n"
	assert delimited.found_delimiter(text) == "\t"


def test_a_title_above_the_table_does_not_hide_the_sign():
	assert delimited.found_delimiter("2021年工作清单\n序号,任务\n1,完成\n2,建设\n") == ","


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_the_encoding_is_found(encoding):
	(table,) = read(TEXT.encode(encoding), "清单.CSV").parts
	assert rows_of(table)[0] == ["序号", "任务", "责任单位"]


@pytest.mark.parametrize("words", ["责任单位", "牵头部门", "年度目标", "責任單位", "推进建设"])
def test_no_heading_of_the_first_list_is_needed_to_know_the_encoding(words):
	(table,) = read(f"一,{words}\n甲,乙\n".encode("gb18030"), "a.csv").parts
	assert table.cells[1].text == words


def test_text_that_nothing_parts_is_refused():
	with pytest.raises(NotAList, match="no comma"):
		delimited.read_text("一、推进工作\n二、完成建设\n")


def test_a_quotation_mark_that_never_ends_is_refused_or_read():
	with pytest.raises(NotAList, match="quotation"):
		delimited.read_text('序号,任务\n1,"' + "文" * 200_000)
