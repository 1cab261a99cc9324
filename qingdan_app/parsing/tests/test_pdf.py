"""PDF files with ruled tables: cells by their lines, rows and cells that a page cuts joined again."""

from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.parsing import NotAList
from qingdan_app.parsing.content import Cell, Content, Table
from qingdan_app.parsing.document import parse
from qingdan_app.parsing.readers import read, ruled_pdf
from qingdan_app.parsing.readers.limits import LIMITS
from qingdan_app.parsing.tests import written_files as files
from qingdan_app.parsing.tests.seed_files import seed_content
from qingdan_app.parsing.tests.written_pdf import pdf as written

WIDTHS = (40, 120, 200, 80, 120)
HEADER = ["序号", "重点工作任务", "细化具体项目任务", "完成时间", "责任单位"]
TASK = "完善安全监测预警系统，完成城市安全遥感大数据平台监控系统建设；完成多灾易灾乡镇、化工园区高空视频监控建设和接入，构建综合应急指挥平台"


def rows(*texts: list[str]) -> Content:
	return Content((files.table_of(HEADER, *texts),))


def merged(number: int, tasks: int) -> Content:
	"""Items whose number, text and units are merged over their tasks."""
	cells = [Cell(text, 0, column, files.NOWHERE) for column, text in enumerate(HEADER)]
	for item in range(number):
		top = 1 + item * tasks
		for column, text in (
			(0, str(item + 1)),
			(1, f"推进第{item + 1}项重点工作，加强组织领导和统筹协调。"),
			(4, "市发改委、市商务局"),
		):
			cells.append(Cell(text, top, column, files.NOWHERE, tasks))
		for task in range(tasks):
			cells.append(Cell(f"{task + 1}.{TASK}。", top + task, 2, files.NOWHERE))
			cells.append(Cell(f"{task + 1}月", top + task, 3, files.NOWHERE))
	return Content((Table(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), files.NOWHERE),))


def codes(content: Content) -> list[str]:
	return [finding.code for finding in content.findings]


def test_cells_are_found_by_their_lines_and_are_to_be_checked():
	content = rows(["1", "推进工作。", f"1.{TASK}。", "12月", "市发改委"])
	got = read(written(content, WIDTHS))
	assert files.shown(got) == files.shown(content)
	assert [table.cells_certain for table in got.parts] == [False]
	assert codes(got) == ["cells_found"]
	assert str(got.parts[0].cells[-1].place) == "第1页 第1张表 第2行"


def test_lines_that_the_width_broke_are_joined_and_those_of_people_stay():
	content = rows(
		[
			"1",
			"加快建设。\n（六大标志性成果项目）",
			"完成投资1500亿元，新增5G基站5000个，建成AIPPI中国分会",
			"12月",
			"市发改委\n省牵头单位:省发展改革委",
		]
	)
	assert files.shown(read(written(content, WIDTHS))) == files.shown(content)


def test_words_outside_tables_are_paragraphs_in_their_place():
	table = files.table_of(HEADER, ["1", "甲", "乙", "12月", "市发改委"])
	content = Content(
		(files.paragraph("2021年重点工作清单"), table, files.paragraph("备注：列第一位的为牵头单位。"))
	)
	assert files.shown(read(written(content, WIDTHS))) == files.shown(content)


@pytest.mark.parametrize("lines", range(11, 24))
@pytest.mark.parametrize(
	"content",
	[
		rows(*([str(n), f"推进工作{n}。", f"1.{TASK}。", "12月", "市发改委"] for n in range(1, 8))),
		merged(3, 4),
	],
	ids=["rows", "merged"],
)
def test_a_table_over_many_pages_is_one_wherever_they_end(content, lines):
	got = read(written(content, WIDTHS, lines))
	assert files.shown(got) == files.shown(content)


def test_a_header_that_is_printed_on_every_page_stands_once():
	first = files.table_of(
		HEADER, ["1", "甲", "乙。", "12月", "市发改委"], ["2", "甲", "乙。", "12月", "市发改委"]
	)
	second = files.table_of(HEADER, ["3", "甲", "乙。", "12月", "市发改委"])
	got = read(written(Content((first, second)), WIDTHS, 3))
	assert [row[0] for row in files.rows_of(got.parts[0])] == ["序号", "1", "2", "3"]


def test_a_sentence_that_may_have_ended_with_its_page_is_to_be_checked():
	width = 200 - 10
	full = "建" * (width // 10 - 1) + "。"
	content = rows(["1", "甲", f"{full}{full}", "12月", "市发改委"])
	got = read(written(content, WIDTHS, 2))
	assert codes(got) == ["cells_found", "row_cut"]


def test_the_list_of_2021_comes_back_with_at_most_five_cells_to_check():
	content = seed_content()
	got = read(written(content, WIDTHS))
	expected, found = (
		[without_breaks(one) for one in each.parts if isinstance(one, Table)] for each in (content, got)
	)
	assert [len(cells) for cells in expected] == pytest.approx([len(cells) for cells in found], abs=1)
	amiss = [at for one, other in zip(expected, found, strict=True) for at in one if one[at] != other.get(at)]
	assert len(amiss) <= 5
	assert Counter(codes(got))["row_cut"] <= 5
	items = [item for one in parse(got).lists for section in one.sections for item in section.items]
	assert sum(len(item.tasks) for item in items) == 733


def without_breaks(table: Table) -> dict:
	"""Cells without what a PDF does not tell: line breaks, and a sign that the font of these tests lacks."""
	cells = files.cells_of(table)
	return {at: ("".join(cell[0].split()).replace("·", ""), *cell[1:]) for at, cell in cells.items()}


@pytest.mark.parametrize(
	("data", "words"),
	[
		(written(rows(["1", "甲", "乙", "12月", "丙"]), WIDTHS, ruled=False), "ruled"),
		(written(Content((files.table_of([""] * 5),)), WIDTHS), "pictures"),
		(b"%PDF-1.7\nnothing", "damaged"),
	],
)
def test_what_has_no_ruled_table_is_refused(data, words):
	with pytest.raises(NotAList, match=words):
		read(data)


def test_too_many_pages_are_refused():
	with pytest.raises(NotAList, match="more pages"):
		ruled_pdf.read(written(merged(3, 4), WIDTHS, 5), LIMITS._replace(pages=2))


def test_without_the_library_one_sentence_says_what_to_do(monkeypatch):
	monkeypatch.setattr(ruled_pdf, "pdfplumber", None)
	with pytest.raises(NotAList, match="pdfplumber on the server"):
		read(b"%PDF-1.7")


SMALL = written(rows(["1", "推进工作", "完成方案", "12月", "市发改委"]), WIDTHS)


@given(
	st.integers(0, len(SMALL)), st.integers(0, 60), st.sampled_from([b"", b"0", b"/", b"<<", b"9999999999"])
)
def test_a_damaged_file_is_refused_or_read_and_nothing_is_invented(at, length, instead):
	with suppress(NotAList):
		read(b"%PDF-1.4" + SMALL[8:][:at] + instead + SMALL[8:][at + length :])
