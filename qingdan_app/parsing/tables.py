"""Tables and paragraphs of any file as what a list consists of: words, headings, headers and rows with a cell for each column."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from qingdan_app.parsing import content
from qingdan_app.parsing.cards import read_cards
from qingdan_app.parsing.headings import is_note, is_section
from qingdan_app.parsing.layout import Cell, Paragraph
from qingdan_app.parsing.list_columns import LONGEST_HEADING, TableColumns, columns_under, read_columns
from qingdan_app.parsing.numbering import read_number
from qingdan_app.parsing.numerals import NUMERAL
from qingdan_app.parsing.rows import Heading
from qingdan_app.parsing.vocabulary import SHIPPED, Vocabulary, is_readable

_GROUP = re.compile(rf"[（(]?第?{NUMERAL}{{1,4}}[)）、.．章部]|[^。；;：:]{{2,40}}$")
_NO_NAME = re.compile(r"(?:sheet|工作表)\s*\d*", re.I)
_TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计|共\s*计")


class Header(NamedTuple):
	"""The header of a table; `cells` are its words, `sheet` the name of the sheet that it stands in."""

	columns: TableColumns
	cells: tuple[Cell, ...]
	sheet: str = ""

	@property
	def line(self) -> int:
		return self.columns.line


class Row(NamedTuple):
	"""A row. `merged` are the columns whose cell began in a row above; a row that is not `certain` may lack cells."""

	cells: tuple[Cell, ...]
	merged: frozenset[int] = frozenset()
	certain: bool = False

	@property
	def line(self) -> int:
		"""The line of the first cell that begins here and says something."""
		own = [cell for at, cell in enumerate(self.cells) if at not in self.merged]
		return next((cell.line for cell in own if cell.text), (own or self.cells)[0].line)


class Unheaded(NamedTuple):
	"""What each column is of a table that has no header: it stands at the line of its first row."""

	roles: Sequence[str | None]


Part = Paragraph | Heading | Header | Row
Mapped = Mapping[int, Sequence[str | None] | Unheaded]
"""Lines of headers → what somebody says that each column is; lines of first rows where there is no header."""


class FirstRow(NamedTuple):
	"""A row as it would be the header of its table: its line, where it stands, and the words of each column."""

	line: int
	place: str
	headings: tuple[str, ...]


def first_rows(table: content.Table, most: int) -> list[FirstRow]:
	"""The first rows of a table, without words across it."""
	return list(islice(_Table(table, SHIPPED, {}).first_rows(), most))


def parts_of(read: content.Content, vocabulary: Vocabulary, mapped: Mapped) -> Iterator[Part]:
	"""Everything in a file, in its order."""
	for part in read.parts:
		if isinstance(part, content.Paragraph):
			yield Paragraph(part.place.order, f"{part.number}{part.text}".strip())
		elif part.cells:
			yield from _Table(part, vocabulary, mapped).parts()


class _Table:
	"""One table laid out: for each row the cell that covers each column, and whether it begins there."""

	def __init__(self, table: content.Table, vocabulary: Vocabulary, mapped: Mapped):
		self._certain, self._name = table.cells_certain, "" if _NO_NAME.fullmatch(table.name) else table.name
		self._vocabulary, self._mapped = vocabulary, mapped
		self._has_header = False
		shown = [cell for cell in table.cells if not cell.hidden]
		self._width = max((cell.column + cell.column_span for cell in shown), default=0)
		self._rows: list[dict[int, tuple[content.Cell, bool]]] = []
		for cell in shown:
			while len(self._rows) < cell.row + cell.row_span:
				self._rows.append({})
			for row in range(cell.row, cell.row + cell.row_span):
				for column in range(cell.column, cell.column + cell.column_span):
					self._rows[row].setdefault(column, (cell, row == cell.row))

	def parts(self) -> Iterator[Part]:
		headed = list(self._headed())
		yield from headed if self._has_header else [*self._cards()] or headed

	def _cards(self) -> Iterator[Part]:
		"""The table as a form, where it is one; what stands above its first label is words."""
		rows = [
			[cell for cell, own in row.values() if own and cell.row == at]
			for at, row in enumerate(self._rows)
		]
		rows = [list(dict.fromkeys(sorted(row, key=lambda cell: cell.column))) for row in rows]
		for card in read_cards(rows, self._vocabulary):
			line, place = card.words[0].place.order, card.words[0].place
			columns = read_columns(card.labels, self._vocabulary, line, place)
			if columns is None:
				return
			yield from (Paragraph(cell.place.order, cell.text.strip()) for cell in card.beside)
			yield Header(columns, tuple(Cell(line, label) for label in card.labels), self._name)
			yield Row(tuple(Cell(cell.place.order, cell.text.strip()) for cell in card.words), certain=True)

	def _headed(self) -> Iterator[Part]:
		at = 0
		while at < len(self._rows):
			row = self._rows[at]
			across = self._across(row)
			if header := None if across else self._unheaded(at) or self._header(at):
				self._has_header = True
				yield header[0]
				at += header[1]
				if header[1]:
					continue
			if across:
				yield from self._words_across(across, at)
			elif row:
				yield self._row(row)
			at += 1

	def _across(self, row: Mapping[int, tuple[content.Cell, bool]]) -> content.Cell | None:
		"""The one cell that says something in a row, if it stands across the table or where no words belong."""
		said = {
			id(cell): (cell, column) for column, (cell, _own) in reversed(row.items()) if cell.text.strip()
		}
		if len(said) != 1:
			return None
		cell, column = next(iter(said.values()))
		if cell.row_span > 1 and cell.column_span < self._width:
			return None
		if self._width == 1 or cell.column_span * 2 > self._width or (is_section(cell.text) and column == 0):
			return cell
		return (
			cell
			if self._certain and column == 0 and read_number(cell.text) is None and self._width > 2
			else None
		)

	def _words_across(self, cell: content.Cell, at: int) -> Iterator[Part]:
		text = cell.text.strip()
		if is_section(text) or (
			self._has_header
			and self._certain
			and not is_note(text)
			and not _TOTAL.match(text)
			and not self._header_follows(at + 1)
			and _GROUP.match(text)
		):
			yield Heading(cell.place.order, text)
		else:
			yield Paragraph(cell.place.order, text)

	def _header_follows(self, at: int) -> bool:
		"""Whether the next row that is no words across the table is a header: then these are a title."""
		while at < len(self._rows) and self._across(self._rows[at]):
			at += 1
		return at < len(self._rows) and self._header(at) is not None

	def first_rows(self) -> Iterator[FirstRow]:
		for at, row in enumerate(self._rows):
			if row and not self._across(row):
				headings = tuple(self._headings(at, self._height_of_header(at)))
				place = next((cell.place for cell, _own in row.values() if cell.text.strip()), None)
				yield FirstRow(self._line(at), str(place or ""), headings)

	def _line(self, at: int) -> int:
		cells = self._cells(self._rows[at])
		return next((cell.line for cell in cells if cell.text), cells[0].line)

	def _unheaded(self, at: int) -> tuple[Header, int] | None:
		"""What somebody says of a table that begins here without a header."""
		said = self._mapped.get(self._line(at)) if self._mapped and self._rows[at] else None
		if not isinstance(said, Unheaded) or not is_readable(said.roles):
			return None
		headings = [f"第{column}列" for column in range(1, self._width + 1)]
		columns = columns_under(headings, self._line(at)).given(said.roles)
		return Header(columns, (), self._name), 0

	def _header(self, at: int) -> tuple[Header, int] | None:
		row = self._rows[at]
		if (
			not row
			or self._is_of_a_form(at)
			or any(len(cell.text) > LONGEST_HEADING for cell, _own in row.values())
		):
			return None
		if not self._mapped and not any(
			self._vocabulary.is_heading(cell.text) for cell, _own in row.values()
		):
			return None
		cells, line = self._cells(row), self._line(at)
		height = self._height_of_header(at)
		headings = self._headings(at, height)
		place = next((cell.place for cell, _own in row.values() if cell.text.strip()), None)
		columns = read_columns(headings, self._vocabulary, line, place)
		if columns is None and height > 1:
			height = 1
			columns = read_columns(self._headings(at, 1), self._vocabulary, line, place)
		if is_readable(said := self._mapped.get(line, ())):
			columns = (columns or columns_under(headings, line, place)).given(said)
		return (Header(columns, cells[: columns.width], self._name), height) if columns else None

	def _is_of_a_form(self, at: int) -> bool:
		"""Whether in a row and the one below it labels stand beside words that are none."""
		rows = [[cell.text for cell, own in row.values() if own] for row in self._rows[at : at + 2]]
		texts = [list(dict.fromkeys(row)) for row in rows]
		known = [[self._vocabulary.role_of(text) is not None for text in row] for row in texts]
		return (
			len(known) == 2
			and known[0] == [True, False] * (len(known[0]) // 2)
			and known[1][:2] == [True, False]
		)

	def _height_of_header(self, at: int) -> int:
		"""Two rows, where a heading stands above several columns that have headings of their own below."""
		row = self._rows[at]
		tall = max((cell.row_span for cell, own in row.values() if own), default=1)
		wide = any(cell.column_span > 1 and cell.text.strip() for cell, own in row.values() if own)
		if wide and tall > 1:
			return min(tall, 3, len(self._rows) - at)
		below = self._rows[at + 1] if at + 1 < len(self._rows) else {}
		said = {column: cell.text for column, (cell, _own) in below.items() if cell.text.strip()}
		spanned = wide and all(column in row and row[column][0].column_span > 1 for column in said)
		return 2 if said and (spanned or self._are_headings_below(row, said)) else 1

	def _are_headings_below(
		self, row: Mapping[int, tuple[content.Cell, bool]], said: Mapping[int, str]
	) -> bool:
		"""Whether words are known headings, each below one that is not known, or below none."""
		above = {column: cell.text for column, (cell, _own) in row.items() if cell.column == column}
		role_of = self._vocabulary.role_of
		beside = [column for column, text in above.items() if role_of(text)]
		return len(beside) > 1 and all(
			role_of(text) and column not in beside for column, text in said.items()
		)

	def _headings(self, at: int, height: int) -> list[str]:
		width = self._width if self._certain else max(self._rows[at]) + 1
		return [self._heading(at, height, column) for column in range(width)]

	def _heading(self, at: int, height: int, column: int) -> str:
		"""The words above a column: the lowest if they are known by themselves, else all of them."""
		words: list[str] = []
		for row in self._rows[at : at + height]:
			cell = row.get(column, (None, False))[0]
			if cell is not None and cell.text.strip() and cell.text not in words:
				words.append(cell.text)
		if not words or self._vocabulary.role_of(words[-1]):
			return words[-1] if words else ""
		return "／".join("".join(each.split()) for each in words)

	def _row(self, row: Mapping[int, tuple[content.Cell, bool]]) -> Row:
		cells = self._cells(row)
		merged = frozenset(column for column, (_cell, own) in row.items() if not own)
		return Row(cells, merged, True) if self._certain else Row(cells[: max(row) + 1], merged)

	def _cells(self, row: Mapping[int, tuple[content.Cell, bool]]) -> tuple[Cell, ...]:
		line = next(
			(cell.place.order for cell, own in row.values() if own), next(iter(row.values()))[0].place.order
		)
		found = ((column, row.get(column)) for column in range(self._width))
		return tuple(
			Cell(one[0].place.order, one[0].text.strip())
			if one and one[0].column == column
			else Cell(line, "")
			for column, one in found
		)
