"""Rows, headings and paragraphs into drafts of lists, sections, items and tasks."""

import re
from collections.abc import Iterable

from qingdan_app.parsing.cells import RowCells
from qingdan_app.parsing.drafts import ListDraft, SectionDraft
from qingdan_app.parsing.head_matter import called_like_a_title
from qingdan_app.parsing.headings import (
	Title,
	is_note,
	is_section,
	names_a_list,
	note_text,
	read_section,
	read_title,
)
from qingdan_app.parsing.issues import IssueLog
from qingdan_app.parsing.item_rows import ItemRows
from qingdan_app.parsing.layout import Paragraph
from qingdan_app.parsing.list_columns import TableColumns, classic_columns
from qingdan_app.parsing.outline_reading import Outlined
from qingdan_app.parsing.rows import Heading
from qingdan_app.parsing.tables import Header, Part, Row
from qingdan_app.parsing.vocabulary import DEADLINE

_FURNITURE = re.compile(
	r"[（(]?\s*续\s*[表上]?\s*\d*\s*[)）]?|第\s*\d+\s*页.{0,12}|[-—–\s]*\d{1,3}[-—–\s]*|分享到[:：]?"
)
"""What stands at the edge of pages and says nothing."""
_ENDS_SENTENCE = re.compile(r"[。；;：:]$")
_TOTAL = re.compile(r"(?:合|总|小|共)\s*计")
_LONGEST_TITLE = 80


