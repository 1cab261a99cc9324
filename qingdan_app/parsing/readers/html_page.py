"""What a page of HTML comes to while it is read: lines outside tables, tables, and lines of their cells."""

from collections.abc import Callable

from qingdan_app.parsing.content import Content, Paragraph, Place, Table
from qingdan_app.parsing.readers.grid import CellDraft, Grid
from qingdan_app.parsing.readers.html_words import Flow, hides, whole
from qingdan_app.parsing.readers.limits import Allowance, Findings

_ALL_ROWS = 65_534  # as many as HTML lets a cell reach over


class _TableState:
	"""A table whose rows are coming in."""

	def __init__(self, allowance: Allowance, number: int, place: Place, hidden: bool):
		self.grid = Grid(allowance)
		self.number = number
		self.place = place
		self.hidden = hidden
		self.row = -1
		self.row_hidden = False
		self.hidden_columns: set[int] = set()
		self.columns = 0
		self.cell: CellDraft | None = None
		self.flow: Flow | None = None
		self.texts: list[str] = []  # of a nested table: the cells of its row
		self.depth = 0


class Page:
	"""Tables, rows and cells begin and end here, also those that the page forgot to begin or to end.

	`close` is told how many elements may stay open when a cell ends.
	"""

	def __init__(self, allowance: Allowance, close: Callable[[int], None]):
		self._allowance = allowance
		self._close = close
		self._findings = Findings(allowance)
		self._parts: list[Paragraph | Table] = []
		self._order = self._paragraphs = self._table_number = 0
		self._flow = Flow()
		self._tables: list[_TableState] = []

	def content(self) -> Content:
		while self._tables:
			self.end_table()
		self._end_paragraphs()
		return Content(tuple(sorted(self._parts, key=lambda part: part.place.order)), self._findings.all())

	def floor(self) -> int:
		"""How many elements were open when the table that is open began."""
		return self._tables[-1].depth if self._tables else 0

	def begin_table(self, attributes: dict[str, str], open_elements: int, hidden: bool = False) -> None:
		self._allowance.depth(len(self._tables))
		self.current().end_block()
		nested = bool(self._tables) and self._tables[-1].flow is not None
		if not nested:
			self._end_paragraphs()
			self._table_number += 1
		self._order += 1
		place = Place(self._order, table=self._table_number)
		table = _TableState(self._allowance, self._table_number, place, hidden or hides(attributes))
		table.depth = open_elements
		self._tables.append(table)

	def begin_row(self, attributes: dict[str, str], open_elements: int) -> None:
		if not self._tables:
			self.begin_table({}, open_elements)
		self.end_row()
		table = self._tables[-1]
		self._allowance.cell(table.row + 1, 0)
		table.row += 1
		table.row_hidden = hides(attributes)

	def begin_cell(self, attributes: dict[str, str], open_elements: int) -> None:
		if not self._tables or self._tables[-1].row < 0:
			self.begin_row({}, open_elements)
		self.end_cell()
		table = self._tables[-1]
		self._order += 1
		place = Place(self._order, table=self._table_number, row=table.row + 1)
		column = table.grid.first_free(table.row)
		if table.cell is not None and table.cell.row == table.row:
			column = table.grid.first_free(table.row, table.cell.column + table.cell.column_span)
		rows, columns = whole(attributes.get("rowspan"), 1), max(whole(attributes.get("colspan"), 1), 1)
		hidden = table.hidden or table.row_hidden or column in table.hidden_columns or hides(attributes)
		table.cell = CellDraft("", table.row, column, place, rows if rows > 0 else _ALL_ROWS, columns, hidden)
		if rows < 0:
			table.cell.row_span = 1
		if not table.grid.add(table.cell):
			self._findings.add("cells_overlap", place)
		table.flow = Flow()

	def note_column(self, attributes: dict[str, str]) -> None:
		if not self._tables:
			return
		table = self._tables[-1]
		span = min(max(whole(attributes.get("span"), 1), 1), 1000)
		if hides(attributes):
			table.hidden_columns.update(range(table.columns, table.columns + span))
		table.columns += span

	def end_cell(self) -> None:
		table = self._tables[-1] if self._tables else None
		if table is None or table.flow is None:
			return
		self._close(table.depth)
		table.cell.text = table.flow.text()
		table.texts.append(table.cell.text)
		table.flow = None

	def end_row(self) -> None:
		self.end_cell()
		if self._tables and self._is_nested() and self._tables[-1].texts:
			line = " ".join(text for text in self._tables[-1].texts if text)
			if line and not self._tables[-1].hidden:
				self._outside(self._tables[-1]).say_as_it_is(line)
				self._outside(self._tables[-1]).end_block()
		if self._tables:
			self._tables[-1].texts = []

	def end_table(self) -> None:
		if not self._tables:
			return
		self.end_row()
		nested = self._is_nested()
		self._close(self._tables[-1].depth)
		table = self._tables.pop()
		if not nested and table.grid.drafts:
			self._parts.append(Table(table.grid.cells(), table.place))

	def _is_nested(self) -> bool:
		return len(self._tables) > 1 and self._tables[-2].flow is not None

	# lines

	def current(self) -> Flow:
		for table in reversed(self._tables):
			if table.flow is not None:
				return table.flow
		return self._flow

	def between(self) -> Flow:
		"""Where words go that stand in a table and in no cell: before it, as in a browser."""
		inside = bool(self._tables) and self._tables[-1].flow is None
		return self._outside(self._tables[-1]) if inside else self.current()

	def _outside(self, table: _TableState) -> Flow:
		at = self._tables.index(table)
		return (self._tables[at - 1].flow if at else None) or self._flow

	def _end_paragraphs(self) -> None:
		self._flow.end_block()
		for number, line in self._flow.lines:
			if line.strip():
				self._paragraphs += 1
				self._order += 1
				place = Place(self._order, paragraph=self._paragraphs)
				self._parts.append(Paragraph(line.strip(), place, number))
		self._flow = Flow()

	def tell_hidden(self, words: str) -> None:
		if words:
			self._findings.add("text_hidden", self._here(), text=words)

	def _here(self) -> Place:
		if self._tables and self._tables[-1].cell is not None:
			return self._tables[-1].cell.place
		return Place(self._order, paragraph=self._paragraphs + 1)
