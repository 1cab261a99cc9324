"""Rows of a table on lines of their own: cells parted by tabs (with quoted line breaks), pipes, or runs of blanks."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence

from qingdan_app.parsing.headings import is_note, is_section, names_a_list, read_title
from qingdan_app.parsing.layout import Cell, Paragraph
from qingdan_app.parsing.list_columns import TableColumns, read_columns
from qingdan_app.parsing.numbering import read_number
from qingdan_app.parsing.readers.fitting import fit
from qingdan_app.parsing.rows import CutRow
from qingdan_app.parsing.vocabulary import NUMBER, Vocabulary

_RULE = re.compile(r"[\s|｜:+=\-—─┼├┤┌┐└┘┬┴]+")
_BLANKS = re.compile(r"[ \u3000]{2,}|\u3000")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_FEWEST = 3
_LONGEST_CELL = 200
Parts = list[Paragraph | CutRow]


def read(lines: Sequence[str], vocabulary: Vocabulary) -> Parts | None:
	"""Paragraphs and rows, or None if no line of the text is a header in one of these ways."""
	for split in (_by_tabs, _by_pipes, _by_blanks):
		at = next((at for at in range(len(lines)) if _header(split, lines, at, vocabulary)), None)
		if at is not None:
			return list(_Rows(lines, split, vocabulary).parts())
	return None


def cells_of(line: str) -> tuple[str, ...]:
	"""The cells of a line, if it has as many as a header has; empty otherwise."""
	parted = (split(line) for split in (_by_tabs, _by_pipes, _by_blanks))
	return next((tuple(cells) for cells in parted if len(cells) >= _FEWEST), ())


def _header(
	split: Callable[[str], list[str]], lines: Sequence[str], at: int, vocabulary: Vocabulary
) -> TableColumns | None:
	if lines[at].startswith("\t") and "\t" not in lines[at].strip("\t"):
		return None  # a cell of its own: `layout` reads it
	cells = split(lines[at][_indent(lines[at]) :] if split is _by_tabs else lines[at])
	if len(cells) >= _FEWEST and split is _by_tabs and '"' in lines[at]:
		cells = _quoted(lines, at)[1][_indent(lines[at]) :]
	return read_columns(cells, vocabulary) if len(cells) >= _FEWEST else None


def _indent(line: str) -> int:
	"""How many tabs stand before the first cell of a header."""
	return len(line) - len(line.lstrip("\t"))


def _quoted(lines: Sequence[str], at: int, most: int = _LONGEST_CELL) -> tuple[int, list[str]]:
	"""How many lines a row of cells parted by tabs takes, as a quoted cell may hold line breaks, and its cells."""
	plain = [cell.strip() for cell in lines[at].split("\t")]
	if '"' not in lines[at]:
		return 1, plain
	rows = csv.reader((line + "\n" for line in lines[at : at + most]), delimiter="\t")
	try:
		cells = next(rows)
	except (csv.Error, StopIteration):
		return 1, plain
	return rows.line_num, [cell.strip() for cell in cells]


def _by_tabs(line: str) -> list[str]:
	return [] if "\t" not in line else [cell.strip() for cell in line.split("\t")]


def _by_pipes(line: str) -> list[str]:
	line = _BREAK.sub("\n", line.strip().replace("｜", "|"))
	return (
		[cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")] if "|" in line else []
	)


def _by_blanks(line: str) -> list[str]:
	return _BLANKS.split(line.strip()) if _BLANKS.search(line.strip()) else []


class _Rows:
	"""Goes through the lines of a text; a header says how many cells the rows below it have."""

	def __init__(self, lines: Sequence[str], split: Callable, vocabulary: Vocabulary):
		self._lines, self._split, self._vocabulary = lines, split, vocabulary
		self._columns: TableColumns | None = None
		self._closed = False
		"""Whether every row ends in a pipe, as the header does; `_opened`: whether it begins with one."""
		self._opened = False
		self._indent = 0
		"""So many tabs stand before the first cell of each row."""

	def parts(self) -> Iterator[Paragraph | CutRow]:
		at = 0
		while at < len(self._lines):
			line = self._lines[at]
			if header := _header(self._split, self._lines, at, self._vocabulary):
				self._begin(header, line)
				taken, cells = self._whole(at)
				yield _row(at, cells)
				at += taken
				continue
			elif self._columns is None or not self._in_table(line):
				if line.strip():
					yield Paragraph(at + 1, line.strip())
			elif not _RULE.fullmatch(line):
				taken, cells = self._whole(at)
				yield self._words(at, cells) or self._fitted(at, cells)
				at += taken
				continue
			at += 1

	def _begin(self, header: TableColumns, line: str) -> None:
		self._columns = header
		self._closed = line.rstrip().endswith(("|", "｜"))
		self._opened = line.lstrip().startswith(("|", "｜"))
		self._indent = _indent(line) if self._split is _by_tabs else 0

	def _in_table(self, line: str) -> bool:
		if not line.strip():
			return False
		if self._split is _by_tabs:
			return "\t" in line
		if self._split is _by_pipes:
			return "|" in line or "｜" in line
		return len(self._split(line)) >= _FEWEST

	def _whole(self, at: int) -> tuple[int, list[str]]:
		"""How many lines a row takes, and its cells."""
		if self._split is _by_tabs:
			taken, cells = _quoted(self._lines, at)
			if taken > 1 and len(cells) > self._columns.width + self._indent:
				taken, cells = _quoted(self._lines, at, 1)
			return taken, cells if any(cells[: self._indent]) else cells[self._indent :]
		if self._split is _by_blanks:
			return 1, self._split(self._lines[at])
		taken, words = 1, self._lines[at].rstrip()
		while self._is_open(words) and at + taken < len(self._lines):
			following = self._lines[at + taken].rstrip()
			first = next(iter(_by_pipes(following)), "")
			if not following or read_number(first) is not None or taken > 20:
				break
			words += "\n" + following
			taken += 1
		blank_first = not self._opened and words.lstrip().startswith(("|", "｜"))
		return taken, [*([""] if blank_first else []), *_by_pipes(words)]

	def _is_open(self, words: str) -> bool:
		if self._closed:
			return not words.endswith(("|", "｜"))
		return len(_by_pipes(words)) < self._columns.width

	def _words(self, at: int, cells: Sequence[str]) -> Paragraph | None:
		"""Words that stand alone in the first cell: a title, a heading or a note."""
		if not cells[0] or any(cells[1:]) or read_number(cells[0]) is not None:
			return None
		text = cells[0]
		sure = is_section(text) or is_note(text) or read_title(text) or names_a_list(text)
		return Paragraph(at + 1, text) if sure or self._split is _by_tabs else None

	def _fitted(self, at: int, cells: list[str]) -> CutRow:
		"""The row with a cell for each column; one whose first cells are covered from above begins further left."""
		columns = self._columns
		cells = cells[: columns.width] if not any(cells[columns.width :]) else cells
		number = columns.at(NUMBER)
		displaced = (
			number is not None
			and len(cells) > number
			and cells[number]
			and read_number(cells[number]) is None
		)
		if (displaced or len(cells) < columns.width) and self._split is not _by_tabs:
			fitted = fit([cell for cell in cells if cell], columns, goes_on=bool(displaced))
			if fitted and len(fitted) == 1:
				return _row(at, fitted[0])
		return _row(at, cells if displaced else cells + [""] * (columns.width - len(cells)))


def _row(at: int, cells: Sequence[str]) -> CutRow:
	return CutRow(tuple(Cell(at + 1, text) for text in cells))
