"""Cells on their way into a table: where they begin, what they cover, and that no two cover one place."""

from dataclasses import dataclass

from qingdan_app.parsing.content import Cell, Place
from qingdan_app.parsing.readers.limits import Allowance


@dataclass(slots=True)
class CellDraft:
	text: str
	row: int
	column: int
	place: Place
	row_span: int = 1
	column_span: int = 1
	hidden: bool = False


class Grid:
	"""One table, its cells added row by row from left to right."""

	def __init__(self, allowance: Allowance):
		self.drafts: list[CellDraft] = []
		self._allowance = allowance
		self._free_from: dict[int, int] = {}  # by column: the first row that nothing covers yet

	def first_free(self, row: int, column: int = 0) -> int:
		"""The first column from `column` on that no cell from above covers in this row."""
		while self._free_from.get(column, 0) > row:
			column += 1
		return column

	def add(self, draft: CellDraft) -> bool:
		"""Put a cell where it begins. Answers False if it had to be cut because others are there."""
		self._allowance.cell(draft.row, draft.column)
		draft.column_span = min(draft.column_span, self._allowance.limits.columns)
		asked = draft.column_span
		for covered in range(draft.column, draft.column + asked):
			if self._free_from.get(covered, 0) > draft.row:
				draft.column_span = max(covered - draft.column, 1)
				break
		self.cover(draft)
		self.drafts.append(draft)
		return draft.column_span == asked

	def cover(self, draft: CellDraft) -> None:
		"""Take what a cell covers, which may have grown downwards."""
		for column in range(draft.column, draft.column + draft.column_span):
			self._free_from[column] = draft.row + draft.row_span

	def cells(self) -> tuple[Cell, ...]:
		"""The cells; spans end where the last row and the last column begin."""
		height = max((draft.row for draft in self.drafts), default=0) + 1
		width = max((draft.column for draft in self.drafts), default=0) + 1
		return tuple(
			Cell(
				draft.text,
				draft.row,
				draft.column,
				draft.place,
				min(draft.row_span, height - draft.row),
				min(draft.column_span, width - draft.column),
				draft.hidden,
			)
			for draft in self.drafts
		)
