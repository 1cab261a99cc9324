"""What the columns of a table are: found by the words of its header, wherever it stands, and never by their position."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qingdan_app.parsing.content import Place
from qingdan_app.parsing.vocabulary import (
	DEADLINE,
	FINER_TASK,
	KEY_WORK,
	LEAD,
	NUMBER,
	SHIPPED,
	TARGET,
	TASK,
	UNITS,
	Vocabulary,
	plain,
)

PART_OF_COLUMN = {LEAD: "lead", UNITS: None, "cooperating": "cooperating"}
"""What a column of units says of them; responsible alone includes the lead."""
LONGEST_HEADING = 60
_PERIOD = re.compile(r"(?:.*／)?\s*(?:\d{1,2}月份?|第?[一二三四1-4]季度|[上下]半年)\s*")
"""A column of a plan by months or quarters, which says what is to be reached by then; however many there are, they make no header less of one."""
_BARE_UNITS = re.compile("(?:单位|部门|科室|处室|股室)(?:名称)?")
_SENTENCE = re.compile(r"[，。；！？]|^\s*\d+[.．、]\S")
"""What is no heading of a column but the words of a row."""


@dataclass(frozen=True, slots=True)
class Column:
	"""A column by the words of its heading and what it was taken for; None: kept under its heading."""

	heading: str
	role: str | None


@dataclass(frozen=True, slots=True)
class TableColumns:
	"""The columns of one table, from left to right, and where its header stands."""

	line: int
	columns: tuple[Column, ...]
	place: Place | None = None

	@property
	def width(self) -> int:
		return len(self.columns)

	def at(self, role: str) -> int | None:
		"""The place of the column of a role, or None."""
		return next((at for at, column in enumerate(self.columns) if column.role == role), None)

	@property
	def unit_columns(self) -> tuple[int, ...]:
		return tuple(at for at, column in enumerate(self.columns) if column.role in PART_OF_COLUMN)

	@property
	def further(self) -> tuple[int, ...]:
		"""Columns whose words are kept under their own heading."""
		read = (NUMBER, KEY_WORK, TASK, DEADLINE, "leader", *PART_OF_COLUMN)
		return tuple(at for at, column in enumerate(self.columns) if column.role not in read)

	def same_words(self, other: "TableColumns") -> bool:
		return [column.heading.split() for column in self.columns] == [
			column.heading.split() for column in other.columns
		]

	def given(self, roles: Sequence[str | None]) -> "TableColumns":
		"""The same columns, taken for what somebody says that they are."""
		said = (*roles, *(None for _column in self.columns[len(roles) :]))
		return replace(
			self, columns=tuple(map(lambda column, role: Column(column.heading, role), self.columns, said))
		)


def columns_under(headings: Sequence[str], line: int, place: Place | None = None) -> TableColumns:
	"""The columns under these headings before anything is known of them."""
	return TableColumns(line, tuple(Column(heading, None) for heading in headings), place)


def classic_columns(line: int) -> TableColumns:
	"""The five columns of a list that lost its header; what stands in its cells is held against them."""
	headings = ("序号", "重点工作任务", "细化具体项目任务", "完成时间", "责任单位")
	return TableColumns(line, tuple(map(Column, headings, (NUMBER, KEY_WORK, TASK, DEADLINE, UNITS))))


def read_columns(
	headings: Sequence[str],
	vocabulary: Vocabulary = SHIPPED,
	line: int = 1,
	place: Place | None = None,
) -> TableColumns | None:
	"""The columns under these headings, or None if they are no header of a list: it names tasks and one thing more."""
	if len(headings) < 2 or any(len(heading) > LONGEST_HEADING for heading in headings):
		return None
	if said := vocabulary.of_header(headings):
		return columns_under(headings, line, place).given(said)
	roles = _with_bare_units([vocabulary.role_of(heading) for heading in headings], headings)
	known = {role for role in roles if role}
	said = sum(bool(heading.strip()) and not _PERIOD.fullmatch(heading) for heading in headings)
	tasks = known & {TASK, FINER_TASK}
	if not tasks or known == tasks or 2 * sum(map(bool, roles)) < said:
		return None
	if any(role is None and _SENTENCE.search(heading) for role, heading in zip(roles, headings, strict=True)):
		return None
	roles = [
		role or (TARGET if _PERIOD.fullmatch(words) else None)
		for role, words in zip(roles, headings, strict=True)
	]
	return TableColumns(line, tuple(map(Column, headings, _settled(roles, headings))), place)


def _with_bare_units(roles: Sequence[str | None], headings: Sequence[str]) -> list[str | None]:
	"""The roles, 单位 and 部门 alone taken for the units; beside a target 单位 is what that is counted in."""
	named = any(role in PART_OF_COLUMN or role == TARGET for role in roles)
	bare = [
		at for at, words in enumerate(headings) if roles[at] is None and _BARE_UNITS.fullmatch(plain(words))
	]
	return [UNITS if at in bare and len(bare) == 1 and not named else role for at, role in enumerate(roles)]


def known_headings(headings: Sequence[str], vocabulary: Vocabulary = SHIPPED) -> list[str]:
	"""Those that are known, to say what was seen."""
	return [heading for heading in headings if vocabulary.role_of(heading)]


def _settled(roles: Sequence[str | None], headings: Sequence[str]) -> list[str | None]:
	"""Each role once: the finer of two columns of tasks is the task, an unheaded first column the number."""
	settled: list[str | None] = list(roles)
	coarse = [at for at, role in enumerate(roles) if role == TASK]
	finer = [at for at, role in enumerate(roles) if role == FINER_TASK]
	ordered = coarse + finer if finer else coarse
	for at in ordered:
		settled[at] = TARGET if at in finer else None
	task = finer[0] if finer else ordered[min(1, len(ordered) - 1)]
	settled[task] = TASK
	others = [at for at in ordered if at != task and (at in coarse or not coarse)]
	if others:
		settled[others[0]] = KEY_WORK
	if NUMBER not in settled and not headings[0].strip():
		settled[0] = NUMBER
	for role in (NUMBER, DEADLINE, "leader"):
		for at in [at for at, found in enumerate(settled) if found == role][1:]:
			settled[at] = None
	return settled
