"""Headers that nobody knows: somebody says which row they are and what each column is, and files with the same words are read so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.parsing.document import parse, parse_bytes
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.first_rows import tables_in
from qingdan_app.parsing.tables import Unheaded
from qingdan_app.parsing.tests.factories import codes_of, items_of, tasks_of
from qingdan_app.parsing.tests.made_tables import content, merged, table
from qingdan_app.parsing.tests.written_files import docx
from qingdan_app.parsing.vocabulary import ROLES, SHIPPED, is_readable, words_of_header

STRANGE = ("甲", "干什么", "谁来干", "啥时候", "怎么样了")
FIRST = ("1", "新建人行天桥。", "市甲局、市乙局", "9月底前", "已开工")
SECOND = ("2", "改造市民中心。", "市丙局", "10月", "")
SAID = ("number", "task", "units", "deadline", "progress")


def _known(headings=STRANGE, roles=SAID):
	return SHIPPED.with_headers({headings: roles})


def _content(*rows):
	return content("2021年重点工作", table(*rows))


def _facts(read):
	return [
		(task.text, task.deadline.raw, [unit.name for unit in item.units])
		for item in items_of(read)
		for task in item.tasks
	]


EXPECTED = [
	("新建人行天桥。", "9月底前", ["市甲局", "市乙局"]),
	("改造市民中心。", "10月", ["市丙局"]),
]


def test_a_header_of_which_somebody_has_said_what_it_is_is_read_so():
	with pytest.raises(NotAList):
		parse(_content(STRANGE, FIRST, SECOND))
	read = parse(_content(STRANGE, FIRST, SECOND), vocabulary=_known())
	assert _facts(read) == EXPECTED
	assert [(each.heading, each.text) for each in tasks_of(read)[0].further] == [("怎么样了", "已开工")]


def test_the_headings_of_a_header_that_was_said_are_headings():
	assert all(map(_known().is_heading, STRANGE))
	assert not SHIPPED.is_heading(STRANGE[0])
	assert _known().role_of(STRANGE[0]) is None


@given(st.permutations(range(len(STRANGE))))
def test_its_columns_are_known_in_whatever_order_it_was_said(order):
	rows = [tuple(row[at] for at in order) for row in (STRANGE, FIRST, SECOND)]
	read = parse(_content(*rows), vocabulary=_known(rows[0], tuple(SAID[at] for at in order)))
	assert _facts(read) == EXPECTED


def test_white_space_and_blank_columns_at_the_end_make_no_other_header():
	header = ("甲", "干 什么", "谁\n来干", "啥时候：", "怎么样了", "", "")
	assert words_of_header(header) == words_of_header(STRANGE)
	read = parse(_content(header, (*FIRST, "", ""), (*SECOND, "", "")), vocabulary=_known())
	assert _facts(read) == EXPECTED


def test_what_was_said_goes_before_what_is_known():
	header = ("序号", "工作任务", "责任单位", "完成时限", "备注")
	roles = ("number", "task", "units", "kept", "deadline")
	read = parse(_content(header, ("1", "建桥。", "市甲局", "未定", "9月")), vocabulary=_known(header, roles))
	assert _facts(read) == [("建桥。", "9月", ["市甲局"])]
	assert "column_unknown" not in codes_of(read)
	assert [(each.heading, each.text) for each in tasks_of(read)[0].further] == [("完成时限", "未定")]


def test_a_heading_that_an_office_wants_kept_is_no_unknown_one():
	rows = (("序号", "工作任务", "责任单位", "完成时限", "流水"), ("1", "建桥。", "市甲局", "9月", "A7"))
	assert "column_unknown" in codes_of(parse(_content(*rows)))
	read = parse(_content(*rows), vocabulary=SHIPPED.with_words({"流水": "kept"}))
	assert "column_unknown" not in codes_of(read)
	assert tasks_of(read)[0].further[0].text == "A7"


def test_an_office_calls_a_shipped_heading_something_else():
	rows = (("序号", "工作任务", "责任单位", "完成时限", "说明"), ("1", "建桥。", "市甲局", "9月", "李一"))
	read = parse(_content(*rows), vocabulary=SHIPPED.with_words({"说明": "leader"}))
	assert items_of(read)[0].leader == "李一"


def test_a_header_in_two_rows_is_said_by_the_words_of_both():
	header = (merged("甲", 2), merged("干什么", 2), merged("安排", 1, 2), merged("谁来干", 2))
	table_ = table(header, ("上半年", "下半年"), ("1", "建桥。", "开工", "9月", "市甲局"))
	(rows,) = tables_in(docx(content("2021年重点工作", table_)), "a.docx")
	headings = rows.rows[0].headings
	assert headings[2:4] == ("安排／上半年", "安排／下半年")
	known = _known(headings, ("number", "task", "target", "deadline", "units"))
	assert _facts(parse(content("2021年重点工作", table_), vocabulary=known)) == [
		("建桥。", "9月", ["市甲局"])
	]


def test_the_words_of_a_header_that_somebody_has_said_are_headings():
	assert [_known().is_heading(words) for words in (*STRANGE, "建桥")] == [True] * len(STRANGE) + [False]


@pytest.mark.parametrize("sign", ["\t", " | "])
def test_a_text_falls_into_a_table_once_its_header_is_said(sign):
	text = "2021年重点工作\n" + "\n".join(sign.join(row) for row in (STRANGE, FIRST, SECOND))
	(rows,) = tables_in(text.encode(), "a.txt")
	assert rows.parted and rows.rows[0].headings == STRANGE
	read = parse_bytes(text.encode(), "a.txt", vocabulary=_known())
	assert _facts(read) == EXPECTED


def test_a_text_of_a_cell_a_line_falls_into_rows_once_its_header_is_said():
	text = "2021年重点工作\n" + "\n".join("\n".join(row) for row in (STRANGE, FIRST))
	assert _facts(parse_bytes(text.encode(), vocabulary=_known())) == EXPECTED[:1]


def test_a_table_without_a_header_is_read_from_its_first_row_on():
	(rows,) = tables_in(docx(content("2021年重点工作", table(FIRST, SECOND))), "a.docx")
	first = rows.rows[0]
	assert first.headings == FIRST
	read = parse_bytes(
		docx(content("2021年重点工作", table(FIRST, SECOND))), "a.docx", {first.line: Unheaded(SAID)}
	)
	assert _facts(read) == EXPECTED
	assert [column.heading for column in read.columns[0].columns][:2] == ["第1列", "第2列"]


def test_first_rows_pass_over_words_across_the_table_and_end():
	rows = tables_in(docx(content("清单", table(("重点工作",), STRANGE, *[FIRST] * 50))), "a.docx")[0].rows
	assert rows[0].headings == STRANGE
	assert len(rows) == 6
	assert rows[0].place == "第1张表 第2行"


@given(st.lists(st.sampled_from([None, *ROLES, "finer_task", "x"]), max_size=6))
def test_whatever_is_said_of_a_header_never_raises_and_never_invents(roles):
	known = SHIPPED.with_headers({STRANGE: tuple(roles)})
	try:
		read = parse(_content(STRANGE, FIRST, SECOND), {3: roles}, known)
	except NotAList:
		assert not is_readable(roles) or len(roles) > len(STRANGE)
		return
	assert is_readable(roles)
	words = " ".join((*FIRST, *SECOND))
	assert all(task.text in words for task in tasks_of(read))
