"""Words of HTML on their way to lines: white space as a browser shows it, numbers of lists, what is hidden."""

import re
from dataclasses import dataclass, field

from qingdan_app.parsing.readers.list_numbers import letters, roman

_SPACE = re.compile(r"[ \t\n\r\f]+")
_WIDE = r"[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]"
_BREAK_WITHIN_CHINESE = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n][ \t\r\n\f]*(?={_WIDE})")
_HIDING = re.compile(
	r"display\s*:\s*none|mso-hide\s*:\s*(?:all|screen)|visibility\s*:\s*(?:hidden|collapse)", re.I
)
_LIST_SIGN = re.compile(r"mso-list\s*:\s*ignore", re.I)
_KEEPS_BREAKS = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
_FORMS = {
	"a": letters,
	"A": lambda number: letters(number).upper(),
	"i": roman,
	"I": lambda number: roman(number).upper(),
}


def hides(attributes: dict[str, str]) -> bool:
	return "hidden" in attributes or bool(_HIDING.search(attributes.get("style", "")))


def is_list_sign(attributes: dict[str, str]) -> bool:
	"""Whether Word wrote the number of a list into this, as a browser cannot count it."""
	return bool(_LIST_SIGN.search(attributes.get("style", "")))


def keeps_breaks(tag: str, attributes: dict[str, str]) -> bool:
	return tag == "pre" or bool(_KEEPS_BREAKS.search(attributes.get("style", "")))


def whole(words: str | None, otherwise: int) -> int:
	"""An integer at the beginning of an attribute, as browsers read it."""
	match = re.match(r"\s*([+-]?\d{1,7})", words or "")
	return int(match[1]) if match else otherwise


@dataclass
class ListCount:
	"""A list that numbers its items by itself; `form` is None where it shows dots."""

	form: str | None
	next: int
	step: int = 1

	def number(self, value: str | None) -> str:
		if self.form is None:
			return ""
		here = whole(value, self.next)
		self.next = here + self.step
		return f"{_FORMS.get(self.form, str)(here)}."


def list_count(tag: str, attributes: dict[str, str]) -> ListCount:
	if tag != "ol":
		return ListCount(None, 1)
	step = -1 if "reversed" in attributes else 1
	return ListCount(attributes.get("type") or "1", whole(attributes.get("start"), 1), step)


@dataclass
class Flow:
	"""Lines of one cell, or of the page outside tables. Each line may have a number before it."""

	lines: list[tuple[str, str]] = field(default_factory=list)
	_pieces: list[str] = field(default_factory=list)
	_number: list[str] = field(default_factory=list)

	def say(self, words: str, as_number: bool = False) -> None:
		(self._number if as_number else self._pieces).append(words)

	def say_as_it_is(self, words: str) -> None:
		"""Words whose line breaks count."""
		first, *rest = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
		self.say(first)
		for line in rest:
			self.break_line()
			self.say(line)

	def break_line(self) -> None:
		"""End the line, also an empty one."""
		number = _collapsed("".join(self._number)).strip()
		self.lines.append((number, _collapsed("".join(self._pieces))))
		self._pieces, self._number = [], []

	def end_block(self) -> None:
		"""End the line unless it is empty: blocks begin on lines of their own."""
		if any(piece.strip(" \t\n\r\f") for piece in self._pieces) or any(map(str.strip, self._number)):
			self.break_line()
		else:
			self._pieces = []

	def text(self) -> str:
		"""All lines, their numbers before them, as a cell shows them."""
		self.end_block()
		return "\n".join(
			f"{number} {line}".strip() if number else line for number, line in self.lines
		).strip()


def _collapsed(words: str) -> str:
	"""White space as a browser shows it; a line break of the source between two Chinese characters is none."""
	return _SPACE.sub(" ", _BREAK_WITHIN_CHINESE.sub("", words)).strip(" ").replace("\xa0", " ")
