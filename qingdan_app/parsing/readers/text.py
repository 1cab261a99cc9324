"""Plain text in the ways programs flatten a table: tabs, pipes, one cell a line, runs of blanks; everything else is paragraphs."""

import re
from collections.abc import Iterator, Sequence

from qingdan_app.parsing import content
from qingdan_app.parsing.content import Cell, Content, Finding, Place, Table
from qingdan_app.parsing.encoding import decode
from qingdan_app.parsing.layout import Paragraph, lines_of, read_layout
from qingdan_app.parsing.readers import cells_by_line, separated
from qingdan_app.parsing.readers.limits import LIMITS, Allowance, Limits
from qingdan_app.parsing.rows import CutRow, Heading, read_rows
from qingdan_app.parsing.vocabulary import SHIPPED, Vocabulary

_MARK = re.compile(r"#{1,6}\s+")
"""Before a heading, as Markdown marks it."""


def read(data: bytes, limits: Limits = LIMITS, vocabulary: Vocabulary = SHIPPED) -> Content:
	"""The paragraphs and tables in the bytes of a text (UTF-8, GB18030 or UTF-16). Raises NotAList."""
	Allowance(limits).size(data)
	return read_text(decode(data), vocabulary)


def read_text(text: str, vocabulary: Vocabulary = SHIPPED) -> Content:
	"""The paragraphs and tables of a text; each table is recognised by the headings above it."""
	lines = lines_of(text)
	parts = _Parts()
	found = separated.read(lines, vocabulary) or cells_by_line.read(lines, vocabulary)
	for part in found if found is not None else read_rows(read_layout(lines), vocabulary):
		parts.take(part)
	parts.close()
	return Content(tuple(parts.found), tuple(_damage(lines)))


class _Parts:
	"""Rows that follow one another become one table, whatever stands between them ends it."""

	def __init__(self) -> None:
		self.found: list[content.Paragraph | Table] = []
		self._rows: list[CutRow | Heading] = []

	def take(self, part: Paragraph | Heading | CutRow) -> None:
		if isinstance(part, Paragraph):
			self.close()
			self.found.append(
				content.Paragraph(
					part.text[mark.end() :] if (mark := _MARK.match(part.text)) else part.text,
					Place(part.line, line=part.line),
				)
			)
		elif isinstance(part, Heading) or part.cells:
			self._rows.append(part)

	def close(self) -> None:
		if not self._rows:
			return
		width = max((len(row.cells) for row in self._rows if isinstance(row, CutRow)), default=1)
		cells = [cell for at, row in enumerate(self._rows) for cell in _cells(row, at, width)]
		self.found.append(Table(tuple(cells), cells[0].place, cells_certain=False))
		self._rows = []


def _cells(row: CutRow | Heading, at: int, width: int) -> Iterator[Cell]:
	if isinstance(row, Heading):
		yield Cell(row.text, at, 0, Place(row.line, line=row.line), 1, width)
		return
	for column, (line, text) in enumerate(row.cells):
		yield Cell(text, at, column, Place(line, line))


def _damage(lines: Sequence[str]) -> Iterator[Finding]:
	for number, line in enumerate(lines, start=1):
		if "\ufffd" in line:
			yield Finding("encoding_damaged", Place(number, line=number), (("text", line),))
