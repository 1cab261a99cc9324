"""Units that stand before what they do: as a line above their tasks (市商务局：), or at the head of a task (市商务局：办好展会。)."""

import re
from collections.abc import Sequence

from qingdan_app.parsing.body_names import BODY_END
from qingdan_app.parsing.head_matter import called_like_a_title
from qingdan_app.parsing.outline_lines import Line, Named, are_departments, is_of_units_alone
from qingdan_app.parsing.role_phrases import read_phrase

UNIT_ABOVE, UNIT_BEFORE = "单位", "单位："
"""What numbers the lines that begin with their units, as 1. does others."""
_AT_HEAD = re.compile(r"(?P<units>[^：:。；;]{3,60})[:：]\s*(?P<said>(?=.*[\u3400-\u9fff]{2})\S.*)", re.S)
_IN_BRACKET = re.compile(
	r"[（(【〔\[](?P<units>[^（()）【】〔〕]{3,60})[)）】〕\]]\s*(?P<said>[\u3400-\u9fff“《\d].*)", re.S
)
_DATE = re.compile(r"[\d〇一二三四五六七八九十年月日./\s-]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_FEWEST, _SHORTEST_TASK = 2, 5


def unit_at_head(text: str) -> Named | None:
	"""The words behind the units that a text begins with, and these; None where it begins with none."""
	match = _AT_HEAD.fullmatch(text) or _IN_BRACKET.fullmatch(text)
	return Named(match["said"], match["units"].strip()) if match and names_units(match["units"]) else None


def names_units(text: str) -> bool:
	"""Whether words are names of units and nothing else: 市商务局、市财政局 · 教务处."""
	words = text.strip(" \u3000:：")
	return 2 < len(words) <= 60 and (are_departments(words) or is_of_units_alone(words))


def with_units_before(lines: Sequence[Line]) -> list[Line]:
	"""The lines, those marked that are units with their tasks below or behind them; never a single one of its kind.

	Lines of units alone without a colon all stand below their tasks if the first of them stands between two numbers of a kind.
	"""
	marked = list(lines)
	alone = [at for at, line in enumerate(lines) if _is_plain(line) and names_units(line.text)]
	if alone and _is_below(lines, alone[0]):
		for at in alone:
			if not lines[at].text.endswith((":", "：")):
				marked[at] = lines[at]._replace(label="responsible")
		alone = [at for at in alone if marked[at].label is None]
	above = [at for at in alone if _has_tasks(lines, at, alone)]
	while above and _is_addressed(lines[above[0]]):
		del above[0]
	before = [at for at, line in enumerate(lines) if _is_plain(line) and unit_at_head(line.text)]
	for places, sign in ((above, UNIT_ABOVE), (before, UNIT_BEFORE)):
		for at in places if len(places) >= _FEWEST else ():
			marked[at] = lines[at]._replace(sign=sign)
	return marked


def _is_plain(line: Line) -> bool:
	return not line.label and not line.sign


def _is_below(lines: Sequence[Line], at: int) -> bool:
	"""Whether a line of units stands between two tasks with numbers of one kind."""
	if not 0 < at < len(lines) - 1 or lines[at].text.endswith((":", "：")):
		return False
	return bool(lines[at - 1].sign) and lines[at - 1].sign == lines[at + 1].sign


def _has_tasks(lines: Sequence[Line], at: int, alone: Sequence[int]) -> bool:
	"""Whether what stands below a line of units can be a task of theirs: no title, date, or further unit."""
	following = lines[at + 1] if at + 1 < len(lines) else None
	if following is None or following.label or at + 1 in alone or _DATE.fullmatch(following.text):
		return False
	if following.sign:
		return True
	says_enough = len(_HAN.findall(following.text)) >= _SHORTEST_TASK or following.text.endswith(("。", "；"))
	return says_enough and not called_like_a_title(following.text)


def _is_addressed(line: Line) -> bool:
	"""Whether a line of units is whom a letter is written to: 各县政府，市直各部门."""
	bodies = [body.words for _label, found in read_phrase(line.text.strip(":：")).bodies for body in found]
	return bool(bodies) and "各" in bodies[0] and not BODY_END.search(bodies[0].split("各")[0])
