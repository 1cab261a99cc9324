"""The lines of an outline with what runs over into the next: labels that end in 、, brackets over two lines."""

import re
from collections.abc import Iterator, Sequence

from qingdan_app.parsing.body_names import is_balanced
from qingdan_app.parsing.layout import Paragraph
from qingdan_app.parsing.outline_lines import Line, read_line

_OPEN_END = re.compile(r"[、，,（(：:]$")


def lines_of(paragraphs: Sequence[Paragraph]) -> Iterator[Line]:
	"""The lines that say something; a label's words that run over go on in the line below."""
	last: dict[str, int] = {}
	held: Line | None = None
	for paragraph in paragraphs:
		for words in paragraph.text.split("\n"):
			if not words.strip():
				continue
			line = read_line(paragraph.line, words, last)
			if (
				held is not None
				and held.label
				and _OPEN_END.search(held.text)
				and not line.label
				and not line.sign
			):
				held = held._replace(text=held.text + line.text)
				continue
			if (
				held is not None
				and not line.label
				and not line.sign
				and _closes_bracket(held.text, line.text)
			):
				held = held._replace(text=f"{held.text}\n{line.text}")
				continue
			if held is not None:
				yield held
			held = line
	if held is not None:
		yield held


def _closes_bracket(text: str, following: str) -> bool:
	"""Whether a bracket goes on from one line into the next."""
	closing = re.search(r"[)）〕】]", following)
	opening = re.search(r"[(（〔【]", following)
	goes_on = closing and (not opening or closing.start() < opening.start())
	return bool(goes_on) and not is_balanced(text) and is_balanced(f"{text}{following[: closing.end()]}")
