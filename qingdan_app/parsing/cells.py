"""What stands in the cells of one row: serial, text with tags, task with its number; and whether it is a row."""

import re
from typing import NamedTuple

from qingdan_app.parsing.deadlines import is_only_time, reads_as_time
from qingdan_app.parsing.drafts import UnitsCell
from qingdan_app.parsing.headings import Serial, is_header_word, read_serial
from qingdan_app.parsing.layout import Cell
from qingdan_app.parsing.list_columns import PART_OF_COLUMN, TableColumns
from qingdan_app.parsing.numbering import read_number
from qingdan_app.parsing.tables import Row
from qingdan_app.parsing.units import looks_like_units
from qingdan_app.parsing.vocabulary import DEADLINE, KEY_WORK, LEADER, NUMBER, TASK

_NUMBER = re.compile(r"(\d{1,3})\s*[.．、]|[（(](\d{1,3})[)）]")
_YEAR = re.compile(r"\d{4}年")
_TAG_LINE = re.compile(r"[（(](.+)[)）]")
_TAG_AT_END = re.compile(r"(?<=[。；])[ \t]*[（(]([^（()）]+)[)）]$")
_LONGEST_DEADLINE = 80


class RowCells(NamedTuple):
	"""A row by the meaning of its cells. `serial` is None where it names no number of its own.

	`key_work` and `deadline` are None where the table has no such column, `units` has a cell for each column of units.
	`goes_on` says that number or key work began in a row above.
	"""

	line: int
	number: str
	serial: Serial | None
	key_work: Cell | None
	task: Cell
	deadline: Cell | None
	units: tuple[UnitsCell, ...]
	leader: Cell | None
	further: tuple[tuple[str, Cell], ...]
	short: bool
	goes_on: bool
	certain: bool


class TaskWords(NamedTuple):
	"""A task cell taken apart. `doubtful` says that number and text could also be one decimal number."""

	number: int | None
	text: str
	doubtful: bool


def read_cells(row: Row, columns: TableColumns) -> RowCells | None:
	"""The cells of a row by their meaning, or None if it does not have the shape of one.

	Where cells had to be found, only the last may be missing, and a row that could be read with its cells shifted
	or exchanged is refused, so that a lost line never makes a deadline or a unit into a task.
	"""
	short = len(row.cells) < columns.width
	if not columns.width - 1 <= len(row.cells) <= columns.width and not (row.certain and short):
		return None
	found = (*row.cells, *(Cell(row.cells[-1].line, "") for _lost in range(columns.width - len(row.cells))))
	read = _by_meaning(row, columns, found, short)
	if read.number and read.serial is None:
		return read._replace(serial=Serial(0, False)) if row.certain else None
	return None if not row.certain and _is_shifted(read) else read


def _by_meaning(row: Row, columns: TableColumns, found: tuple[Cell, ...], short: bool) -> RowCells:
	def cell(role: str) -> Cell | None:
		at = columns.at(role)
		return None if at is None else found[at]

	number, key_work = columns.at(NUMBER), columns.at(KEY_WORK)
	began_above = row.merged & {at for at in (number, key_work) if at is not None}
	goes_on = number in began_above or (number is None and key_work in began_above)
	words = "" if number is None or goes_on else found[number].text
	return RowCells(
		row.line,
		words,
		read_number(words),
		cell(KEY_WORK),
		cell(TASK),
		cell(DEADLINE),
		tuple(
			UnitsCell(
				found[at],
				PART_OF_COLUMN[columns.columns[at].role],
				"".join(columns.columns[at].heading.split()),
			)
			for at in columns.unit_columns
		),
		cell(LEADER),
		tuple(
			(columns.columns[at].heading.replace("\n", ""), found[at])
			for at in columns.further
			if found[at].text
		),
		short,
		goes_on,
		row.certain,
	)


def _is_shifted(read: RowCells) -> bool:
	task, deadline = read.task.text, read.deadline.text if read.deadline else None
	if read.key_work and _is_numbered(read.key_work.text) and not _is_numbered(task):
		return True
	if _is_no_task(task) or any(is_only_time(units.cell.text) for units in read.units):
		return True
	return deadline is not None and (
		_is_no_deadline(deadline) or (reads_as_time(task) and not reads_as_time(deadline))
	)


def _is_no_task(text: str) -> bool:
	if is_only_time(text) or read_serial(text) is not None:
		return True
	return is_header_word(text) or looks_like_units(text)


def _is_no_deadline(text: str) -> bool:
	return (
		len(text) > _LONGEST_DEADLINE or is_header_word(text) or _is_numbered(text) or looks_like_units(text)
	)


def _is_numbered(text: str) -> bool:
	number = _NUMBER.match(text)
	return bool(number) and not text[number.end() : number.end() + 1].isdigit()


def read_text(cell: str) -> tuple[str, tuple[str, ...]]:
	"""The text of a key work and its tags: bracketed lines of their own, or a bracket after the last sentence."""
	lines = cell.split("\n")
	tags: list[str] = []
	while len(lines) > 1 and (tag := _TAG_LINE.fullmatch(lines[-1].strip())):
		tags.insert(0, tag[1])
		lines.pop()
	text = "\n".join(lines).strip()
	if at_end := _TAG_AT_END.search(text):
		tags.insert(0, at_end[1])
		text = text[: at_end.start()]
	return text, tuple(tags)


def read_task(cell: str, expected: int, opens_item: bool, numbered: bool = True) -> TaskWords:
	"""Number and text of a task cell.

	`expected` is the number after that of the task before (1 for the first), `opens_item` whether the cell
	stands in the first row of its item, `numbered` whether tasks have numbers beside that of their item. `1.42个竞赛场馆` is task 1 with 42 venues where task 1 is expected. Where
	another is, it is a figure if it cannot be a number that goes on with the item's, and doubtful in any case.
	"""
	match = _NUMBER.match(cell) if numbered else None
	if match is None:
		return TaskWords(None, cell, False)
	number = int(match[1] or match[2])
	rest = cell[match.end() :]
	decimal = bool(match[1]) and rest[:1].isdigit() and not _YEAR.match(rest)
	if decimal and (number < expected or (opens_item and number != 1)):
		return TaskWords(None, cell, True)
	return TaskWords(number, rest.strip(), decimal and number != expected)


def may_be_figure(cell: str) -> bool:
	"""Whether the number of a task cell could also belong to a decimal number: `1.5亿元`."""
	return read_task(cell, 0, False).doubtful
