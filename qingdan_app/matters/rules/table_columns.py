"""Which column of a pasted table says what: by the words above it, else by what stands in it."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from qingdan_app.parsing import vocabulary as words_of_columns
from qingdan_app.parsing.deadlines import reads_as_time
from qingdan_app.parsing.vocabulary import SHIPPED, Vocabulary


class Column(str, Enum):
	"""What a cell says of a matter."""

	CONTENT = "content"
	LEAD = "lead"
	COOPERATING = "cooperating"
	LEADER = "leader"
	DEADLINE = "deadline"


HEADS: tuple[tuple[Column, tuple[str, ...]], ...] = (
	(Column.COOPERATING, ("配合", "协办", "协助")),
	(Column.LEADER, ("领导", "市长")),
	(Column.DEADLINE, ("时限", "时间", "期限", "截止")),
	(Column.LEAD, ("牵头", "责任", "承办", "主办", "单位", "部门")),
	(Column.CONTENT, ("事项", "任务", "内容", "要求", "工作", "措施")),
)
"""Words in a column's head that is none of those that are known, asked in this order: 配合单位 is not 责任单位, and 责任领导 is a person."""
BY_ROLE: Mapping[str, Column] = {
	words_of_columns.TASK: Column.CONTENT,
	words_of_columns.FINER_TASK: Column.CONTENT,
	words_of_columns.LEAD: Column.LEAD,
	words_of_columns.UNITS: Column.LEAD,
	words_of_columns.COOPERATING: Column.COOPERATING,
	words_of_columns.LEADER: Column.LEADER,
	words_of_columns.DEADLINE: Column.DEADLINE,
}
"""What the headings that lists have say of a matter; others say nothing of it."""
LONGEST_HEAD = 14
FEWEST = 2


def read_head(cells: Sequence[str], vocabulary: Vocabulary = SHIPPED) -> dict[int, Column] | None:
	"""Place → what it says, where these cells are the head of a table; None where they are a row like others.

	Columns that say nothing of a matter (a serial number, a remark) are left out; the first of two alike counts. What the site knows
	of headings and of whole headers goes before the words in them.
	"""
	said = vocabulary.of_header(cells)
	if said is None and any(len(cell) > LONGEST_HEAD for cell in cells):
		return None
	roles = said or [vocabulary.role_of(cell) for cell in cells]
	found: dict[int, Column] = {}
	for place, (cell, role) in enumerate(zip(cells, roles, strict=False)):
		column = BY_ROLE.get(role) if role else _by_head(cell)
		if column and column not in found.values():
			found[place] = column
	return found if len(found) >= FEWEST and Column.CONTENT in found.values() else None


def by_what_stands_there(
	rows: Sequence[Sequence[str]], is_unit: Callable[[str], bool], is_leader: Callable[[str], bool]
) -> dict[int, Column]:
	"""The same without a head: the columns of units, of leaders and of times, and as content the longest of the others."""
	tests = ((Column.LEADER, is_leader), (Column.DEADLINE, _is_time), (Column.LEAD, is_unit))
	found: dict[int, Column] = {}
	width = max(map(len, rows), default=0)
	for place in range(width):
		cells = [row[place] for row in rows if place < len(row) and row[place]]
		column = next((column for column, test in tests if cells and _mostly(test, cells)), None)
		if column is Column.LEAD and column in found.values():
			column = Column.COOPERATING
		if column and column not in found.values():
			found[place] = column
	others = [place for place in range(width) if place not in found]
	if others:
		found[max(others, key=lambda place: _letters(rows, place))] = Column.CONTENT
	return found


def _by_head(cell: str) -> Column | None:
	words = "".join(cell.split())
	return next((column for column, signs in HEADS if any(sign in words for sign in signs)), None)


def _is_time(cell: str) -> bool:
	return reads_as_time(cell)


def _mostly(test: Callable[[str], bool], cells: Sequence[str]) -> bool:
	return 2 * sum(map(test, cells)) > len(cells)


def _letters(rows: Sequence[Sequence[str]], place: int) -> int:
	return sum(len(row[place]) for row in rows if place < len(row))
