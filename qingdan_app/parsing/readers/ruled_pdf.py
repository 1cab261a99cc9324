"""A .pdf with ruled tables, by pdfplumber where it is installed: cells by the lines around them, to be checked."""

import io
import re
from collections import Counter

from qingdan_app.parsing.content import Cell, Content, Paragraph, Place, Table
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.readers.limits import LIMITS, Allowance, Findings, Limits
from qingdan_app.parsing.readers.package import damaged
from qingdan_app.parsing.readers.pdf_tables import (
	RuledTable,
	go_on_with,
	inner_widths,
	outside,
	ruled_table,
	same_columns,
	text_of,
)
from qingdan_app.parsing.readers.pdf_text import Letter, TextLine, joined, lines_of

try:
	import pdfplumber
except ImportError:  # an optional extra: pip install "qingdan_app[pdf]"
	pdfplumber = None

_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/共]\s*\d{1,4}\s*页?)?[-—–·\s]*")
_MOST_MARKS = 20_000


def read(data: bytes, limits: Limits = LIMITS) -> Content:
	"""The content of a PDF whose tables are ruled. Raises NotAList, also if none is or pdfplumber is not there."""
	if pdfplumber is None:
		raise NotAList(
			"PDF files need the library pdfplumber on the server; open it in Word and save it as .docx"
		)
	allowance = Allowance(limits)
	allowance.size(data)
	try:
		with pdfplumber.open(io.BytesIO(data)) as file:
			return _Reading(file, allowance).content()
	except NotAList:
		raise
	except (
		Exception
	) as error:  # pdfplumber goes by the bytes: where they are damaged it raises whatever comes of it
		if "Password" in f"{type(error).__name__}{error!r}":
			raise NotAList("it is protected by a password; save it without one") from error
		raise damaged() from error


class _Reading:
	def __init__(self, file, allowance: Allowance):
		self._allowance = allowance
		allowance.pages(len(file.pages))
		self._parts: list[tuple[int, TextLine | RuledTable]] = []  # with their pages, in order
		self._letters = 0
		for number, page in enumerate(file.pages, start=1):
			allowance.time()
			self._parts += ((number, part) for part in self._page(page, number))
			page.close()

	def content(self) -> Content:
		if not self._letters:
			raise NotAList("its pages are pictures, and words in a picture are not read")
		self._leave_out_furniture()
		inner = inner_widths(part for _page, part in self._parts if isinstance(part, RuledTable))
		parts = self._joined(inner)
		if not any(isinstance(part, RuledTable) for _page, part in parts):
			raise NotAList("no table with ruled lines is in this PDF; open it in Word and save it as .docx")
		return self._content(parts, inner)

	def _page(self, page, number: int) -> list[TextLine | RuledTable]:
		"""Tables and the lines outside them, from top to bottom."""
		if sum(map(len, page.objects.values())) > _MOST_MARKS:
			raise NotAList(f"it has more marks than are read at once: {_MOST_MARKS}")
		letters = [
			Letter(one["text"], one["x0"], one["x1"], one["top"], one["bottom"] - one["top"])
			for one in page.chars
			if one.get("upright", True)
		]
		self._letters += len(letters)
		found = page.find_tables() if page.edges else []
		tables = [
			(table.bbox[1], ruled_table(table.cells, letters, number))
			for table in found
			if len(table.cells) > 1
		]
		lines = lines_of(outside(letters, [table.bbox for table in found if len(table.cells) > 1]))
		for _top, table in tables:
			for cell in table.cells:
				self._allowance.cell(cell.row, cell.column)
		return [
			part
			for _top, part in sorted([*tables, *((line.top, line) for line in lines)], key=lambda one: one[0])
		]

	def _leave_out_furniture(self) -> None:
		"""Numbers of pages, and lines that stand at the same height of most pages."""
		pages = max(page for page, _part in self._parts)
		counted = Counter(_fixed(part) for _page, part in self._parts if isinstance(part, TextLine))
		self._parts = [
			(page, part)
			for page, part in self._parts
			if isinstance(part, RuledTable)
			or not (_PAGE_NUMBER.fullmatch(part.text) or (pages > 3 and counted[_fixed(part)] > pages / 2))
		]

	def _joined(self, inner: dict) -> list[tuple[int, TextLine | RuledTable]]:
		"""Tables that go on over the end of a page as one: nothing stands between, and their columns are the same."""
		parts: list[tuple[int, TextLine | RuledTable]] = []
		last_page = 0
		for page, part in self._parts:
			before = parts[-1][1] if parts else None
			both = isinstance(part, RuledTable) and isinstance(before, RuledTable)
			if both and page == last_page + 1 and same_columns(before, part):
				go_on_with(before, part, inner)
			else:
				parts.append((page, part))
			last_page = page
		return parts

	def _content(self, parts: list[tuple[int, TextLine | RuledTable]], inner: dict) -> Content:
		findings, found, order, tables = Findings(self._allowance), [], 0, 0
		findings.add("cells_found", Place(0))
		width = max((part.width for _page, part in parts if isinstance(part, TextLine)), default=0)
		for page, run in _runs(parts):
			order += 1
			if not isinstance(run, RuledTable):
				lines = joined(run, width).split("\n")
				found += (Paragraph(line, Place(order, page=page)) for line in lines)
				continue
			tables += 1
			found.append(_table(run, inner, Place(order, page=page, table=tables)))
			for row in run.doubts:
				place = next(
					cell.place for cell in found[-1].cells if cell.row <= row < cell.row + cell.row_span
				)
				findings.add("row_cut", place)
			order += run.height
		return Content(tuple(found), findings.all())


def _fixed(line: TextLine) -> tuple[str, int]:
	return line.text, round(line.top / 3)


def _runs(parts: list):
	"""Each table, and lines that follow each other on a page."""
	run: list[TextLine] = []
	last = 0
	for page, part in parts:
		if run and (isinstance(part, RuledTable) or page != last):
			yield last, run
			run = []
		if isinstance(part, RuledTable):
			yield page, part
		else:
			run.append(part)
		last = page
	if run:
		yield last, run


def _table(table: RuledTable, inner: dict, at: Place) -> Table:
	cells = tuple(
		Cell(
			text_of(cell, inner),
			cell.row,
			cell.column,
			Place(at.order + 1 + cell.row, page=cell.page, table=at.table, row=cell.row + 1),
			cell.row_span,
			cell.column_span,
		)
		for cell in table.cells
	)
	return Table(cells, at, cells_certain=False)
