"""Characters of a PDF page put together to lines, and lines to the paragraphs that a program broke into them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_NEVER_FIRST = "、，。；：！？）】〕》〉”’％%…,.;:!?)]}"
_HANGING = "、，。；："
_NEVER_LAST = "（【〔《〈“‘([{"
_SENTENCE_END = "。；！？：;:"
_NUMBERED = re.compile(
	r"\s*(?:\d{1,3}\s*[.．、]|[（(](?:\d{1,3}|[一二三四五六七八九十]+)[)）]|[一二三四五六七八九十]+、)"
)
_SLACK = 0.15  # of a character
_BETWEEN_SCRIPTS = 0.3  # of a character: what programs leave free between Chinese and Latin


class Letter(NamedTuple):
	text: str
	left: float
	right: float
	top: float
	size: float


@dataclass(slots=True)
class TextLine:
	letters: list[Letter] = field(default_factory=list)

	@property
	def text(self) -> str:
		"""The letters from left to right; a gap as wide as a letter and a half is a blank."""
		words, before = "", None
		for letter in self.letters:
			if (
				before is not None
				and letter.left - before.right > 1.5 * letter.size
				and not words.endswith(" ")
			):
				words += " "
			words, before = words + letter.text, letter
		return words.strip()

	@property
	def width(self) -> float:
		return self.letters[-1].right - self.letters[0].left

	@property
	def solid(self) -> float:
		"""The width without the sign at the end, which programs let hang over the edge."""
		hangs = len(self.letters) > 1 and self.letters[-1].text in _HANGING
		return self.letters[-2 if hangs else -1].right - self.letters[0].left

	@property
	def top(self) -> float:
		return self.letters[0].top


def lines_of(letters: Iterable[Letter]) -> list[TextLine]:
	"""Lines from top to bottom, without those that say nothing."""
	lines: list[TextLine] = []
	for letter in sorted(letters, key=lambda one: (one.top, one.left)):
		if not lines or letter.top - lines[-1].top > 0.6 * letter.size:
			lines.append(TextLine())
		lines[-1].letters.append(letter)
	for line in lines:
		line.letters.sort(key=lambda one: one.left)
		while line.letters and not line.letters[-1].text.strip():
			line.letters.pop()
		while line.letters and not line.letters[0].text.strip():
			line.letters.pop(0)
	return [line for line in lines if line.letters]


def goes_on(line: TextLine, following: TextLine, width: float) -> bool:
	"""Whether a program broke the line because the next word found no room in a column of this width."""
	if ends_sentence(line) and is_numbered(following):
		return False
	last, first = line.letters[-1], following.letters[0]
	needed = _first_word(following.letters) - _SLACK * last.size
	if _is_latin(last.text) != _is_latin(first.text):
		needed += _BETWEEN_SCRIPTS * last.size
	return width - line.width < needed


def ends_sentence(line: TextLine) -> bool:
	return line.letters[-1].text in _SENTENCE_END


def is_numbered(line: TextLine) -> bool:
	return bool(_NUMBERED.match(line.text))


def joined(lines: Sequence[TextLine], width: float) -> str:
	"""The words of lines; a break that the width does not explain was made by people and stays."""
	words = ""
	for at, line in enumerate(lines):
		if at:
			words += _between(words, line.text) if goes_on(lines[at - 1], line, width) else "\n"
		words += line.text
	return words


def _between(before: str, after: str) -> str:
	"""Words in letters are parted where the line was broken; everything else is not."""
	both = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
	return " " if both else ""


def _first_word(letters: Sequence[Letter]) -> float:
	"""The width of what a program does not break at the beginning of a line."""
	last = 0
	for at, letter in enumerate(letters[1:], start=1):
		before = letters[at - 1].text
		together = _is_latin(letter.text) and (_is_latin(before) or before in _NEVER_FIRST)
		if not (together or letter.text in _NEVER_FIRST or before in _NEVER_LAST):
			break
		last = at
	return letters[last].right - letters[0].left


def _is_latin(text: str) -> bool:
	return text.isascii() and not text.isspace()
