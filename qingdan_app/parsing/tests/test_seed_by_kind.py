"""The list of 2021 in every kind of file: the same 733 tasks, word for word, under the same items, leaders and lists."""

import io
from collections.abc import Callable

import pytest
import xlwt

from qingdan_app.parsing import parse_bytes, parse_text
from qingdan_app.parsing.content import Cell, Content, Paragraph, Place, Table
from qingdan_app.parsing.tests.seed_files import WIDTH, seed_content
from qingdan_app.parsing.tests.written_files import delimited, docx, page, xlsx
from qingdan_app.parsing.tests.written_old_word import doc
from qingdan_app.parsing.tests.written_pdf import pdf


def _facts(read):
	return [
		(
			*(one.number, one.title, one.notes, section.leader, item.number, item.text, item.tags),
			*(item.lead_unit, item.lead_rule, [unit.name for unit in item.units]),
			*(task.number, task.text, task.deadline, task.units),
		)
		for one in read.lists
		for section in one.sections
		for item in section.items
		for task in item.tasks
	]


def _on_one_sheet(content: Content) -> Content:
	"""What stands above and below the tables as rows across one sheet."""
	cells: list[Cell] = []
	row = 0
	for part in content.parts:
		if isinstance(part, Paragraph):
			cells.append(Cell(part.text, row, 0, Place(0), 1, WIDTH))
			row += 1
			continue
		height = max(cell.row for cell in part.cells) + 1
		cells += [
			Cell(cell.text, row + cell.row, cell.column, Place(0), cell.row_span, cell.column_span)
			for cell in part.cells
		]
		row += height
	return Content((Table(tuple(cells), Place(0)),))


def _rows(content: Content) -> list[list[str]]:
	(table,) = _on_one_sheet(content).parts
	rows = [[""] * WIDTH for _row in range(max(cell.row for cell in table.cells) + 1)]
	for cell in table.cells:
		rows[cell.row][cell.column] = cell.text
	return rows


def _xls(content: Content) -> bytes:
	"""A workbook of the old kind, merged cells as they are."""
	book = xlwt.Workbook(encoding="utf-8")
	sheet = book.add_sheet("清单")
	for cell in _on_one_sheet(content).parts[0].cells:
		last = (cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
		if last == (cell.row, cell.column):
			sheet.write(cell.row, cell.column, cell.text)
		else:
			sheet.write_merge(cell.row, last[0], cell.column, last[1], cell.text)
	file = io.BytesIO()
	book.save(file)
	return file.getvalue()


def _tsv(content: Content) -> bytes:
	table = Table(
		tuple(
			Cell(text, at, column, Place(0))
			for at, row in enumerate(_rows(content))
			for column, text in enumerate(row)
		),
		Place(0),
	)
	return delimited(table, "\t", "\n").encode()


def _csv(content: Content) -> bytes:
	return delimited(_on_one_sheet(content).parts[0]).encode("gb18030")


def _pipes(content: Content) -> bytes:
	lines = []
	for row in _rows(content):
		words = [cell.replace("\n", "") for cell in row]
		lines.append(" | ".join(words) + " |" if any(words[1:]) else words[0])
	return "\n".join(lines).encode()


KINDS: dict[str, tuple[Callable[[], bytes], str]] = {
	"docx": (lambda: docx(seed_content()), ""),
	"docx without merges": (lambda: docx(seed_content(merged=False)), ""),
	"docx with tables cut in two": (lambda: docx(seed_content(rows_in_a_table=25)), ""),
	"html": (lambda: page(seed_content()).encode(), ""),
	"html without merges": (lambda: page(seed_content(merged=False)).encode(), ""),
	"xlsx": (lambda: xlsx(_on_one_sheet(seed_content())), ""),
	"xlsx without merges": (lambda: xlsx(_on_one_sheet(seed_content(merged=False))), ""),
	"doc": (lambda: doc(seed_content()), ""),
	"doc without merges": (lambda: doc(seed_content(merged=False)), ""),
	"xls": (lambda: _xls(seed_content()), ""),
	"xls without merges": (lambda: _xls(seed_content(merged=False)), ""),
	"csv": (lambda: _csv(seed_content(merged=False)), "list.csv"),
	"tsv": (lambda: _tsv(seed_content(merged=False)), ""),
	"pipes": (lambda: _pipes(seed_content(merged=False)), ""),
}


PDF_WIDTHS = (40, 160, 240, 70, 110)


@pytest.fixture(scope="module")
def expected(hangzhou_text):
	return _facts(parse_text(hangzhou_text))


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_facts_from_every_kind_of_file(kind, expected):
	make, name = KINDS[kind]
	found = _facts(parse_bytes(make(), name))
	if kind == "pipes":
		expected = [(*fact[:5], *map(_joined, fact[5:7]), *fact[7:]) for fact in expected]
		found = [(*fact[:5], *map(_joined, fact[5:7]), *fact[7:]) for fact in found]
	assert len(found) == 733
	assert found == expected


def test_the_same_tasks_from_a_pdf_but_for_five_cells(expected):
	read = parse_bytes(pdf(seed_content(), PDF_WIDTHS, lines_on_a_page=70), "list.pdf")
	found = [tuple(map(_in_one_line, fact)) for fact in _facts(read)]
	differing = [
		(one, other)
		for one, other in zip(found, expected, strict=True)
		if one != tuple(map(_in_one_line, other))
	]
	assert len(found) == 733
	assert len(differing) <= 5
	codes = [issue.code for issue in read.issues]
	assert {"serial_repeated", "task_number_skipped", "row_broken", "stray_text"}.isdisjoint(codes)
	assert sum(len(section.items) for one in read.lists for section in one.sections) == 216


def _in_one_line(words):
	"""Without breaks and blanks, which a PDF puts where a line of its cell ends."""
	return "".join(words.split()) if isinstance(words, str) else words


def _joined(words):
	return words.replace("\n", "") if isinstance(words, str) else ()
