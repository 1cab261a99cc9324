"""How the characters and paragraphs of an old Word file are formatted: pages of properties, by the bytes that they hold for.

Word 97 Binary File Format, [MS-DOC] 2.8.5, 2.8.6, 2.9.33 and 2.6: a run of bytes and its list of modifiers (sprms).
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from qingdan_app.parsing.readers.old_word import OldWord

_PAGE = 512
_CHARACTERS, _PARAGRAPHS = 0x00FA, 0x0102
_SIZES = (1, 1, 2, 4, 2, 2, None, 3)
DELETED, HIDDEN, INSERTED = 0x0800, 0x083C, 0x0801
IN_TABLE, ENDS_ROW, CELLS_OF_ROW, LIST, DEPTH = 0x2416, 0x2417, 0xD608, 0x460B, 0x6649


class Runs(NamedTuple):
	"""Runs of bytes in order: where each begins, and what is said of it."""

	starts: tuple[int, ...]
	said: tuple[dict[int, bytes], ...]

	def at(self, byte: int) -> dict[int, bytes]:
		"""The modifiers that hold for a byte: operands by their code."""
		found = bisect_right(self.starts, byte) - 1
		return self.said[found] if found >= 0 else {}


def characters(word: OldWord) -> Runs:
	return _runs(word, _CHARACTERS, _of_character)


def paragraphs(word: OldWord) -> Runs:
	return _runs(word, _PARAGRAPHS, _of_paragraph)


def is_on(said: dict[int, bytes], code: int) -> bool:
	return said.get(code, b"\0")[:1] == b"\1"


def _runs(word: OldWord, where: int, read) -> Runs:
	at, size = struct.unpack_from("<ii", word.document, where)
	number = (size - 4) // 8
	pages = struct.unpack_from(f"<{number}I", word.table, at + 4 * (number + 1))
	found = sorted(
		(run for page in pages for run in _of_page(word.document, (page & 0x3FFFFF) * _PAGE, read)),
		key=lambda run: run[0],
	)
	return Runs(tuple(start for start, _said in found), tuple(said for _start, said in found))


def _of_page(document: bytes, begin: int, read) -> Iterator[tuple[int, dict[int, bytes]]]:
	page = document[begin : begin + _PAGE]
	number = page[-1]
	starts = struct.unpack_from(f"<{number}I", page)
	for nth in range(number):
		yield starts[nth], dict(_modifiers(read(page, 4 * (number + 1), nth)))


def _of_character(page: bytes, entries: int, nth: int) -> bytes:
	at = 2 * page[entries + nth]
	return page[at + 1 : at + 1 + page[at]] if at else b""


def _of_paragraph(page: bytes, entries: int, nth: int) -> bytes:
	"""Without the number of its style, which stands first."""
	at = 2 * page[entries + 13 * nth]
	if not at:
		return b""
	if page[at]:
		return page[at + 3 : at + 2 * page[at]]
	return page[at + 4 : at + 2 + 2 * page[at + 1]]


def _modifiers(listed: bytes) -> Iterator[tuple[int, bytes]]:
	at = 0
	while at + 2 <= len(listed):
		(code,) = struct.unpack_from("<H", listed, at)
		at += 2
		size = _SIZES[code >> 13]
		if code == CELLS_OF_ROW:
			size = struct.unpack_from("<H", listed, at)[0] + 1
		elif size is None:
			size = listed[at] + 1
		yield code, listed[at : at + size]
		at += size
