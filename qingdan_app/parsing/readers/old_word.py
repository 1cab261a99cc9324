"""How many cells a Word file of the old kind has: its text ends every cell and every row with the same mark."""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.readers.package import damaged

try:
	import xlrd.compdoc
except ImportError:  # nothing else needs it
	xlrd = None

_CELL_MARK = "\x07"
_TABLE_STREAM_FLAG, _EIGHT_BIT_FLAG = 0x0200, 0x4000_0000


def marks(data: bytes) -> int:
	"""Marks of cells and rows in the text of a .doc or .wps. Raises NotAList where its text cannot be found."""
	if xlrd is None:
		raise NotAList("old Word files need the library xlrd on the server; save it as .docx")
	with refusing_whatever_breaks():
		return _text(data).count(_CELL_MARK)


@contextmanager
def refusing_whatever_breaks() -> Iterator[None]:
	"""Say of bytes that lead anywhere that they are damaged."""
	try:
		yield
	except NotAList:
		raise
	except Exception as error:  # what stands in damaged bytes leads anywhere
		raise damaged() from error


class Piece(NamedTuple):
	"""Characters that stand together in the file: from which byte on, and in how many bytes each."""

	text: str
	at: int
	width: int


class OldWord(NamedTuple):
	"""The streams of a .doc, and its text in pieces; the first `length` characters are the document's own."""

	document: bytes
	table: bytes
	pieces: tuple[Piece, ...]
	length: int


def opened(data: bytes) -> OldWord:
	"""What stands in the container. Raises whatever damaged bytes lead to."""
	container = xlrd.compdoc.CompDoc(data, logfile=io.StringIO())
	document = container.get_named_stream("WordDocument")
	(flags,) = struct.unpack_from("<H", document, 0x0A)
	(length,) = struct.unpack_from("<i", document, 0x4C)
	table = container.get_named_stream("1Table" if flags & _TABLE_STREAM_FLAG else "0Table")
	at, size = struct.unpack_from("<ii", document, 0x01A2)
	return OldWord(document, table, tuple(_pieces(document, _piece_table(table[at : at + size]))), length)


def _text(data: bytes) -> str:
	"""The text by its pieces, which stand in the document in any order, in eight or sixteen bits."""
	word = opened(data)
	return "".join(piece.text for piece in word.pieces)[: word.length]


def _piece_table(described: bytes) -> bytes:
	"""What comes after the formats that quick saving left behind."""
	at = 0
	while described[at] == 1:
		at += 3 + struct.unpack_from("<H", described, at + 1)[0]
	(size,) = struct.unpack_from("<i", described, at + 1)
	return described[at + 5 : at + 5 + size]


def _pieces(document: bytes, table: bytes) -> Iterator[Piece]:
	number = (len(table) - 4) // 12
	bounds = struct.unpack_from(f"<{number + 1}i", table)
	for nth in range(number):
		(where,) = struct.unpack_from("<I", table, 4 * (number + 1) + 8 * nth + 2)
		length = bounds[nth + 1] - bounds[nth]
		if where & _EIGHT_BIT_FLAG:
			at = (where & ~_EIGHT_BIT_FLAG) // 2
			yield Piece(document[at : at + length].decode("cp1252", "replace"), at, 1)
		else:
			yield Piece(document[where : where + 2 * length].decode("utf-16-le", "replace"), where, 2)
