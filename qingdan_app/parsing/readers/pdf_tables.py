"""Ruled tables of pages: their cells by the lines around them, and tables that go on over the end of a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from qingdan_app.parsing.readers.pdf_text import (
	Letter,
	TextLine,
	ends_sentence,
	goes_on,
	is_numbered,
	joined,
	lines_of,
)

_NEAR = 3.0  # points
_WIDEST_PADDING = 6.0

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(slots=True)
class RuledCell:
	row: int
	column: int
	row_span: int
	column_span: int
	width: float
	page: int
	lines: list[TextLine] = field(default_factory=list)

	@property
	def blank(self) -> bool:
		return not self.lines


@dataclass(slots=True)
class RuledTable:
	"""`columns` are where its columns begin and end, `doubts` the rows at which it is not sure what belongs together."""

	cells: list[RuledCell]
	columns: list[float]
	page: int
	height: int
	doubts: list[int] = field(default_factory=list)

	def row(self, number: int) -> list[RuledCell]:
		return [cell for cell in self.cells if cell.row == number]

	def ending(self) -> dict[int, RuledCell]:
		"""The cells that reach the last row, by their column."""
		return {cell.column: cell for cell in self.cells if cell.row + cell.row_span == self.height}

	def words(self, number: int) -> list[tuple[int, str]]:
		return [(cell.column, "".join(line.text for line in cell.lines)) for cell in self.row(number)]


def ruled_table(boxes: Iterable[Box], letters: Sequence[Letter], page: int) -> RuledTable:
	"""The table of cells with these boxes, with the letters whose middle lies in each."""
	boxes = list(boxes)
	columns = _edges([side for box in boxes for side in (box[0], box[2])])
	rows = _edges([side for box in boxes for side in (box[1], box[3])])
	cells = []
	for left, top, right, bottom in boxes:
		row, column = _nearest(rows, top), _nearest(columns, left)
		spans = max(_nearest(rows, bottom) - row, 1), max(_nearest(columns, right) - column, 1)
		within = [
			one
			for one in letters
			if left <= (one.left + one.right) / 2 < right and top <= one.top + one.size / 2 < bottom
		]
		cells.append(RuledCell(row, column, *spans, right - left, page, lines_of(within)))
	cells.sort(key=lambda cell: (cell.row, cell.column))
	return RuledTable(cells, columns, page, max(len(rows) - 1, 1))


def _edges(sides: list[float]) -> list[float]:
	edges: list[float] = []
	for side in sorted(sides):
		if not edges or side - edges[-1] > _NEAR:
			edges.append(side)
	return edges


def _nearest(edges: Sequence[float], side: float) -> int:
	return min(range(len(edges)), key=lambda at: abs(edges[at] - side))


def same_columns(one: RuledTable, other: RuledTable) -> bool:
	return len(one.columns) == len(other.columns) and all(
		abs(a - b) <= _NEAR for a, b in zip(one.columns, other.columns, strict=True)
	)


def go_on_with(table: RuledTable, following: RuledTable, inner: dict) -> None:
	"""Add the rows that stand on the next page. `inner` says how wide the words of a column may be."""
	first = _after_repeated_header(table, following)
	if first >= following.height:
		return
	ending, begin = table.ending(), following.row(first)
	cut, doubtful = _is_cut(begin, ending, inner)
	if doubtful:
		table.doubts.append(table.height - 1)
	shift = table.height - first - (1 if cut else 0)
	rest = {cell.column for cell in begin if cell.column in ending} if cut else _rest(begin, ending, inner)
	for cell in following.cells:
		if cell.row == first and cell.column in rest:
			above = ending[cell.column]
			above.lines += cell.lines
			above.row_span += cell.row_span - (1 if cut else 0)
		elif cell.row >= first:
			cell.row += shift
			table.cells.append(cell)
	table.height = shift + following.height
	table.cells.sort(key=lambda cell: (cell.row, cell.column))


def _after_repeated_header(table: RuledTable, following: RuledTable) -> int:
	"""How many rows at the top of the next page are the table's first ones said again."""
	number = 0
	while number < min(following.height, table.height, 3) and following.words(number) == table.words(number):
		number += 1
	return number


