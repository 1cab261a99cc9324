"""Why a file is no list: what was seen in it, and what is missing."""

import re

from qingdan_app.parsing.content import Content, Paragraph, Table
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.vocabulary import FINER_TASK, SHIPPED, TASK, Vocabulary

_FEW = 3
_PARTED = re.compile(r"[\t|｜]")


def refusal(content: Content, vocabulary: Vocabulary = SHIPPED) -> NotAList:
	"""The refusal of a file in which no list was found."""
	lines = [part.text for part in content.parts if isinstance(part, Paragraph)]
	together = [_seen(line.split(), vocabulary) for line in lines if not _PARTED.search(line)]
	most = max(together, key=len, default={})
	if len(most) >= _FEW:
		return NotAList(
			f"its columns have run together, as headings stand in one line with other words: {'、'.join(most)}"
		)
	cells = [cell.strip() for line in lines if _PARTED.search(line) for cell in _PARTED.split(line)]
	seen = _seen([*_short_texts(content), *cells], vocabulary)
	if len(seen) < 2:
		return NotAList()
	words = "、".join([*seen][:8])
	if {TASK, FINER_TASK} & {*seen.values()}:
		return NotAList(f"what stands below its headings does not fall into rows: {words}")
	return NotAList(f"none of its headings stands above a column of tasks: {words}")


def without_units(content: Content) -> NotAList:
	"""The refusal of a file in which nothing says who is responsible: rows without headings, or words alone."""
	rows = [_PARTED.split(part.text) for part in content.parts if isinstance(part, Paragraph)]
	tables = [row for part in content.parts if isinstance(part, Table) for row in part.rows()]
	if any(len(row) >= _FEW for row in (*rows, *tables)):
		return NotAList("no headings stand above its rows, so that nothing says which column names the units")
	return NotAList("it names no responsible unit")


def _short_texts(content: Content) -> list[str]:
	texts: list[str] = []
	for part in content.parts:
		texts += [part.text] if isinstance(part, Paragraph) else [cell.text for cell in part.cells]
	return [text for text in texts if len(text) <= 20 and not text.endswith((":", "："))]


def _seen(words: list[str], vocabulary: Vocabulary) -> dict[str, str]:
	found = {"".join(word.split()): vocabulary.role_of(word) for word in words if 1 < len(word) <= 20}
	return {word: role for word, role in found.items() if role}
