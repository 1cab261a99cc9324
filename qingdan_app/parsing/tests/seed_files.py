"""The list of 2021 as a content: what its Word table was before it was saved as text."""

from collections.abc import Iterator
from pathlib import Path

from qingdan_app.parsing.content import Cell, Content, Paragraph, Place, Table
from qingdan_app.parsing.headings import is_header_start
from qingdan_app.parsing.layout import Paragraph as Line
from qingdan_app.parsing.layout import lines_of, read_layout
from qingdan_app.parsing.rows import CutRow as Row
from qingdan_app.parsing.rows import Heading, read_rows

_FILE = Path(__file__).parents[2] / "demo" / "hangzhou-2021.txt"
_NOWHERE = Place(0)
WIDTH = 5


def seed_content(merged: bool = True, rows_in_a_table: int | None = None) -> Content:
	"""Titles, notes and tables. `merged`: an item's number, text and units are one cell over its tasks.

	With `rows_in_a_table` a table is cut where so many rows are reached and an item ends, as Word's 续表 are.
	"""
	parts: list[Paragraph | Table] = []
	rows: list[Row | Heading] = []
	for part in read_rows(read_layout(lines_of(_FILE.read_text(encoding="utf-8")))):
		if isinstance(part, Line):
			parts += [*_tables(rows, merged, rows_in_a_table), Paragraph(part.text, _NOWHERE)]
			rows = []
		else:
			rows.append(part)
	return Content((*parts, *_tables(rows, merged, rows_in_a_table)))


def _tables(rows: list, merged: bool, most: int | None) -> Iterator[Table]:
	run: list = []
	for row in rows:
		if most and len(run) >= most and (isinstance(row, Heading) or row.cells[0].text):
			yield Table(tuple(_cells(run, merged)), _NOWHERE)
			run = []
		run.append(row)
	if run:
		yield Table(tuple(_cells(run, merged)), _NOWHERE)


def _cells(rows: list, merged: bool) -> Iterator[Cell]:
	for at, row in enumerate(rows):
		if isinstance(row, Heading):
			yield Cell(row.text, at, 0, _NOWHERE, 1, WIDTH)
			continue
		texts = [cell.text for cell in row.cells] + [""] * (WIDTH - len(row.cells))
		for column, text in enumerate(texts):
			span = _span(rows, at, column) if merged else 1
			if span:
				yield Cell(text, at, column, _NOWHERE, span)


def _span(rows: list, at: int, column: int) -> int:
	"""How many rows a cell covers; 0 where one from above does."""
	if column not in (0, 1, WIDTH - 1):
		return 1
	if _goes_on(rows[at]):
		return 0
	below = at + 1
	while below < len(rows) and _goes_on(rows[below]):
		below += 1
	return below - at


def _goes_on(row) -> bool:
	if isinstance(row, Heading):
		return False
	texts = [cell.text for cell in row.cells] + [""] * (WIDTH - len(row.cells))
	return not (texts[0] or texts[1] or texts[WIDTH - 1] or is_header_start(texts[0]))
