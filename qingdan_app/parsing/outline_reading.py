"""A file without a table of tasks read as an outline: the way in for `document.py`."""

from collections.abc import Iterator
from dataclasses import dataclass

from qingdan_app.parsing.content import Cell, Content, Table
from qingdan_app.parsing.drafts import ListDraft
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.head_matter import title_of, year_around
from qingdan_app.parsing.issues import IssueLog
from qingdan_app.parsing.layout import Paragraph
from qingdan_app.parsing.outline import read_outline
from qingdan_app.parsing.outline_drafts import drafts_of
from qingdan_app.parsing.refusals import without_units


@dataclass(frozen=True, slots=True)
class OutlineParts:
	"""What an outline gives to the reading of a document."""

	title: list[Paragraph]
	lists: list[ListDraft]
	year: int | None
	columns: tuple = ()


def read_as_outline(content: Content, refusal: NotAList, log: IssueLog) -> OutlineParts:
	"""The list in a file without a table. Raises `refusal`, or NotAList where numbered paragraphs name nobody."""
	paragraphs = paragraphs_of(content)
	outline = read_outline(paragraphs)
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
