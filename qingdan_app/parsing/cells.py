"""What stands in the cells of one row: serial, text with tags, task with its number; and whether it is a row."""

import re
from typing import NamedTuple

from qingdan_app.parsing.deadlines import is_only_time, reads_as_time
from qingdan_app.parsing.headings import Serial, is_header_word, read_serial
from qingdan_app.parsing.layout import Cell
from qingdan_app.parsing.rows import WIDTH, Row
from qingdan_app.parsing.units import looks_like_units

_NUMBER = re.compile(r"(\d{1,3})\s*[.．、]|[（(](\d{1,3})[)）]")
_YEAR = re.compile(r"\d{4}年")
_TAG_LINE = re.compile(r"[（(](.+)[)）]")
_TAG_AT_END = re.compile(r"(?<=[。；])[ \t]*[（(]([^（()）]+)[)）]$")
_LONGEST_DEADLINE = 80


class RowCells(NamedTuple):
	"""A row whose shape was found good. `serial` is None in the further rows of an item."""

	line: int
	serial: Serial | None
	text: str
	task: Cell
	deadline: Cell
	units: Cell
	short: bool
	number: str


class TaskWords(NamedTuple):
	"""A task cell taken apart. `doubtful` says that number and text could also be one decimal number."""

	number: int | None
	text: str
	doubtful: bool


def read_cells(row: Row) -> RowCells | None:
	"""The cells of a row by their meaning, or None if it does not have the shape of one.

	Only the last cell may be missing. A row that could be read with its cells shifted or exchanged is refused,
	so that a lost line never makes a deadline or a unit into a task.
	"""
	if len(row.cells) < WIDTH - 1:
		return None
	first, text, task, deadline = row.cells[: WIDTH - 1]
	short = len(row.cells) < WIDTH
	units = Cell(deadline.line, "") if short else row.cells[WIDTH - 1]
	serial = read_serial(first.text)
	if (first.text and serial is None) or _is_shifted(text.text, task.text, deadline.text):
		return None
	return RowCells(row.line, serial, text.text, task, deadline, units, short, first.text)


def _is_shifted(text: str, task: str, deadline: str) -> bool:
	if _is_numbered(text) and not _is_numbered(task):
		return True
	return (
		_is_no_task(task)
		or _is_no_deadline(deadline)
		or (reads_as_time(task) and not reads_as_time(deadline))
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


def read_task(cell: str, expected: int, opens_item: bool) -> TaskWords:
	"""Number and text of a task cell.

	`expected` is the number after that of the task before (1 for the first), `opens_item` whether the cell
	stands in the first row of its item. `1.42个竞赛场馆` is task 1 with 42 venues where task 1 is expected. Where
	another is, it is a figure if it cannot be a number that goes on with the item's, and doubtful in any case.
	"""
	match = _NUMBER.match(cell)
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