class Assembler:
	"""Takes the parts of a document in order; `title`, `lists` and `columns` hold what came of them."""

	def __init__(self, log: IssueLog):
		self.title: list[Paragraph] = []
		self.lists: list[ListDraft] = []
		self._log = log
		self.columns: list[TableColumns] = []
		self._rows = ItemRows(classic_columns(1), log)
		self._in_notes = False
		self._second_header: Header | None = None
		self._possible_title: Paragraph | None = None
		self._outlined = False
		"""Whether the list that is open is no table."""

	def take_all(self, parts: Iterable[Part | Outlined]) -> None:
		"""Take every part of a document."""
		for part in parts:
			if isinstance(part, Paragraph):
				self._take_paragraph(part)
			elif isinstance(part, Heading):
				self._take_heading(part)
			elif isinstance(part, Header):
				self._take_header(part)
			elif isinstance(part, Outlined):
				self._take_outline(part)
			elif any(cell.text for cell in part.cells):
				self._take_row(part)
		self._settle_possible_title(opens=False)

	def _take_paragraph(self, paragraph: Paragraph) -> None:
		title = read_title(paragraph.text)
		if title and names_a_list(paragraph.text):
			self._settle_possible_title(opens=False)
			self._open_list(title.number, title.text, paragraph.line)
		elif self.lists and (self._in_notes or is_note(paragraph.text)):
			self._in_notes = True
			self.lists[-1].notes.append(note_text(paragraph.text))
		elif is_section(paragraph.text):
			self._take_heading(Heading(paragraph.line, paragraph.text))
		elif (title and not _ENDS_SENTENCE.search(title.text)) or (
			self.lists and names_a_list(paragraph.text)
		):
			self._settle_possible_title(opens=False)
			self._possible_title = paragraph
		elif not _FURNITURE.fullmatch(paragraph.text):
			self._take_other_words(paragraph)

	def _take_other_words(self, paragraph: Paragraph) -> None:
		if self.lists:
			self._log.add(paragraph.line, "stray_text", text=paragraph.text)
		else:
			self.title.append(paragraph)

	def _settle_possible_title(self, opens: bool) -> None:
		"""A numbered line that does not end in 清单 is a list's title if a table follows it."""
		paragraph, self._possible_title = self._possible_title, None
		if paragraph is None:
			return
		if opens:
			title = read_title(paragraph.text) or Title(None, paragraph.text)
			self._open_list(title.number, title.text, paragraph.line)
		else:
			self._take_other_words(paragraph)

	def _open_list(self, number: int | None, title: str, line: int) -> None:
		self.lists.append(ListDraft(number, title, line))
		self._rows.forget(restart=True)
		self._in_notes, self._second_header, self._outlined = False, None, False

	def _take_header(self, header: Header) -> None:
		self._in_notes = False
		self._settle_possible_title(opens=True)
		if not self.lists or self._outlined:
			self._open_untitled(header.line, self._last_title() or header.sheet)
		current = self.lists[-1]
		if current.header is None and not current.items:
			current.header = tuple(cell.text for cell in header.cells)
		elif current.header is not None:
			self._second_header = header
		known = self.columns[-1:] and header.columns.same_words(self.columns[-1])
		if not known:
			self._ask_about_columns(header.columns)
		self.columns.append(header.columns)
		self._rows.columns = header.columns

	def _take_outline(self, outlined: Outlined) -> None:
		"""A list without a table has the title above it; what is below belongs to none of its tasks."""
		title, self._possible_title = self._possible_title, None
		for draft in outlined.lists:
			words = (
				read_title(title.text) or Title(None, title.text)
				if title
				else Title(None, self._last_title())
			)
			self._open_list(*words, title.line if title else draft.line)
			draft.number, draft.title, draft.line = words.number, words.text, self.lists[-1].line
			self.lists[-1] = draft
		self._outlined = True

	def _ask_about_columns(self, columns: TableColumns) -> None:
		"""What holds for all rows of a table is asked once."""
		for at in columns.further:
			if columns.columns[at].role is None:
				heading = columns.columns[at].heading or "—"
				self._log.add(columns.line, "column_unknown", text=heading)
		if not columns.unit_columns:
			self._log.add(columns.line, "units_column_missing")
		if columns.at(DEADLINE) is None:
			self._log.add(columns.line, "deadline_column_missing")

	def _last_title(self) -> str:
		lines = [paragraph.text for paragraph in self.title]
		words = next(filter(called_like_a_title, reversed(lines)), lines[-1] if lines else "")
		return words if len(words) <= _LONGEST_TITLE and not words.endswith("。") else ""

	def _open_untitled(self, line: int, title: str = "", header: tuple[str, ...] | None = None) -> None:
		if not title:
			self._log.add(line, "list_untitled")
		self._open_list(None, title, line)
		self.lists[-1].header = header

	def _settle_second_header(self, restarts: bool) -> None:
		if self._second_header is None:
			return
		if restarts:
			self._open_untitled(self._second_header.line, self._second_header.sheet, ())
		else:
			self._log.add(self._second_header.line, "header_repeated")
		self._second_header = None

	def _take_heading(self, heading: Heading) -> None:
		self._in_notes = False
		read = read_section(heading.text)
		self._settle_possible_title(opens=read.number == 1)
		self._settle_second_header(read.number == 1)
		if not self.lists:
			self._open_untitled(heading.line, self._last_title())
		if read.leader is None and is_section(heading.text):
			self._log.add(heading.line, "section_unreadable", text=heading.text)
		self.lists[-1].sections.append(SectionDraft(*read, heading.text, heading.line))
		self._rows.forget()

	def _take_row(self, row: Row) -> None:
		self._in_notes = False
		self._settle_possible_title(opens=False)
		words = " ".join(cell.text for at, cell in enumerate(row.cells) if cell.text and at not in row.merged)
		if not self.lists:
			self._log.add(row.line, "text_outside_list", text=words)
		elif _TOTAL.match(next((cell.text for cell in row.cells if cell.text), "")):
			self._log.add(row.line, "stray_text", text=words)
		else:
			self._rows.take(row, words, self._section_for)

	def _section_for(self, cells: RowCells) -> SectionDraft:
		"""The section that an item opened by a row belongs to."""
		if cells.serial is not None:
			self._settle_second_header(cells.serial.number == 1)
		current = self.lists[-1]
		if not current.sections:
			if cells.leader is None:
				self._log.add(cells.line, "section_missing")
			current.sections.append(SectionDraft(None, None, None, "", cells.line))
		return current.sections[-1]
