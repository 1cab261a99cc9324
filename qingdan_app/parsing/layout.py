"""Lines into cells and paragraphs.

The document is a Word table saved as text: a line that begins with a tab opens a cell, a line without
one right below goes on with that cell, a blank line ends a run of cells. Everything else is a paragraph.
"""

from collections.abc import Iterator
from typing import NamedTuple

from qingdan_app.parsing.headings import interrupts_a_cell


class Cell(NamedTuple):
	line: int
	text: str


class Paragraph(NamedTuple):
	line: int
	text: str


Block = list[Cell]


def lines_of(text: str) -> list[str]:
	"""The lines of a text, whichever of the three line ends it uses; nothing else breaks a line."""
	return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def read_layout(lines: list[str]) -> Iterator[Paragraph | Block]:
	"""Paragraphs and blocks (runs of cells without a blank line between them), in order, with 1-based lines."""
	cells: list[tuple[int, list[str]]] = []
	for number, line in enumerate(lines, start=1):
		if line.startswith("\t"):
			cells.append((number, [line[1:]]))
			continue
		if cells and line.strip() and not interrupts_a_cell(line):
			cells[-1][1].append(line)
			continue
		if cells:
			yield _block(cells)
			cells = []
		if line.strip():
			yield Paragraph(number, line.strip())
	if cells:
		yield _block(cells)


def _block(cells: list[tuple[int, list[str]]]) -> Block:
	return [_cell(line, parts) for line, parts in cells]


def _cell(line: int, parts: list[str]) -> Cell:
	"""A cell's line is the first that says something."""
	if len(parts) > 1 and not parts[0].strip():
		return Cell(line + 1, "\n".join(parts).strip())
	return Cell(line, "\n".join(parts).strip())