def _is_cut(begin: list[RuledCell], ending: dict[int, RuledCell], inner: dict) -> tuple[bool, bool]:
	"""Whether the page ends within a row, and whether that is doubtful.

	It does if words at the top of the next page go on with a line that was broken. A number there begins a row. Cells
	that are merged over several rows say nothing: they may be cut where the rows beside them are not.
	"""
	pairs = [(cell, ending[cell.column]) for cell in begin if cell.column in ending]
	if len(pairs) < len(begin) or not begin:
		return False, False
	single = [(cell, above) for cell, above in pairs if cell.row_span == 1 and above.row_span == 1]
	said = [(cell, above) for cell, above in (single or pairs) if not cell.blank]
	if not said:
		return any(not cell.blank for cell, _above in pairs), False
	broken = [_is_broken(above, cell, inner) for cell, above in said]
	if not any(broken) or any(is_numbered(cell.lines[0]) for cell, _above in said):
		return False, False
	surely = any(
		cut and not ends_sentence(above.lines[-1]) for cut, (_cell, above) in zip(broken, said, strict=True)
	)
	return surely or all(broken), not (surely and all(broken))


def _is_broken(above: RuledCell, cell: RuledCell, inner: dict) -> bool:
	if above.blank or cell.blank:
		return False
	return goes_on(above.lines[-1], cell.lines[0], _inner(above, inner))


def _goes_on_surely(above: RuledCell, cell: RuledCell, inner: dict) -> bool:
	"""Whether words within a sentence stand on both pages."""
	broken = _is_broken(above, cell, inner)
	return broken and not ends_sentence(above.lines[-1]) and not is_numbered(cell.lines[0])


def _rest(begin: list[RuledCell], ending: dict[int, RuledCell], inner: dict) -> set[int]:
	"""The columns in which a cell at the top of a page, where a row begins, is the rest of one of the page before."""
	pairs = [(cell, ending[cell.column]) for cell in begin if cell.column in ending]
	sure = [cell.column for cell, above in pairs if _goes_on_surely(above, cell, inner)]
	last_broken = max(sure, default=0)
	return {cell.column for cell, above in pairs if _belongs(cell, above, begin, last_broken, inner)}


def _belongs(
	cell: RuledCell, above: RuledCell, begin: list[RuledCell], last_broken: int, inner: dict
) -> bool:
	"""Whether a cell at the top of a page, where a row begins, is the rest of one that ended the page before.

	A cell over several rows may be; so may one beside which, up to column `last_broken`, a sentence goes on.
	"""
	if _goes_on_surely(above, cell, inner) or (cell.blank and cell.column < last_broken):
		return True
	if cell.column_span != above.column_span or not (cell.row_span > 1 or above.row_span > 1):
		return False
	begins_anew = any(not one.blank for one in begin if one.column < cell.column)
	return cell.blank or (not begins_anew and _is_broken(above, cell, inner))


def inner_widths(tables: Iterable[RuledTable]) -> dict:
	"""How wide words may be in cells of each width: without the padding that the widest lines leave."""
	widest: dict[float, float] = {}
	for table in tables:
		for cell in table.cells:
			widths = [line.solid for line in cell.lines]
			least = cell.width - 2 * _WIDEST_PADDING
			widest[round(cell.width)] = max([widest.get(round(cell.width), least), *widths])
	return widest


def _inner(cell: RuledCell, inner: dict) -> float:
	return inner.get(round(cell.width), cell.width - 2 * _WIDEST_PADDING)


def text_of(cell: RuledCell, inner: dict) -> str:
	return joined(cell.lines, _inner(cell, inner))


def outside(letters: Iterable[Letter], boxes: Sequence[Box]) -> Iterator[Letter]:
	for letter in letters:
		middle, height = (letter.left + letter.right) / 2, letter.top + letter.size / 2
		if not any(left <= middle <= right and top <= height <= bottom for left, top, right, bottom in boxes):
			yield letter
