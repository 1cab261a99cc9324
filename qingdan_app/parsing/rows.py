"""Cells that stand one below the other into rows as wide as the header says.

Blank lines stand between rows, but in the real document also inside them, and cells go missing; so blocks
are joined while they still fit into one row, and cut where a row surely begins.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from qingdan_app.parsing.headings import is_header_start, is_section
from qingdan_app.parsing.layout import Block, Cell, Paragraph
from qingdan_app.parsing.list_columns import LONGEST_HEADING, TableColumns, classic_columns, read_columns
from qingdan_app.parsing.numbering import read_number
from qingdan_app.parsing.vocabulary import KEY_WORK, LEADER, NUMBER, SHIPPED, TASK, Vocabulary

_SIGN = re.compile(r"[\n\t\x00-\x1f]")
_ONE_SIGN = re.compile(r"^[\x00-\x7f]|[\x00-\x7f]$")
"""What may stand where a sign was overwritten."""


class Heading(NamedTuple):
	line: int
	text: str


class CutRow(NamedTuple):
	"""The cells of a row: as many as there are columns, fewer only where some are missing."""

	cells: tuple[Cell, ...]


class Shape(NamedTuple):
	"""What a row looks like: how many cells it has, and which are the number, the key work and the task.

	Rows of less than `fewest` cells are filled up.
	"""

	width: int
	number: int | None
	key_work: int | None
	task: int
	fewest: int = 0


def read_rows(
	parts: Iterable[Paragraph | Block], vocabulary: Vocabulary = SHIPPED
) -> Iterator[Paragraph | Heading | CutRow]:
	"""Paragraphs, section headings and rows in order."""
	return _Cutter(list(_split_at_headings(parts, vocabulary)), vocabulary).rows()


def _split_at_headings(
	parts: Iterable[Paragraph | Block], vocabulary: Vocabulary
) -> Iterator[Paragraph | Heading | Block]:
	"""The blocks cut where a leader's heading stands; below a header that has a column of leaders none stands within a block."""
	named_in_rows = False
	for part in parts:
		if isinstance(part, Paragraph):
			yield part
			continue
		header = _header_of(part, vocabulary)
		named_in_rows = header.at(LEADER) is not None if header else named_in_rows
		if named_in_rows and len(part) > 1:
			yield part
		else:
			yield from _at_headings(part)


def _at_headings(block: Block) -> Iterator[Heading | Block]:
	run: Block = []
	for cell in block:
		if not is_section(cell.text):
			run.append(cell)
			continue
		if run:
			yield run
			run = []
		yield Heading(*cell)
	if run:
		yield run


class _Cutter:
	"""Cuts the blocks of a document into rows; each header says how wide those below it are."""

	def __init__(self, parts: Sequence[Paragraph | Heading | Block], vocabulary: Vocabulary):
		self._parts = parts
		self._vocabulary = vocabulary
		self._shape = _shape(classic_columns(1))

	def rows(self) -> Iterator[Paragraph | Heading | CutRow]:
		pending: Block = []
		for at, part in enumerate(self._parts):
			part = _parted(part, self._vocabulary) if isinstance(part, list) else part
			header = _header_of(part, self._vocabulary) if isinstance(part, list) else None
			if header or not isinstance(part, list) or not self._goes_on(pending, part):
				yield from self._rows(self._cut(pending))
				pending = []
			if header:
				yield CutRow(tuple(part[: header.width]))
				self._shape = self._shape_below(at, _shape(header))
				part = part[header.width :]
				if not part:
					continue
			if not isinstance(part, list):
				yield part
				continue
			*whole, last = self._cut(pending + part)
			yield from self._rows(whole if len(last) < self._shape.width else [*whole, last])
			pending = last if len(last) < self._shape.width else []
		yield from self._rows(self._cut(pending))

	def _shape_below(self, at: int, shape: Shape) -> Shape:
		"""The shape of the rows below a header. One that has lost a cell says nothing of them: then they stay too long for it."""
		if shape.number:
			return shape
		lengths: Counter[int] = Counter()
		for part in self._parts[at + 1 :]:
			if isinstance(part, list):
				if _header_of(part, self._vocabulary):
					break
				lengths[len(part)] += read_number(part[0].text) is not None
		longer = max((shape.width + 1, shape.width + 2), key=lambda width: lengths[width])
		if lengths[longer] < max(lengths[shape.width], 1):
			return shape
		return Shape(longer, 0, None, shape.task, shape.width + 1)

	def _goes_on(self, pending: Block, block: Block) -> bool:
		"""Whether a block completes the row that an earlier block began."""
		lacking = self._shape.width - len(pending)
		if not pending:
			return True
		return not self._begins_row(block, 0) and (len(block) <= lacking or self._begins_row(block, lacking))

	def _rows(self, pieces: list[Block]) -> Iterator[CutRow]:
		for piece in pieces:
			lacking = self._shape.fewest - len(piece)
			yield CutRow((*piece, *(Cell(piece[-1].line, "") for _cell in range(lacking))))

	def _cut(self, cells: Block) -> list[Block]:
		pieces, at, full = [], 0, self._shape.width
		while at < len(cells):
			widths = (width for width in (full, full - 1, full - 2) if width > 1)
			width = next((width for width in widths if self._row_may_end(cells, at + width)), full)
			pieces.append(cells[at : at + width])
			at += width
		return pieces

	def _row_may_end(self, cells: Block, at: int) -> bool:
		return at == len(cells) or self._begins_row(cells, at)

	def _begins_row(self, cells: Block, at: int) -> bool:
		number = at + (self._shape.number or 0)
		if self._shape.number is None or number >= len(cells):
			return False
		if text := cells[number].text:
			return is_header_start(text) or read_number(text) is not None
		key_work, task = self._shape.key_work, at + self._shape.task
		if task >= len(cells) or (key_work is not None and cells[at + key_work].text):
			return False
		return bool(cells[task].text)


def _parted(block: Block, vocabulary: Vocabulary) -> Block:
	"""The cells, one that is two headings as two of them: the sign that parted them was lost."""
	return [part for cell in block for part in _two_headings(cell, vocabulary) or (cell,)]


def _two_headings(cell: Cell, vocabulary: Vocabulary) -> tuple[Cell, ...]:
	signs = _SIGN.finditer(cell.text) if len(cell.text) <= LONGEST_HEADING else ()
	for sign in signs if not vocabulary.role_of(cell.text) else ():
		as_written = [cell.text[: sign.start()], cell.text[sign.end() :]]
		parts = [_ONE_SIGN.sub("", part) for part in as_written]
		is_damaged = sign[0] != "\n" or parts != as_written or "\ufffd" in cell.text
		if is_damaged and all(map(vocabulary.role_of, parts)):
			return tuple(Cell(cell.line, part) for part in parts)
	return ()


def _header_of(block: Block, vocabulary: Vocabulary) -> TableColumns | None:
	"""The header that a block begins with; it ends where a number begins the first row."""
	if len(block) < 3 or not any(vocabulary.is_heading(cell.text) for cell in block[:2]):
		return None
	width = next(
		(at for at, cell in enumerate(block) if at and read_number(cell.text) is not None), len(block)
	)
	return read_columns([cell.text for cell in block[:width]], vocabulary, block[0].line)


def _shape(columns: TableColumns) -> Shape:
	return Shape(columns.width, columns.at(NUMBER), columns.at(KEY_WORK), columns.at(TASK) or 0)
