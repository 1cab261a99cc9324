"""Cells into rows of five: 序号, 重点工作任务, 细化具体项目任务, 完成时间, 责任单位.

Blank lines stand between rows, but in the real document also inside them, and cells go missing; so blocks
are joined while they still fit into one row, and cut where a row surely begins.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qingdan_app.parsing.headings import is_header_start, is_section, read_serial
from qingdan_app.parsing.layout import Block, Cell, Paragraph

WIDTH = 5


class Heading(NamedTuple):
	line: int
	text: str


class Row(NamedTuple):
	cells: tuple[Cell, ...]

	@property
	def line(self) -> int:
		"""The line of the first cell that says something."""
		return next((cell.line for cell in self.cells if cell.text), self.cells[0].line)


def read_rows(parts: Iterable[Paragraph | Block]) -> Iterator[Paragraph | Heading | Row]:
	"""Paragraphs, section headings and rows in order. A row has five cells, fewer only where some are missing."""
	pending: Block = []
	for part in _split_at_headings(parts):
		if not isinstance(part, list) or not _goes_on(pending, part):
			yield from _rows(_cut(pending))
			pending = []
		if not isinstance(part, list):
			yield part
			continue
		*whole, last = _cut(pending + part)
		yield from _rows(whole if len(last) < WIDTH else [*whole, last])
		pending = last if len(last) < WIDTH else []
	yield from _rows(_cut(pending))


def _split_at_headings(parts: Iterable[Paragraph | Block]) -> Iterator[Paragraph | Heading | Block]:
	for part in parts:
		if isinstance(part, Paragraph):
			yield part
			continue
		run: Block = []
		for cell in part:
			if not is_section(cell.text):
				run.append(cell)
				continue
			if run:
				yield run
				run = []
			yield Heading(*cell)
		if run:
			yield run


def _goes_on(pending: Block, block: Block) -> bool:
	"""Whether a block completes the row that an earlier block began."""
	lacking = WIDTH - len(pending)
	if not pending:
		return True
	return not _begins_row(block, 0) and (len(block) <= lacking or _begins_row(block, lacking))


def _rows(pieces: list[Block]) -> Iterator[Row]:
	return (Row(tuple(piece)) for piece in pieces)


def _cut(cells: Block) -> list[Block]:
	pieces, at = [], 0
	while at < len(cells):
		width = next((width for width in (5, 4, 3) if _row_may_end(cells, at + width)), WIDTH)
		pieces.append(cells[at : at + width])
		at += width
	return pieces


def _row_may_end(cells: Block, at: int) -> bool:
	return at == len(cells) or _begins_row(cells, at)


def _begins_row(cells: Block, at: int) -> bool:
	if at >= len(cells):
		return False
	first = cells[at].text
	if first:
		return is_header_start(first) or read_serial(first) is not None
	following = cells[at + 1 : at + 3]
	return len(following) == 2 and not following[0].text and bool(following[1].text)
