"""A .doc read as it is: paragraphs and tables by the marks in its text and what its paragraphs say of them.

LibreOffice makes running text of tables of some hundred rows, also of those that it wrote itself; here each mark ends a cell or a row.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qingdan_app.parsing.content import Content, Paragraph, Place, Table
from qingdan_app.parsing.readers import old_word_format as formats
from qingdan_app.parsing.readers.grid import CellDraft, Grid
from qingdan_app.parsing.readers.limits import LIMITS, Allowance, Findings, Limits
from qingdan_app.parsing.readers.old_word import OldWord, opened, refusing_whatever_breaks
from qingdan_app.parsing.readers.package import damaged

_CELL, _ENDS = "\x07", "\r\x07\x0c"
_FIELD = "\x13\x14\x15"
"""Before the code of a field, before its result, behind it."""
_SHOWN = {"\x0b": "\n", "\x1e": "-", "\t": "\t", "\x0e": "\n"}
_WORD_97, _ENCRYPTED = 0xC1, 0x0100
_NEAR = 40
"""Edges of cells that are no more than this apart, in twentieths of a point, are one."""


class _Paragraph(NamedTuple):
	text: str
	end: str
	said: dict[int, bytes]


class _Cell(NamedTuple):
	text: str
	left: int
	right: int
	goes_on: bool


def read(data: bytes, limits: Limits = LIMITS) -> Content:
	"""The content of a .doc; automatic numbers are not read, which is told. Raises NotAList."""
	with refusing_whatever_breaks():
		word = opened(data)
		version, flags = struct.unpack_from("<H6xH", word.document, 2)
		if version < _WORD_97 or flags & _ENCRYPTED:
			raise damaged()
		return _Reading(word, Allowance(limits)).content()


class _Reading:
	def __init__(self, word: OldWord, allowance: Allowance):
		self._word, self._allowance = word, allowance
		self._findings = Findings(allowance)
		self._order = self._paragraphs = self._tables = 0
		self._numbered = False

	def content(self) -> Content:
		parts = tuple(self._parts())
		if self._numbered:
			self._findings.add("numbers_left_out", Place(0))
		return Content(parts, self._findings.all())

	def _place(self, **where: int) -> Place:
		self._order += 1
		return Place(self._order, **where)

	def _parts(self) -> Iterator[Paragraph | Table]:
		rows: list[list[_Cell]] = []
		cells: list[str] = []
		words: list[str] = []
		for paragraph in _paragraphs(self._word):
			self._numbered = self._numbered or paragraph.said.get(formats.LIST, b"\0\0") not in (
				b"\0\0",
				b"\x01\xf8",
			)
			if not formats.is_on(paragraph.said, formats.IN_TABLE):
				yield from self._table(rows)
				rows = []
				yield from self._paragraph(paragraph.text)
				continue
			words.append(paragraph.text)
			if formats.is_on(paragraph.said, formats.ENDS_ROW):
				rows.append(_row(cells, paragraph.said.get(formats.CELLS_OF_ROW)))
				cells, words = [], []
			elif paragraph.end == _CELL:
				cells.append("\n".join(words).strip())
				words = []
		yield from self._table(rows)

	def _paragraph(self, text: str) -> Iterator[Paragraph]:
		self._paragraphs += 1
		if text.strip():
			yield Paragraph(text.strip(), self._place(paragraph=self._paragraphs))

	def _table(self, rows: Sequence[Sequence[_Cell]]) -> Iterator[Table]:
		if not rows:
			return
		self._tables += 1
		at = self._place(table=self._tables)
		edges = _edges(rows)
		grid, above = Grid(self._allowance), {}
		for number, row in enumerate(rows):
			place = self._place(table=self._tables, row=number + 1)
			above = _add_row(grid, row, number, edges, above, place)
		yield Table(grid.cells(), at)


def _paragraphs(word: OldWord) -> Iterator[_Paragraph]:
	"""The paragraphs with what is said of them; what was deleted, hidden or is the code of a field is left out."""
	formatted, of_characters = formats.paragraphs(word), formats.characters(word)
	text, left = "", word.length
	fields: list[bool] = []  # whether the code of each is over
	for piece in word.pieces:
		for nth, sign in enumerate(piece.text[:left]):
			byte = piece.at + nth * piece.width
			if sign in _ENDS:
				yield _Paragraph(text, sign, formatted.at(byte))
				text = ""
			elif sign in _FIELD:
				_go_through(fields, sign)
			elif all(fields) and _is_shown(of_characters.at(byte)):
				text += sign if sign >= " " else _SHOWN.get(sign, "")
		left -= len(piece.text[:left])
	if text:
		yield _Paragraph(text, "\r", {})


def _go_through(fields: list[bool], sign: str) -> None:
	if sign == _FIELD[0]:
		fields.append(False)
	elif fields and sign == _FIELD[1]:
		fields[-1] = True
	elif fields:
		fields.pop()


def _is_shown(said: dict[int, bytes]) -> bool:
	return not formats.is_on(said, formats.DELETED) and not formats.is_on(said, formats.HIDDEN)


def _row(cells: Sequence[str], described: bytes | None) -> list[_Cell]:
	"""The cells of a row with their edges. Raises NotAList where the row is described otherwise."""
	if described is None:
		raise damaged()
	number = described[2]
	edges = struct.unpack_from(f"<{number + 1}h", described, 3)
	if number != len(cells):
		raise damaged()
	found: list[_Cell] = []
	for nth, text in enumerate(cells):
		at = 3 + 2 * (number + 1) + 20 * nth
		(flags,) = struct.unpack_from("<H", described, at) if at + 2 <= len(described) else (0,)
		if flags & 2 and not flags & 1 and found:
			found[-1] = found[-1]._replace(right=edges[nth + 1], text=f"{found[-1].text}\n{text}".strip())
		else:
			found.append(_Cell(text, edges[nth], edges[nth + 1], (flags >> 5) & 3 == 1))
	return found


def _edges(rows: Sequence[Sequence[_Cell]]) -> list[int]:
	"""Where the columns of a table begin, from left to right."""
	edges: list[int] = []
	for edge in sorted({edge for row in rows for cell in row for edge in (cell.left, cell.right)}):
		if not edges or edge - edges[-1] > _NEAR:
			edges.append(edge)
	return edges


def _column(edges: Sequence[int], edge: int) -> int:
	return min(range(len(edges)), key=lambda at: abs(edges[at] - edge))


def _add_row(
	grid: Grid, row: Sequence[_Cell], number: int, edges: Sequence[int], above: dict, place: Place
) -> dict:
	"""Adds the cells of a row. Answers those of its columns, which the next row may go on with."""
	going_on = {}
	for cell in row:
		column = _column(edges, cell.left)
		span = max(_column(edges, cell.right) - column, 1)
		first = above.get(column)
		if cell.goes_on and first is not None and first.column_span == span and not cell.text:
			first.row_span += 1
			grid.cover(first)
		else:
			first = CellDraft(cell.text, number, column, place, 1, span)
			grid.add(first)
		going_on[column] = first
	return going_on
