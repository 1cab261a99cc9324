"""A .csv or .tsv as one table."""

import csv
import io
from collections import Counter
from contextlib import suppress

from qingdan_app.parsing.content import Content, Place, Table
from qingdan_app.parsing.encoding import decode
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.readers.grid import CellDraft, Grid
from qingdan_app.parsing.readers.limits import LIMITS, Allowance, Limits

DELIMITERS = ",\t;|，"
_SAMPLE = 256 * 1024


def read(data: bytes, limits: Limits = LIMITS) -> Content:
	"""The table in the bytes of a file (UTF-8, GB18030 or UTF-16). Raises NotAList."""
	Allowance(limits).size(data)
	return read_text(decode(data), limits)


def read_text(text: str, limits: Limits = LIMITS, delimiter: str | None = None) -> Content:
	"""The table in a text whose cells are parted by `delimiter`, or by whichever fits. Raises NotAList."""
	allowance = Allowance(limits)
	allowance.size(text)
	text = _lines(text)
	delimiter = delimiter or found_delimiter(text)
	if delimiter is None:
		raise NotAList("its lines have no comma, tab, semicolon or bar that parts them into cells")
	grid, line = Grid(allowance), 1
	rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
	try:
		for row, cells in enumerate(rows):
			place = Place(row + 1, line=line, table=1, row=row + 1)
			for column, words in enumerate(cells):
				if words.strip():
					grid.add(CellDraft(words.strip(), row, column, place))
			allowance.cell(row, 0)
			line = rows.line_num + 1
	except csv.Error as error:
		raise NotAList(
			"a cell of it is longer than is read at once, or its quotation marks do not match"
		) from error
	return Content((Table(grid.cells(), Place(0, line=1, table=1)),) if grid.drafts else ())


def found_delimiter(text: str) -> str | None:
	"""The sign that parts most rows into the same number of cells; None if none parts any."""
	best, most, sample = None, 0.0, _lines(text[:_SAMPLE])
	for delimiter in DELIMITERS:
		rows: list[list[str]] = []
		with suppress(csv.Error):  # said when the whole is read
			rows.extend(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
		widths = Counter(len(row) for row in rows if any(map(str.strip, row)))
		parted = sum(count for width, count in widths.items() if width > 1)
		if not parted:
			continue
		width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
		fit = count / widths.total() + parted / widths.total() + min(width, 20) / 1000
		if fit > most:
			best, most = delimiter, fit
	return best


def _lines(text: str) -> str:
	"""Line ends within quotation marks are those of a cell: one sign for each."""
	return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
