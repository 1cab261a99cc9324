"""Tasks of several lists that say the same: word for word, or in other words with the same figures and names.

Siblings share a template and are not the same: of two texts that differ by one name for another, or by their figures, neither
restates the other. Every text is met by the few texts that share its rarest words, so that the effort grows with their number.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from qingdan_app.parsing.numerals import narrow

RESTATED = 0.55
"""How many of the pairs of characters of two texts they share at least, of all that either has."""

_GRAM = 4
_RAREST = 8
_COMMON = 24
"""A piece of this many texts is a template's, and leads to none of them."""

_SHORT = 10
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[.\-—–~～%/](?=\d)")
_SIGNS = re.compile(r"[^\w]|_")
_FIGURES = re.compile(r"(?<!\d)(?!(?:19|20)\d\d年)\d[\d.~]*")
_NAME = 6
_SYNONYMS = {
	"创建": "建设",
	"制订": "制定",
	"研究制定": "制定",
	"制定出台": "出台",
	"编制完成": "编制",
	"组织开展": "开展",
}
_SYNONYM = re.compile("|".join(sorted(_SYNONYMS, key=len, reverse=True)))
_SAYS_NOTHING = re.compile(
	r"进一步|加快|持续|深入|积极|统筹|推进|做好|工作|关于|其中|每年|全年|全市|(?:\d{4}年|年)[底末内]前?|\d{4}年|[的等和及与]"
)


class Row(NamedTuple):
	"""A task as it is compared: its key, its words, the list it stands in, and what may differ from list to list."""

	key: Hashable
	text: str
	of_list: Hashable
	deadline: str = ""
	units: tuple[str, ...] = ()
	lead: str | None = None
	key_work: str = ""


class Same(NamedTuple):
	"""Tasks that say the same, in the rows' order: `identical` or `restated`, how alike the least alike two of them are (0 to 1),
	and which of text, deadline, units and lead are not the same in all of them."""

	keys: tuple[Hashable, ...]
	relation: str
	similarity: float
	differs: tuple[str, ...]


def find_same(rows: Iterable[Row]) -> list[Same]:
	"""All groups of tasks of more than one list that say the same, in the rows' order.

	An identical group stands for itself, and once more within the restated group of which it is a part.
	"""
	rows = list(rows)
	texts: dict[tuple[str, str], list[int]] = defaultdict(list)
	for place, row in enumerate(rows):
		texts[_what_it_says(row)].append(place)
	groups = [
		(places, "identical", 1.0)
		for places in texts.values()
		if len({rows[one].of_list for one in places}) > 1
	]
	groups += [(places, "restated", alike) for places, alike in _restated(rows, texts)]
	return [_same(rows, *group) for group in sorted(groups)]


def _what_it_says(row: Row) -> tuple[str, str]:
	"""A task's words; of few words (开工建设) those of its key work too, without which they say nothing."""
	text = _plain(row.text)
	return (text, "") if len(text) >= _SHORT else (text, _plain(row.key_work))


def _plain(text: str) -> str:
	"""The words without signs and white space; what stands between digits (1—2, 2.5) stays."""
	words = _BETWEEN_DIGITS.sub(lambda sign: "點" if sign[0] == "." else "至", narrow(text))
	return _SIGNS.sub("", words)


def _restated(rows: list[Row], texts: dict[tuple[str, str], list[int]]) -> Iterator[tuple[list[int], float]]:
	places = list(texts.values())
	lists = [{rows[place].of_list for place in one} for one in places]
	words = ["" if work else _SYNONYM.sub(lambda match: _SYNONYMS[match[0]], text) for text, work in texts]
	linked: dict[int, list[tuple[int, float]]] = defaultdict(list)
	for one, two in _near(words):
		if len(lists[one] | lists[two]) > 1 and (alike := _restates(words[one], words[two])):
			linked[one].append((two, alike))
			linked[two].append((one, alike))
	for group, alike in _connected(linked):
		yield sorted(place for text in group for place in places[text]), alike


