"""Cells of a row that lost their columns: which column each can stand in, by what it says and in the order of the header."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qingdan_app.parsing.deadlines import is_only_time, reads_as_time
from qingdan_app.parsing.leaders import leader_of_line, read_leader
from qingdan_app.parsing.list_columns import PART_OF_COLUMN, TableColumns
from qingdan_app.parsing.numbering import read_number
from qingdan_app.parsing.vocabulary import DEADLINE, KEY_WORK, LEADER, NUMBER, PERSON, TASK

_BODY = re.compile(
	r"[\u3400-\u9fffA-Za-z（()）·]{0,24}(?:[局委办厅会部院社联室处科队站所校台馆库]|中心|公司|集团|政府|街道|[镇乡村区县市]|单位|部门|银行|海关|大学|[)）])"
)
_PARTED = re.compile(r"[、，,；;\s/及和]+")
_TIME = re.compile(r"\d\s*月|\d{4}\s*年|[年月季]度?[底末初]|全年|常年|季度|半年|长期|^每|持续$|常态|待定")
_NAMES_PARTED = re.compile(r"[、，,；;\s]+|(?<=[\u3400-\u9fff])(?=1\d{10})")
_PHONE = re.compile(r"(?:\d{3,4}-)?\d{7,11}")
_WRONG = -3.0
_SKIPPED, _SKIPPED_BELOW, _SKIPPED_TASK = -0.6, -0.3, -4.0
_SAME_CELL, _NEW_ROW = -0.4, -1.6
_LATER = 0.001
"""Of two columns that a cell fits alike the earlier is taken."""


def may_be_units(text: str) -> bool:
	"""Whether a cell can be one of names of bodies."""
	if not text or len(text) > 80 or "。" in text:
		return False
	return all(_BODY.fullmatch(part) for part in _PARTED.split(text.strip()) if part)


def may_be_time(text: str) -> bool:
	"""Whether a short cell names a time."""
	return is_only_time(text) or (0 < len(text) <= 24 and bool(_TIME.search(text)) and reads_as_time(text))


def may_be_people(text: str) -> bool:
	"""Whether a cell can be one of names, with their posts and telephones."""
	parts = [part for part in _NAMES_PARTED.split(text.strip()) if part and not _PHONE.fullmatch(part)]
	return bool(parts) and len(text) <= 60 and all(map(read_leader, parts))


class _Way(NamedTuple):
	"""One way to lay cells out: how well it fits, and the column of each, with the rows counted."""

	score: float
	places: tuple[tuple[int, int], ...]


def fit(
	cells: Sequence[str], columns: TableColumns, most_rows: int = 1, goes_on: bool = False
) -> list[list[str]] | None:
	"""The cells laid out in rows of the table, in order; None if there is no good way.

	Several units stand one below the other in one cell. With `most_rows` above one, cells may go on in further rows of
	the same number; `goes_on` says that these do already.
	"""
	ways: dict[tuple[int, int], _Way] = {(int(goes_on), -1): _Way(0.0, ())}
	for text in cells:
		ways = _further(ways, text, columns, most_rows + goes_on)
		if not ways:
			return None
	ended = [
		way._replace(score=way.score + _skipped(columns, column + 1, columns.width, row))
		for (row, column), way in ways.items()
	]
	best = max(ended, default=None, key=lambda way: way.score)
	if best is None or best.score < 0:
		return None
	rows = [[""] * columns.width for _row in range(best.places[-1][0] + 1 - goes_on)]
	for text, (row, column) in zip(cells, best.places, strict=True):
		said = rows[row - goes_on][column]
		rows[row - goes_on][column] = f"{said}\n{text}" if said else text
	return rows


def _further(
	ways: dict[tuple[int, int], _Way], text: str, columns: TableColumns, most_rows: int
) -> dict[tuple[int, int], _Way]:
	found: dict[tuple[int, int], _Way] = {}
	worth = [_worth(text, column.role) for column in columns.columns]
	for (row, column), way in ways.items():
		options = [
			(row, at, _skipped(columns, column + 1, at, row)) for at in range(column + 1, columns.width)
		]
		if column >= 0 and columns.columns[column].role in PART_OF_COLUMN:
			options.append((row, column, _SAME_CELL))
		if row + 1 < most_rows and column >= 0:
			rest = _skipped(columns, column + 1, columns.width, row) + _NEW_ROW
			options += [
				(row + 1, at, rest + _skipped(columns, 0, at, row + 1)) for at in range(columns.width)
			]
		for new_row, at, cost in options:
			score = way.score + cost + worth[at] - _LATER * at
			if (new_row, at) not in found or found[new_row, at].score < score:
				found[new_row, at] = _Way(score, (*way.places, (new_row, at)))
	return found


def _skipped(columns: TableColumns, start: int, end: int, row: int) -> float:
	"""What it costs to leave columns blank; number and key work of a further row always are."""
	cost = 0.0
	for column in columns.columns[start:end]:
		if column.role == TASK:
			cost += _SKIPPED_TASK
		elif column.role not in (NUMBER, KEY_WORK) or row == 0:
			cost += _SKIPPED_BELOW if row else _SKIPPED
	return cost


def _worth(text: str, role: str | None) -> float:
	"""How well a cell fits a column."""
	if role == NUMBER:
		return 2.0 if read_number(text) is not None else -9.0
	if role == DEADLINE:
		return 3.0 if may_be_time(text) else _WRONG
	if role in PART_OF_COLUMN:
		return 3.0 if may_be_units(text) else _WRONG
	if role in (LEADER, PERSON):
		return 2.0 if may_be_people(text) else _WRONG
	if role in (TASK, KEY_WORK):
		if is_only_time(text) or read_number(text) is not None:
			return _WRONG
		if leader_of_line(text):
			return 0.0
		return (2.0 if len(text) > 5 else 1.0) - 1.5 * (may_be_units(text) and not text.endswith("。"))
	return 0.3
