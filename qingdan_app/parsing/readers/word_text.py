"""The words of one paragraph of a .docx as the page shows them."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from qingdan_app.parsing.readers.word_xml import ALTERNATIVES, LEFT_OUT, W, chosen, switch, value

_SIGNS = {
	W + "tab": "\t",
	W + "ptab": "\t",
	W + "br": "\n",
	W + "cr": "\n",
	W + "noBreakHyphen": "-",
}
_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_CHANGED = frozenset(W + name for name in ("ins", "del", "moveFrom", "moveTo"))


@dataclass
class Words:
	"""`boxes` are text boxes anchored here, `hidden` what is there and not shown, `changed` that it has tracked changes."""

	pieces: list[str] = field(default_factory=list)
	boxes: list[Element] = field(default_factory=list)
	hidden: list[str] = field(default_factory=list)
	objects: int = 0
	changed: bool = False
	_codes: list[bool] = field(
		default_factory=list
	)  # for each open field: whether its code is still going on

	@property
	def text(self) -> str:
		return "".join(self.pieces)

	def say(self, words: str, shown: bool) -> None:
		if words and not any(self._codes):
			(self.pieces if shown else self.hidden).append(words)

	def field(self, step: str | None) -> None:
		"""A field goes through its code (from begin to separate), then its result (to end)."""
		if step == "begin":
			self._codes.append(True)
		elif self._codes and step == "separate":
			self._codes[-1] = False
		elif self._codes and step == "end":
			self._codes.pop()


class TextReader:
	"""Knows which styles hide what is written in them."""

	def __init__(self, styles: Element | None):
		self._hiding = _hiding_styles(styles)

	def paragraph(self, element: Element, style: str | None) -> Words:
		words = Words()
		self._take(element, words, style not in self._hiding)
		return words

	def _take(self, parent: Element, words: Words, shown: bool) -> None:
		for element in parent:
			tag = element.tag
			if tag == W + "r":
				self._take(element, words, self._shown(element, shown))
			elif tag == W + "t" or tag == _FORMULA_TEXT:
				words.say(element.text or "", shown)
			elif tag in _SIGNS:
				words.say(_SIGNS[tag], shown)
			elif tag == W + "fldChar":
				words.field(element.get(W + "fldCharType"))
			elif tag == W + "sym":
				words.say(_symbol(element), shown)
			elif tag == W + "txbxContent":
				words.boxes.append(element)
			elif tag == ALTERNATIVES:
				self._take_all(chosen(element), words, shown)
			else:
				self._go_into(element, words, shown)

	def _take_all(self, elements, words: Words, shown: bool) -> None:
		for element in elements:
			self._go_into(element, words, shown)

	def _go_into(self, element: Element, words: Words, shown: bool) -> None:
		words.changed = words.changed or element.tag in _CHANGED
		words.objects += element.tag == W + "object"
		if element.tag == W + "txbxContent":
			words.boxes.append(element)
		elif element.tag not in LEFT_OUT:
			self._take(element, words, shown)

	def _shown(self, run: Element, otherwise: bool) -> bool:
		properties = run.find(W + "rPr")
		if properties is None:
			return otherwise
		hidden = switch(properties, "vanish")
		if hidden is None:
			return otherwise and value(properties, "rStyle") not in self._hiding
		return not hidden


def _hiding_styles(styles: Element | None) -> set[str]:
	found = styles.iter(W + "style") if styles is not None else ()
	return {style.get(W + "styleId", "") for style in found if switch(style.find(W + "rPr"), "vanish")}


def _symbol(element: Element) -> str:
	"""A sign of a symbol font has no meaning outside its font: only real characters are kept."""
	try:
		character = chr(int(element.get(W + "char", ""), 16))
	except (ValueError, OverflowError):
		return ""
	return "" if "\ud800" <= character <= "\uf8ff" or character < " " else character
