"""Why a file is no list: what was seen in it, and what is missing."""

from qingdan_app.parsing.content import Content, Paragraph
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.vocabulary import FINER_TASK, SHIPPED, TASK, Vocabulary

_FEW = 3


def refusal(content: Content, vocabulary: Vocabulary = SHIPPED) -> NotAList:
	"""The refusal of a file in which no list was found."""
	together = [_seen(part.text.split(), vocabulary) for part in content.parts if isinstance(part, Paragraph)]
	most = max(together, key=len, default={})
	if len(most) >= _FEW:
		return NotAList(
			f"its columns have run together, as headings stand in one line with other words: {'、'.join(most)}"
		)
	seen = _seen(_short_texts(content), vocabulary)
	if len(seen) < 2:
		return NotAList()
	words = "、".join([*seen][:8])
	if {TASK, FINER_TASK} & {*seen.values()}:
		return NotAList(f"what stands below its headings does not fall into rows: {words}")
	return NotAList(f"none of its headings stands above a column of tasks: {words}")


def _short_texts(content: Content) -> list[str]:
	texts: list[str] = []
	for part in content.parts:
		texts += [part.text] if isinstance(part, Paragraph) else [cell.text for cell in part.cells]
	return [text for text in texts if len(text) <= 20 and not text.endswith((":", "："))]


def _seen(words: list[str], vocabulary: Vocabulary) -> dict[str, str]:
	found = {"".join(word.split()): vocabulary.role_of(word) for word in words if 1 < len(word) <= 20}
	return {word: role for word, role in found.items() if role}
