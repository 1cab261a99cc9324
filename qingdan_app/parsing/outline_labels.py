"""Lists in which each task stands under labels of its own (序号：1 / 任务：… / 责任单位：…): forms written as lines."""

import re
from collections.abc import Sequence

from qingdan_app.parsing.numbering import read_number
from qingdan_app.parsing.outline_lines import Line
from qingdan_app.parsing.vocabulary import NUMBER, SHIPPED, TASK

TASK_LABEL = "任务："
_LABELLED = re.compile(r"(?P<label>[^：:。，；]{2,10})\s*[:：]\s*(?P<said>\S.*)", re.S)
_FEWEST = 2


def with_named_tasks(lines: Sequence[Line]) -> list[Line]:
	"""The lines, those whose label says that a task stands behind it taken as its first, numbered by the line above if that is one."""
	roles = [_role(line) for line in lines]
	if roles.count(TASK) < _FEWEST:
		return list(lines)
	found: list[Line] = []
	for at, line in enumerate(lines):
		if roles[at] == NUMBER and TASK in roles[at + 1 : at + 2]:
			continue
		if roles[at] == TASK:
			line = _named(line, lines[at - 1] if at and roles[at - 1] == NUMBER else None)
		found.append(line)
	return found


def _role(line: Line) -> str | None:
	match = None if line.label or line.sign else _LABELLED.fullmatch(line.text)
	role = SHIPPED.role_of(match["label"]) if match else None
	return None if role == NUMBER and read_number(match["said"]) is None else role


def _named(line: Line, numbered: Line | None) -> Line:
	shown = _LABELLED.fullmatch(numbered.text)["said"].strip() if numbered else ""
	number = read_number(shown).number if shown else None
	text = _LABELLED.fullmatch(line.text)["said"]
	return line._replace(sign=TASK_LABEL, shown=shown, number=number, text=text, written=line.text)
