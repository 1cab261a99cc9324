"""Pasted text cut into pieces, one for each matter it may hold: rows of a table, numbered items, sentences, lines."""

import csv
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_NUMBER = re.compile(
	r"^\s*(?:[（(]\s*(?:[一二三四五六七八九十百]+|\d{1,3})\s*[)）]|(?:[一二三四五六七八九十百]+|\d{1,3})\s*[、.．](?!\d)"
	r"|第[一二三四五六七八九十]+[，,、]|[-•·●▪◆*]\s)\s*"
)
_SENTENCE = re.compile(r"[^。；;!！]*[。；;!！]?")
_OPENS = re.compile(r"会议|会上|出席|列席|抄送|印发")
"""How a paragraph of minutes begins that goes on with no item above it."""
_PIPE_RULE = re.compile(r"^[\s|:+-]+$")
FEWEST_CELLS = 2


class Piece(NamedTuple):
	"""Words of one matter: a sentence or more, or the cells of a row; `line` counts from 1."""

	line: int
	text: str = ""
	cells: tuple[str, ...] = ()


def pieces_of(text: str, names_somebody: Callable[[str], bool]) -> list[Piece]:
	"""Cut a text. `names_somebody` says of a sentence whether it names who does something: each such one is a matter."""
	rows = list(_rows(text))
	if rows:
		return rows
	return [piece for item in _items(text) for piece in _sentences(item, names_somebody)]


def _rows(text: str) -> Iterator[Piece]:
	"""The rows of a table, as programs paste it: cells parted by tabs, quoted where they hold lines, or by upright strokes."""
	separator = next((sign for sign in "\t|" if _is_table(text, sign)), None)
	if separator is None:
		return
	lines = csv.reader(text.splitlines(keepends=True), delimiter=separator)
	for cells in lines:
		if separator == "|" and _PIPE_RULE.match("|".join(cells)):
			continue
		words = tuple(cell.strip() for cell in (cells[1:-1] if _is_framed(cells, separator) else cells))
		if any(words):
			yield Piece(lines.line_num, cells=words)


def _is_table(text: str, separator: str) -> bool:
	lines = [line for line in text.splitlines() if line.strip()]
	return bool(lines) and 2 * sum(separator in line.strip() for line in lines) > len(lines)


def _is_framed(cells: list[str], separator: str) -> bool:
	return separator == "|" and len(cells) > FEWEST_CELLS and not cells[0].strip() and not cells[-1].strip()


def _items(text: str) -> list[Piece]:
	"""Numbered items with the lines that go on with them; each line by itself where nothing is numbered."""
	items: list[Piece] = []
	is_numbered = False
	for number, line in enumerate(text.splitlines(), start=1):
		words = line.strip()
		begins = _NUMBER.match(words)
		rest = words[begins.end() :] if begins else ""
		if words and not rest and not _OPENS.match(words) and is_numbered:
			items[-1] = items[-1]._replace(text=f"{items[-1].text}\n{words}")
		elif words:
			items.append(Piece(number, rest or words))
			is_numbered = bool(begins)
	return items


def _sentences(item: Piece, names_somebody: Callable[[str], bool]) -> Iterator[Piece]:
	"""An item cut so that every piece has one sentence that names somebody; words before it lead up to it, words behind follow."""
	begun = False
	words = ""
	for sentence in filter(str.strip, _SENTENCE.findall(item.text)):
		named = names_somebody(sentence)
		if named and begun:
			yield item._replace(text=words.strip())
			words = ""
		begun = begun or named
		words += sentence
	if words.strip():
		yield item._replace(text=words.strip())
