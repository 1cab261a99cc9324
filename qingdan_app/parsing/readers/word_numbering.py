"""The numbers that Word puts before paragraphs by itself: they stand in no text, but in numbering.xml and the styles."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from qingdan_app.parsing.readers.list_numbers import written
from qingdan_app.parsing.readers.word_xml import W, child, number, switch, value

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


class Level(NamedTuple):
	start: int = 1
	form: str = "decimal"
	words: str = ""
	between: str = "tab"
	restarts_after: int | None = None  # the level (from 1) above which it goes on; 0: never restarts
	plain: bool = False  # all numbers in it in Arabic digits
	style: str | None = None


@dataclass
class AbstractList:
	levels: dict[int, Level]
	style: str | None  # the list style whose list this one is
	counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass
class NumberedList:
	abstract: AbstractList
	levels: dict[int, Level]
	starts: dict[int, int]  # where this list begins anew although others count on the same


class Number(NamedTuple):
	"""What stands before a paragraph, and what parts it from the text."""

	words: str
	between: str


NONE = Number("", "")


class Numbering:
	"""Counts through a document: ask for the number of each paragraph once, in the order of the text."""

	def __init__(self, root: Element | None, styles: Element | None):
		self._styles = _styles_with_numbers(styles)
		self._lists = _lists(root, self._styles) if root is not None else {}

	def of(self, properties: Element | None, style: str | None) -> Number:
		"""The number of the next paragraph, with its properties and its style."""
		own = child(properties, "numPr")
		list_id, level = _asked(own)
		if list_id is None:
			list_id, of_style = self._styles.get(style or "", (None, None))
			level = level if level is not None else of_style
		listed = self._lists.get(list_id or "")
		if listed is None:
			return NONE
		if level is None:
			level = next((at for at, one in listed.levels.items() if one.style and one.style == style), 0)
		return _count(listed, level) if level in listed.levels else NONE


def _count(listed: NumberedList, at: int) -> Number:
	counts, level = listed.abstract.counts, listed.levels[at]
	if at in listed.starts:
		counts[at] = listed.starts.pop(at)
	else:
		before = counts[at]
		counts[at] = level.start if before is None else before + 1
	for deeper in range(at + 1, _LEVELS):
		after = listed.levels.get(deeper, Level()).restarts_after
		if after is None or at < after:
			counts[deeper] = None
	return Number(
		_PLACE.sub(lambda place: _part(listed, level, int(place[1]) - 1), level.words), _between(level)
	)


def _part(listed: NumberedList, level: Level, at: int) -> str:
	one = listed.levels.get(at, Level())
	count = listed.abstract.counts[at]
	return written(one.start if count is None else count, "decimal" if level.plain else one.form)


def _between(level: Level) -> str:
	return "" if level.between == "nothing" else " "


def _asked(properties: Element | None) -> tuple[str | None, int | None]:
	level = value(properties, "ilvl")
	return value(properties, "numId"), None if level is None else number(level, 0)


def _styles_with_numbers(styles: Element | None) -> dict[str, tuple[str | None, int | None]]:
	"""By style: the list and level that it or a style it is based on names."""
	own, based = {}, {}
	for style in styles.iter(W + "style") if styles is not None else ():
		name = style.get(W + "styleId", "")
		own[name] = _asked(child(style, "pPr/numPr"))
		based[name] = value(style, "basedOn")
	return {name: _inherited(name, own, based) for name in own}


def _inherited(name: str | None, own: dict, based: dict) -> tuple[str | None, int | None]:
	level = None
	for _step in range(len(own)):
		if name not in own:
			break
		list_id, own_level = own[name]
		level = own_level if level is None else level
		if list_id is not None:
			return list_id, level
		name = based[name]
	return None, level


def _lists(root: Element, styles: dict) -> dict[str, NumberedList]:
	abstracts = {
		one.get(W + "abstractNumId", ""): AbstractList(_levels(one), value(one, "numStyleLink"))
		for one in root.iter(W + "abstractNum")
	}
	named = {one.get(W + "numId", ""): one for one in root.iter(W + "num")}
	lists = {}
	for list_id, one in named.items():
		abstract = abstracts.get(value(one, "abstractNumId") or "")
		if abstract is not None and abstract.style:
			linked = named.get(styles.get(abstract.style, (None, None))[0] or "")
			abstract = abstracts.get(value(linked, "abstractNumId") or "", abstract)
		if abstract is not None:
			lists[list_id] = _list(one, abstract)
	return lists


def _list(element: Element, abstract: AbstractList) -> NumberedList:
	levels, starts = dict(abstract.levels), {}
	for override in element.iter(W + "lvlOverride"):
		at = number(override.get(W + "ilvl"), 0)
		levels.update(_levels(override))
		start = value(override, "startOverride")
		if start is not None and at in levels:
			starts[at] = number(start, 1)
	return NumberedList(abstract, levels, starts)


def _levels(parent: Element) -> dict[int, Level]:
	found = {number(level.get(W + "ilvl"), 0): _level(level) for level in parent.iter(W + "lvl")}
	return {at: level for at, level in found.items() if 0 <= at < _LEVELS}


def _level(element: Element) -> Level:
	restart = value(element, "lvlRestart")
	return Level(
		number(value(element, "start"), 0),
		value(element, "numFmt") or "decimal",
		value(element, "lvlText") or "",
		value(element, "suff") or "tab",
		None if restart is None else number(restart, 0),
		bool(switch(element, "isLgl")),
		value(element, "pStyle"),
	)
