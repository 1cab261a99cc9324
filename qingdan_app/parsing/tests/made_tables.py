"""Contents made by hand: tables with merged cells, and the ways in which programs write them."""

from typing import NamedTuple

from qingdan_app.parsing.content import Cell, Content, Paragraph, Place, Table


class Merged(NamedTuple):
	"""A cell that covers several rows or columns."""

	text: str
	rows: int = 1
	columns: int = 1


def merged(text: str, rows: int = 1, columns: int = 1) -> Merged:
	return Merged(text, rows, columns)


def table(*rows: tuple[str | Merged, ...]) -> tuple:
	"""Rows from left to right without the places that a cell above covers; one word alone stands across the table."""
	return rows


def content(*parts: str | tuple) -> Content:
	"""Paragraphs and tables in order, with places as a file without lines has them."""
	found: list[Paragraph | Table] = []
	order, tables = 0, 0
	for part in parts:
		order += 1
		if isinstance(part, str):
			found.append(Paragraph(part, Place(order)))
			continue
		tables += 1
		cells, order = _cells(part, order, tables)
		found.append(Table(tuple(cells), cells[0].place))
	return Content(tuple(found))


def _cells(rows: tuple, order: int, number: int) -> tuple[list[Cell], int]:
	width = max(sum(_as_merged(cell).columns for cell in row) for row in rows)
	taken: set[tuple[int, int]] = set()
	cells: list[Cell] = []
	for at, row in enumerate(rows):
		column = 0
		for said in row:
			cell = _as_merged(said, width if len(row) == 1 and width > 1 else 1)
			while (at, column) in taken:
				column += 1
			order += 1
			place = Place(order, table=number, row=at + 1)
			cells.append(Cell(cell.text, at, column, place, cell.rows, cell.columns))
			covered = [
				(at + down, column + right) for down in range(cell.rows) for right in range(cell.columns)
			]
			taken.update(covered)
			column += cell.columns
	return cells, order


def _as_merged(cell: str | Merged, columns: int = 1) -> Merged:
	return cell if isinstance(cell, Merged) else Merged(cell, 1, columns)
