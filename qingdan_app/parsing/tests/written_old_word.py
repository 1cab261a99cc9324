"""A Word file of the old kind with a given content: its text with marks, and pages of what its paragraphs are."""

import struct
from collections.abc import Iterator

from qingdan_app.parsing.content import Cell, Content, Paragraph, Table
from qingdan_app.parsing.tests.written_files import _size, _with_covered

_SECTOR, _WIDTH = 512, 1500
_TEXT_AT = 1024
_IN_TABLE, _ENDS_ROW = b"\x16\x24\x01", b"\x17\x24\x01"
_RESTART, _CONTINUE = 3 << 5, 1 << 5
Pieces = Iterator[tuple[str, bytes]]


def doc(content: Content) -> bytes:
	return doc_of([piece for part in content.parts for piece in _pieces(part)])


def doc_of(pieces: list[tuple[str, bytes]], characters: list[tuple[int, int, bytes]] = ()) -> bytes:
	"""Paragraphs with their modifiers; `characters` are from, to (in characters) and the modifiers between."""
	text = "".join(words for words, _said in pieces)
	written = text.encode("utf-16-le")
	ends, at = [], _TEXT_AT
	for words, said in pieces:
		ends.append((at, said))
		at += 2 * len(words)
	runs = [(_TEXT_AT, b"")]
	for begin, end, said in characters:
		runs += [(_TEXT_AT + 2 * begin, said), (_TEXT_AT + 2 * end, b"")]
	document = _padded(bytes(_TEXT_AT) + written)
	paragraph_pages = list(_pages(ends, at, 13, _of_paragraph))
	character_pages = list(_pages(runs, at, 1, lambda said: bytes([len(said)]) + said))
	first = len(document) // _SECTOR
	document += b"".join(page for _start, page in paragraph_pages + character_pages)
	clx = struct.pack("<Biii", 2, 16, 0, len(text)) + struct.pack("<HIH", 0, _TEXT_AT, 0)
	table, places = bytearray(), {}
	for where, listed in (
		(0x01A2, clx),
		(0x0102, _plc(paragraph_pages, at, first)),
		(0x00FA, _plc(character_pages, at, first + len(paragraph_pages))),
	):
		places[where] = (len(table), len(listed))
		table += listed
	filled = bytearray(document)
	struct.pack_into("<HH", filled, 0, 0xA5EC, 0xC1)
	struct.pack_into("<H", filled, 0x0A, 0x0200)
	struct.pack_into("<i", filled, 0x4C, len(text))
	for where, place in places.items():
		struct.pack_into("<ii", filled, where, *place)
	return container({"WordDocument": bytes(filled), "1Table": bytes(table)})


def _pieces(part: Paragraph | Table) -> Pieces:
	if isinstance(part, Paragraph):
		yield part.text.replace("\n", "\x0b") + "\r", b""
		return
	_height, width = _size(part)
	for row in _with_covered(part):
		for cell, below in row:
			lines = [""] if below else cell.text.split("\n")
			for line in lines[:-1]:
				yield line + "\r", _IN_TABLE
			yield lines[-1] + "\x07", _IN_TABLE
		yield "\x07", _IN_TABLE + _ENDS_ROW + _described(row, width)
	yield "\r", b""


def _described(row: list[tuple[Cell, int]], width: int) -> bytes:
	edges = [cell.column * _WIDTH for cell, _below in row] + [width * _WIDTH]
	edges[-1] = (row[-1][0].column + row[-1][0].column_span) * _WIDTH
	words = struct.pack(f"<B{len(edges)}h", len(row), *edges)
	for cell, below in row:
		words += struct.pack("<H18x", (_CONTINUE if below else _RESTART) if cell.row_span > 1 else 0)
	return struct.pack("<HH", 0xD608, len(words) + 1) + words


def _of_paragraph(said: bytes) -> bytes:
	listed = b"\0\0" + said
	if len(listed) % 2:
		return bytes([(len(listed) + 1) // 2]) + listed
	return bytes([0, len(listed) // 2]) + listed


def _pages(runs: list[tuple[int, bytes]], end: int, step: int, written) -> Iterator[tuple[int, bytes]]:
	"""Pages of 512 bytes with the byte that each begins with; a page takes as many runs as fit."""
	at = 0
	while at < len(runs):
		taken, room = 0, _SECTOR - 1 - 4
		while at + taken < len(runs):
			entry = written(runs[at + taken][1])
			room -= 4 + step + len(entry) + len(entry) % 2
			if room < 2:
				break
			taken += 1
		bounds = [start for start, _said in runs[at : at + taken + 1]]
		bounds += [end] * (taken + 1 - len(bounds))
		yield bounds[0], _page(bounds, [written(said) for _start, said in runs[at : at + taken]], step)
		at += taken


def _page(bounds: list[int], entries: list[bytes], step: int) -> bytes:
	page = bytearray(_SECTOR)
	page[-1] = len(entries)
	struct.pack_into(f"<{len(bounds)}I", page, 0, *bounds)
	top = _SECTOR - 1
	for nth, entry in enumerate(entries):
		top -= len(entry) + (top - len(entry)) % 2
		page[top : top + len(entry)] = entry
		page[4 * len(bounds) + step * nth] = top // 2
	return bytes(page)


def _plc(pages: list[tuple[int, bytes]], end: int, first: int) -> bytes:
	starts = [start for start, _page in pages] + [end]
	return struct.pack(f"<{len(starts)}I", *starts) + struct.pack(
		f"<{len(pages)}I", *range(first, first + len(pages))
	)


def _padded(data: bytes, size: int = _SECTOR) -> bytes:
	return data + bytes(-len(data) % size)


def container(streams: dict[str, bytes]) -> bytes:
	"""The file in a file that old office programs write, its streams long enough to have sectors of their own."""
	held = {name: _padded(data.ljust(4096, b"\0")) for name, data in streams.items()}
	number = sum(len(data) for data in held.values()) // _SECTOR + 1
	tables = -(-number // 127)
	chain, entries = [-3] * tables + [-2], [_entry("Root Entry", 5, -2, 0, child=1)]
	for nth, (name, data) in enumerate(held.items(), start=1):
		begin, sectors = len(chain), len(data) // _SECTOR
		chain += [*range(begin + 1, begin + sectors), -2]
		entries.append(_entry(name, 2, begin, len(data), right=nth + 1 if nth < len(held) else -1))
	table = struct.pack(f"<{128 * tables}i", *chain, *[-1] * (128 * tables - len(chain)))
	header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
	header += bytes(10) + struct.pack("<6i", tables, tables, 0, 4096, -2, 0)
	header += struct.pack("<2i", -2, 0) + struct.pack("<109i", *range(tables), *[-1] * (109 - tables))
	return header + table + b"".join(entries).ljust(_SECTOR, b"\0") + b"".join(held.values())


def _entry(name: str, kind: int, begin: int, size: int, right: int = -1, child: int = -1) -> bytes:
	words = f"{name}\0".encode("utf-16-le")
	entry = words.ljust(64, b"\0") + struct.pack("<HBB3i", len(words), kind, 1, -1, right, child)
	return entry.ljust(116, b"\0") + struct.pack("<iii", begin, size, 0)
