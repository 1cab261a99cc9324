"""The list of 2021 in every kind of file: the same 733 tasks, word for word, under the same items, leaders and lists."""

from collections.abc import Callable

import pytest

from qingdan_app.parsing import parse_bytes, parse_text
from qingdan_app.parsing.content import Cell, Content, Paragraph, Place, Table
from qingdan_app.parsing.tests.seed_files import WIDTH, seed_content
from qingdan_app.parsing.tests.written_files import delimited, docx, page, xlsx


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
	"csv": (lambda: _csv(seed_content(merged=False)), "list.csv"),
	"tsv": (lambda: _tsv(seed_content(merged=False)), ""),
	"pipes": (lambda: _pipes(seed_content(merged=False)), ""),
}


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


def _joined(words):
	return words.replace("\n", "") if isinstance(words, str) else ()
