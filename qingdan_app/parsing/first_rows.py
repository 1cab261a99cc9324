"""The first rows of each table of a file, for somebody to say which of them is the header and what each column is."""

from collections.abc import Iterator
from typing import NamedTuple

from qingdan_app.parsing.content import Content, Paragraph, Table
from qingdan_app.parsing.readers import read
from qingdan_app.parsing.readers.separated import cells_of
from qingdan_app.parsing.tables import FirstRow, first_rows

MOST_TABLES, MOST_ROWS, FEWEST_CELLS = 8, 6, 2


class FirstRows(NamedTuple):
	"""The first rows of a table; `parted` rows are lines of a text, of which the reader makes a table once it knows the header."""

	rows: tuple[FirstRow, ...]
	parted: bool = False


def tables_in(data: bytes, name: str = "") -> list[FirstRows]:
	"""The first rows of the first tables of a file. Raises NotAList for a file that cannot be read at all."""
	content = read(data, name)
	tables = [part for part in content.parts if isinstance(part, Table)]
	found = [FirstRows(tuple(first_rows(table, MOST_ROWS))) for table in tables[:MOST_TABLES]]
	lines = tuple(_parted_lines(content))
	seen = [each for each in found if any(len(row.headings) >= FEWEST_CELLS for row in each.rows)]
	return [*seen, FirstRows(lines[:MOST_ROWS], parted=True)] if lines else seen


def _parted_lines(content: Content) -> Iterator[FirstRow]:
	"""Lines of a text that fall into cells by themselves."""
	for part in content.parts:
		cells = cells_of(part.text) if isinstance(part, Paragraph) and part.place.line else ()
		if cells:
			yield FirstRow(part.place.order, str(part.place), cells)
