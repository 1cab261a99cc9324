"""A file without a table of tasks read as an outline: the way in for `document.py`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from qingdan_app.parsing.content import Cell, Content, Table
from qingdan_app.parsing.drafts import ListDraft
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.head_matter import title_of, year_around
from qingdan_app.parsing.headings import is_note
from qingdan_app.parsing.issues import IssueLog
from qingdan_app.parsing.layout import Paragraph
from qingdan_app.parsing.outline import read_outline
from qingdan_app.parsing.outline_clauses import name_as_said, name_by_clauses
from qingdan_app.parsing.outline_drafts import drafts_of
from qingdan_app.parsing.outline_pieces import Outline
from qingdan_app.parsing.refusals import without_units
from qingdan_app.parsing.tables import Part

_FEWEST = 2
"""So many pieces that name units make paragraphs beside a table a list."""


@dataclass(frozen=True, slots=True)
class OutlineParts:
	"""What an outline gives to the reading of a document."""

	title: list[Paragraph]
	lists: list[ListDraft]
	year: int | None
	columns: tuple = ()


def read_as_outline(
	content: Content, refusal: NotAList, log: IssueLog, units_said: bool = False
) -> OutlineParts:
	"""The list in a file without a table. `units_said` says that somebody has named the units of all tasks.

	Raises `refusal`, or NotAList where numbered paragraphs name nobody and nobody has been said.
	"""
	paragraphs = paragraphs_of(content)
	has_table = any(isinstance(part, Table) for part in content.parts)
	outline = read_outline(paragraphs, are_cells=has_table)
	if not outline.root.has_named_below and not has_table:
		name_by_clauses(outline, log)
	if units_said and not outline.root.has_named_below and not has_table:
		name_as_said(outline, log)
	if not outline.root.has_named_below:
		raise without_units(content) if outline.root.children else refusal
	title = title_of(outline.head)
	year, taken_from = year_around(title, outline.head, paragraphs)
	if year is None:
		log.add(1, "year_missing")
	elif taken_from is not None:
		log.add(taken_from.line, "year_elsewhere", year=year, text=taken_from.text)
	outline.head = [line for line in outline.head if line.text not in title]
	titles = [Paragraph(paragraphs[0].line, title)] if title else []
	return OutlineParts(titles, drafts_of(outline, log), year)


class Outlined(NamedTuple):
	"""A list that stands between tables as an outline."""

	lists: list[ListDraft]


def with_outlines(parts: Iterable[Part], log: IssueLog) -> Iterator[Part | Outlined]:
	"""The parts of a file that has tables, paragraphs among them that are a list of their own read as one."""
	for are_words, found in groupby(parts, lambda part: isinstance(part, Paragraph)):
		run = list(found)
		yield from _words_or_outline(run, log) if are_words else run


def _words_or_outline(run: list[Paragraph], log: IssueLog) -> Iterator[Part | Outlined]:
	end = next((at for at, line in enumerate(run) if is_note(line.text)), len(run))
	outline = read_outline(run[:end]) if end >= _FEWEST else Outline()
	if sum(piece.names_units for piece in outline.root.below()) < _FEWEST:
		yield from run
		return
	yield from outline.head
	stray, outline.head, outline.stray = outline.stray, [], []
	yield Outlined(drafts_of(outline, log))
	yield from (*stray, *run[end:])


def _of_cell(cell: Cell) -> Iterator[Paragraph]:
	"""A cell's lines; in a text each has a number of its own."""
	if cell.place.line is None:
		yield Paragraph(cell.place.order, cell.text)
		return
	for below, words in enumerate(cell.text.split("\n")):
		yield Paragraph(cell.place.order + below, words)


def paragraphs_of(content: Content) -> list[Paragraph]:
	"""Every word of a file in its order, those of tables cell by cell."""
	found = []
	for part in content.parts:
		if isinstance(part, Table):
			found += [each for cell in part.cells if not cell.hidden for each in _of_cell(cell)]
		else:
			found.append(Paragraph(part.place.order, f"{part.number}{part.text}"))
	return [each._replace(text=each.text.strip()) for each in found if each.text.strip()]
