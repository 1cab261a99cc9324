"""A .docx as paragraphs and tables, as the page shows them: tracked changes accepted, hidden text left out."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from qingdan_app.parsing.content import Content, Paragraph, Place, Table
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.readers.grid import CellDraft, Grid
from qingdan_app.parsing.readers.limits import LIMITS, Allowance, Findings, Limits
from qingdan_app.parsing.readers.package import Package, refusing_damage, without_collecting
from qingdan_app.parsing.readers.word_numbering import NONE, Number, Numbering
from qingdan_app.parsing.readers.word_text import TextReader
from qingdan_app.parsing.readers.word_xml import W, child, number, parts, switch, value


def read(data: bytes, limits: Limits = LIMITS) -> Content:
	"""The content of a Word document. Headers, footers, footnotes and comments are no part of it. Raises NotAList."""
	allowance = Allowance(limits)
	with refusing_damage(), without_collecting():
		package = Package(data, allowance)
		main = package.main_part("word/document.xml")
		root = package.xml(main)
		body = child(root, "body")
		if body is None:
			raise NotAList("the Word file holds no document")
		related = {relation.kind: relation.target for relation in package.relations(main).values()}
		styles, numbering = (package.xml(related.get(kind, "")) for kind in ("styles", "numbering"))
		return _Reading(styles, numbering, allowance).content(body)


class Line(NamedTuple):
	"""One paragraph, wherever it stands."""

	number: Number
	text: str

	def whole(self) -> str:
		"""With its automatic number before it, as a cell shows it."""
		return f"{self.number.words}{self.number.between if self.number.words else ''}{self.text}"


class _Reading:
	def __init__(self, styles: Element | None, numbering: Element | None, allowance: Allowance):
		self._allowance = allowance
		self._numbering = Numbering(numbering, styles)
		self._text = TextReader(styles)
		self._usual_style = _usual_style(styles)
		self._findings = Findings(allowance)
		self._place = Place(0)
		self._paragraphs = self._tables = 0
		self._changed = False

	def content(self, body: Element) -> Content:
		found = tuple(self._parts(body))
		if self._changed:
			self._findings.add("changes_accepted", Place(0))
		return Content(found, self._findings.all())

	def _parts(self, body: Element) -> Iterator[Paragraph | Table]:
		for part in self._blocks(body, 0):
			if isinstance(part, Element):
				yield self._table(part)
			elif part.text.strip():
				yield Paragraph(part.text.strip(), self._place, part.number.words)

	def _at(self, **where: int) -> Place:
		self._place = Place(self._place.order + 1, **where)
		return self._place

	def _blocks(self, container: Element, depth: int) -> Iterator[Line | Element]:
		"""The paragraphs as lines, and tables as they are, in the order of reading."""
		self._allowance.depth(depth)
		begun = ""  # by a paragraph whose end was deleted
		for element in parts(container):
			if element.tag == W + "tbl":
				yield element
			elif element.tag == W + "p":
				self._begin_paragraph(depth)
				style = value(element, "pPr/pStyle") or self._usual_style
				words = self._text.paragraph(element, style)
				self._note(words)
				begun += words.text
				if not self._goes_on(element) and not (words.hidden and not begun):
					yield Line(self._numbering.of(child(element, "pPr"), style), begun)
					begun = ""
				for box in words.boxes:
					yield from self._blocks(box, depth + 1)
		if begun:
			yield Line(NONE, begun)

	def _begin_paragraph(self, depth: int) -> None:
		if depth == 0:
			self._paragraphs += 1
			self._at(paragraph=self._paragraphs)

	def _goes_on(self, paragraph: Element) -> bool:
		"""Whether the end of a paragraph was deleted."""
		mark = child(paragraph, "pPr/rPr")
		deleted = child(mark, "del") is not None or child(mark, "moveFrom") is not None
		self._changed = self._changed or deleted
		return deleted

	def _note(self, words) -> None:
		self._changed = self._changed or words.changed
		if hidden := "".join(words.hidden).strip():
			self._findings.add("text_hidden", self._place, text=hidden)
		if words.objects:
			self._findings.add("object_left_out", self._place)

	def _table(self, element: Element) -> Table:
		self._tables += 1
		table, at = self._tables, self._at(table=self._tables)
		grid, above = Grid(self._allowance), {}
		for row, element_row in enumerate(self._rows(element)):
			place = self._at(table=table, row=row + 1)
			above = self._row(element_row, row, place, grid, above)
		return Table(grid.cells(), at)

	def _rows(self, table: Element) -> Iterator[Element]:
		for row in parts(table):
			if row.tag == W + "tr":
				if child(row, "trPr/del") is not None:
					self._changed = True
					continue
				self._changed = self._changed or child(row, "trPr/ins") is not None
				yield row

	def _row(self, element: Element, row: int, place: Place, grid: Grid, above: dict) -> dict:
		"""Adds the cells of a row. Answers those that the next row may go on with, by their column."""
		column = number(value(element, "trPr/gridBefore"), 0)
		hidden, going_on, last = bool(switch(child(element, "trPr"), "hidden")), {}, None
		for cell in _cells(element):
			properties = cell.find(W + "tcPr")
			span = max(number(value(properties, "gridSpan"), 1), 1)
			below, first = _merge(properties, "vMerge"), above.get(column)
			if last is not None and _merge(properties, "hMerge") == "continue":
				last.column_span += span
				self._cover(grid, last, cell)
			elif below == "continue" and first is not None and first.column_span == span:
				first.row_span += 1
				self._cover(grid, first, cell)
				going_on[column] = last = first
			else:
				last = CellDraft("", row, column, place, 1, span, hidden)
				grid.add(last)
				last.text = self._cell_text(cell, 1)
				going_on.update({column: last} if below else {})
			column += span
		return going_on

	def _cover(self, grid: Grid, draft: CellDraft, cell: Element) -> None:
		"""Words in a cell that another one covers are not shown, and do not count in numbered lists."""
		grid.cover(draft)
		words = "".join(self._text.paragraph(one, None).text for one in parts(cell) if one.tag == W + "p")
		if words.strip():
			self._findings.add("text_hidden", self._place, text=words.strip())

	def _cell_text(self, cell: Element, depth: int) -> str:
		lines = []
		for part in self._blocks(cell, depth):
			if isinstance(part, Element):
				lines += self._nested(part, depth + 1)
			else:
				lines.append(part.whole())
		return "\n".join(lines).strip()

	def _nested(self, table: Element, depth: int) -> Iterator[str]:
		"""A table within a cell: a line for each row."""
		for row in self._rows(table):
			cells = (self._cell_text(cell, depth) for cell in _cells(row))
			yield " ".join(cell for cell in cells if cell)


def _cells(row: Element) -> Iterator[Element]:
	"""The cells of a row, without those that were deleted."""
	cells = (cell for cell in parts(row) if cell.tag == W + "tc")
	return (cell for cell in cells if child(cell, "tcPr/cellDel") is None)


def _merge(properties: Element | None, name: str) -> str:
	"""`restart`, `continue` or nothing."""
	found = child(properties, name)
	return "" if found is None else found.get(W + "val", "continue")


def _usual_style(styles: Element | None) -> str | None:
	for style in styles.iter(W + "style") if styles is not None else ():
		if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
			return style.get(W + "styleId")
	return None
