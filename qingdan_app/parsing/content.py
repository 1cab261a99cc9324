"""What a reader makes of a file, whatever its kind: paragraphs and tables in the order in which one reads them.

A reader says what stands there and where, never what it means. A document in which nothing is merged, hidden or nested is
`Paragraph`s and `Table`s of cells that span one row and one column.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class Place(NamedTuple):
	"""Where something stands in a file: `order` rises through the document, the rest is how people find it.

	Lines, rows, pages, tables and paragraphs outside tables count from 1, `cell` is a spreadsheet's own name for it (C41). What a kind of file does
	not have is None.
	"""

	order: int
	line: int | None = None
	page: int | None = None
	table: int | None = None
	row: int | None = None
	sheet: str | None = None
	cell: str | None = None
	paragraph: int | None = None

	def __str__(self) -> str:
		"""第812行 · 第3张表 第12行 · 第5页 第12行 · 第7段 · 清单四!C41"""
		if self.sheet is not None:
			return f"{self.sheet}!{self.cell or self.row or ''}".rstrip("!")
		if self.line is not None:
			return f"第{self.line}行"
		counted = ((self.page, "页"), (self.table, "张表"), (self.row, "行"), (self.paragraph, "段"))
		return " ".join(f"第{number}{what}" for number, what in counted if number is not None)


@dataclass(frozen=True, slots=True)
class Paragraph:
	"""Words outside tables. `number` is what the program numbers it with (1. · （一）) where that is no part of the text."""

	text: str
	place: Place
	number: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
	"""A cell by the place in the grid of its upper left corner, from 0, and how many rows and columns it covers.

	Lines within a cell are parted by `\\n`. `hidden` says that the program that shows the file would not show it.
	"""

	text: str
	row: int
	column: int
	place: Place
	row_span: int = 1
	column_span: int = 1
	hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
	"""A table, its cells by row and then by column; places that no cell covers are blank.

	`name` is that of a sheet. `cells_certain` is False where a reader had to find out by itself where cells end.
	"""

	cells: tuple[Cell, ...]
	place: Place
	name: str = ""
	cells_certain: bool = True

	def rows(self) -> Iterator[tuple[Cell, ...]]:
		"""The cells that begin in each row, rows without any included."""
		height = max((cell.row + cell.row_span for cell in self.cells), default=0)
		rows: list[list[Cell]] = [[] for _row in range(height)]
		for cell in self.cells:
			rows[cell.row].append(cell)
		return (tuple(row) for row in rows)


class Finding(NamedTuple):
	"""What a reader met that a person has to know of: a code of `issues.py`, where, and the values of its message."""

	code: str
	place: Place
	params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
	"""A whole file as read."""

	parts: tuple[Paragraph | Table, ...] = ()
	findings: tuple[Finding, ...] = field(default=())