def _near(words: list[str]) -> Iterator[tuple[int, int]]:
	"""Pairs of texts that share at least two of the rarest pieces of one of them."""
	pieces = [{text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1)} for text in words]
	often = Counter(piece for one in pieces for piece in one)
	holders: dict[str, list[int]] = defaultdict(list)
	for place, one in enumerate(pieces):
		kept = sorted(piece for piece in one if 2 <= often[piece] <= _COMMON)
		for piece in kept:
			holders[piece].append(place)
		pieces[place] = sorted(kept, key=often.__getitem__)[:_RAREST]
	seen: set[tuple[int, int]] = set()
	for place, rarest in enumerate(pieces):
		met = Counter(other for piece in rarest for other in holders[piece])
		for other, times in met.items():
			pair = (min(place, other), max(place, other))
			if other != place and times > 1 and pair not in seen:
				seen.add(pair)
				yield pair


def _restates(one: str, two: str) -> float | None:
	"""How alike two texts are if one restates the other, else None."""
	short, long = sorted((len(one), len(two)))
	if short < RESTATED * long or _exchanges_one_word(one, two):
		return None
	alike = _alike(_pairs(one), _pairs(two))
	return min(alike, 0.99) if alike >= RESTATED and not _says_otherwise(one, two) else None


def _pairs(text: str) -> set[str]:
	return {text[at : at + 2] for at in range(len(text) - 1)}


def _alike(one: set[str], two: set[str]) -> float:
	return round(len(one & two) / (len(one | two) or 1), 2)


def _exchanges_one_word(one: str, two: str) -> bool:
	"""Whether the texts differ in one place only, by one short word for another: what siblings do."""
	length = min(len(one), len(two))
	start = next((at for at in range(length) if one[at] != two[at]), length)
	end = next((at for at in range(length - start) if one[-1 - at] != two[-1 - at]), length - start)
	middles = [_SAYS_NOTHING.sub("", text[start : len(text) - end]) for text in (one, two)]
	return all(middles) and max(map(len, middles)) <= _NAME


def _says_otherwise(one: str, two: str) -> bool:
	"""Whether each has a figure that the other has not, or a name stands for another or within another's words (亚运会, 亚残运会)."""
	figures = Counter(_FIGURES.findall(one)), Counter(_FIGURES.findall(two))
	if figures[0] - figures[1] and figures[1] - figures[0]:
		return True
	matcher = SequenceMatcher(None, one, two, autojunk=False)
	return any(_is_exchange(one, two, *code) for code in matcher.get_opcodes() if code[0] != "equal")


def _is_exchange(
	one: str, two: str, _kind: str, from_one: int, to_one: int, from_two: int, to_two: int
) -> bool:
	gone = _SAYS_NOTHING.sub("", one[from_one:to_one])
	come = _SAYS_NOTHING.sub("", two[from_two:to_two])
	if gone and come:
		return min(len(gone), len(come)) <= _NAME
	inside = from_one > 0 and to_one < len(one) and from_two > 0 and to_two < len(two)
	return inside and 0 < len(gone or come) <= 2


def _connected(linked: dict[int, list[tuple[int, float]]]) -> Iterator[tuple[set[int], float]]:
	"""The groups of texts that hang together, each with the least likeness of a pair that joins them."""
	left = set(linked)
	while left:
		group, waiting, least = set(), [min(left)], 1.0
		while waiting:
			text = waiting.pop()
			if text not in group:
				group.add(text)
				waiting += [other for other, _ in linked[text]]
				least = min([least, *(alike for _, alike in linked[text])])
		left -= group
		yield group, least


def _same(rows: list[Row], places: list[int], relation: str, alike: float) -> Same:
	tasks = [rows[place] for place in places]
	compared = {
		"text": {row.text for row in tasks},
		"deadline": {row.deadline for row in tasks},
		"units": {frozenset(row.units) for row in tasks},
		"lead": {row.lead for row in tasks},
	}
	differs = tuple(name for name, values in compared.items() if len(values) > 1)
	return Same(tuple(row.key for row in tasks), relation, alike, differs)
