"""The words of WordprocessingML that several readers of a .docx need."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = _MC + "AlternateContent"
_OFF = ("0", "false", "off")

LEFT_OUT = frozenset(
	W + name
	for name in (
		*("del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "pPr", "rPr", "sdtPr", "sdtEndPr"),
		*("tcPr", "trPr", "tblPr", "tblGrid", "sectPr", "customXmlPr", "smartTagPr", "fldData", "rubyPr"),
	)
)
"""What the page does not show: what was deleted, codes of fields, the small reading above a character, properties."""
_AROUND = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


def value(parent: Element | None, path: str) -> str | None:
	"""`w:val` of the element at a path of names: `pPr/pStyle`."""
	found = child(parent, path)
	return None if found is None else found.get(W + "val")


def child(parent: Element | None, path: str) -> Element | None:
	for name in path.split("/"):
		if parent is None:
			return None
		parent = parent.find(W + name)
	return parent


def number(words: str | None, otherwise: int) -> int:
	"""An integer of an attribute; what is none counts as not there."""
	try:
		return int(words) if words is not None and len(words) < 10 else otherwise
	except ValueError:
		return otherwise


def switch(parent: Element | None, name: str) -> bool | None:
	"""An on-off property: None where it is not said."""
	found = child(parent, name)
	return None if found is None else found.get(W + "val") not in _OFF


def chosen(alternatives: Element) -> Iterator[Element]:
	"""The one of several renderings that stands for all of them: the first choice, or what old programs show."""
	for name in ("Choice", "Fallback"):
		found = alternatives.find(_MC + name)
		if found is not None:
			yield from found
			return


def parts(parent: Element) -> Iterator[Element]:
	"""The children that are shown, out of whatever is only wrapped around them."""
	for element in parent:
		if element.tag in LEFT_OUT:
			continue
		if element.tag in _AROUND:
			yield from parts(element)
		elif element.tag == ALTERNATIVES:
			yield from chosen(element)
		else:
			yield element
