"""A table flattened to one cell a line: the headings, one below the other, say how wide it is; numbers begin its rows."""

import re
from collections.abc import Iterator, Sequence

from qingdan_app.parsing.layout import Cell, Paragraph
from qingdan_app.parsing.list_columns import TableColumns, read_columns
from qingdan_app.parsing.numbering import read_number
from qingdan_app.parsing.readers.fitting import fit
from qingdan_app.parsing.rows import CutRow
from qingdan_app.parsing.vocabulary import NUMBER, TASK, Vocabulary

_WIDEST = 15
_FEWEST = 3
_MOST_ROWS = 12
_MOST_CELLS = 60
_BROKEN = re.compile(r"(?<=[\u3400-\u9fff，。、；：“”（）]) (?=[\u3400-\u9fff，。、；：“”（）])")
_LONG = 20


def read(lines: Sequence[str], vocabulary: Vocabulary) -> list[Paragraph | CutRow] | None:
	"""Paragraphs and rows, or None if no headings stand one below the other."""
	if any(line.startswith("\t") for line in lines):
		return None
	cells = _cells(lines)
	at = _header_from(cells, 0, vocabulary)
	if at is None:
		return None
	found: list[Paragraph | CutRow] = [Paragraph(*cell) for cell in cells[: at[0]]]
	while at is not None:
		start, columns = at
		body = start + columns.width
		at = _header_from(cells, body, vocabulary)
		end = at[0] if at else len(cells)
		found.append(CutRow(tuple(cells[start:body])))
		found += _rows(cells[body:end], columns)
	return found


def _cells(lines: Sequence[str]) -> list[Cell]:
	"""The lines that say something; where each ends in a pipe, what stands before it is a cell, and lines without go on."""
	said = [(number, line.strip()) for number, line in enumerate(lines, start=1) if line.strip()]
	piped = sum(line.endswith("|") and line.count("|") == 1 for _number, line in said)
	if 2 * piped < len(said):
		return [Cell(number, line) for number, line in said]
	cells: list[Cell] = []
	is_open = False
	for number, line in said:
		text = line.removesuffix("|").strip()
		if is_open:
			cells[-1] = Cell(cells[-1].line, f"{cells[-1].text}\n{text}")
		else:
			cells.append(Cell(number, text))
		is_open = not line.endswith("|") and read_number(text) is None and bool(cells[:-1]) and is_open
	return cells


def _header_from(
	cells: Sequence[Cell], start: int, vocabulary: Vocabulary
) -> tuple[int, TableColumns] | None:
	"""Where the next headings stand, and what the columns are; they end where a number or no known heading follows."""
	known = [len(cell.text) <= 20 and vocabulary.is_heading(cell.text) for cell in cells]
	for at in range(start, len(cells)):
		if not known[at]:
			continue
		end, last = at, at
		while (
			end < len(cells)
			and end - at < _WIDEST
			and end - last <= 2
			and read_number(cells[end].text) is None
		):
			last = end if known[end] else last
			end += 1
		if end < len(cells) and read_number(cells[end].text) is not None and end - last <= 2:
			last = end - 1
		headings = [cell.text for cell in cells[at : last + 1]]
		columns = read_columns(headings, vocabulary, cells[at].line) if len(headings) >= _FEWEST else None
		if columns:
			return at, columns
	return None


def _rows(cells: Sequence[Cell], columns: TableColumns) -> Iterator[Paragraph | CutRow]:
	groups = _groups(cells, columns)
	for group in groups:
		if group is groups[-1]:
			group, after = _without_words_after(group, columns)
		else:
			after = []
		yield from _rows_of(group, columns)
		yield from (Paragraph(*cell) for cell in after)


def _groups(cells: Sequence[Cell], columns: TableColumns) -> list[list[Cell]]:
	"""The cells from each number to the next; without a column of numbers as many as there are columns."""
	if columns.at(NUMBER) != 0:
		width = columns.width
		return [list(cells[at : at + width]) for at in range(0, len(cells), width)]
	groups: list[list[Cell]] = [[]]
	last = 0
	for cell in cells:
		serial = read_number(cell.text)
		if serial is not None and (serial.number in (0, 1, last + 1) or len(groups[-1]) >= columns.width - 1):
			groups.append([])
			last = serial.number
		groups[-1].append(cell)
	return [group for group in groups if group]


def _without_words_after(group: list[Cell], columns: TableColumns) -> tuple[list[Cell], list[Cell]]:
	"""The last row of a table, and the words below the table, which no column can hold."""
	for end in range(len(group), max(len(group) - 30, 1), -1):
		fitted = _fit(group[:end], columns)
		if fitted and all(_is_whole(row, columns) for row in fitted[1:]):
			return group[:end], group[end:]
	return group, []


def _rows_of(group: list[Cell], columns: TableColumns) -> Iterator[CutRow]:
	fitted = _fit(group, columns)
	if not fitted:
		yield CutRow((Cell(group[0].line, " ".join(cell.text for cell in group)),))
		return
	line_of = {cell.text: cell.line for cell in reversed(group)}
	for row in fitted:
		first = next((line_of[text.split("\n")[0]] for text in row if text), group[0].line)
		if row is fitted[0] or _is_whole(row, columns):
			yield CutRow(tuple(Cell(line_of.get(text.split("\n")[0], first), _closed(text)) for text in row))
		else:
			yield CutRow((Cell(first, " ".join(filter(None, row))),))


def _fit(group: Sequence[Cell], columns: TableColumns) -> list[list[str]] | None:
	if len(group) > _MOST_CELLS:
		return None
	return fit([cell.text for cell in group], columns, _MOST_ROWS)


def _is_whole(row: Sequence[str], columns: TableColumns) -> bool:
	"""Whether a further row says more than a task."""
	return sum(map(bool, row)) > 1 and bool(row[columns.at(TASK) or 0])


def _closed(text: str) -> str:
	"""Long words that a program has broken by blanks, without them."""
	return _BROKEN.sub("", text) if len(text) >= _LONG else text
