"""Rows, headings and paragraphs into drafts of lists, sections, items and tasks."""

from collections.abc import Iterable

from qingdan_app.parsing.cells import RowCells, may_be_figure, read_cells, read_task, read_text
from qingdan_app.parsing.drafts import ItemDraft, ListDraft, SectionDraft, TaskDraft, UnitsCell
from qingdan_app.parsing.headings import (
	is_header_start,
	is_note,
	names_a_list,
	note_text,
	read_section,
	read_title,
)
from qingdan_app.parsing.issues import IssueLog
from qingdan_app.parsing.layout import Paragraph
from qingdan_app.parsing.rows import Heading, Row


class Assembler:
	"""Takes the parts of a document in order; `title` and `lists` hold what came of them."""

	def __init__(self, log: IssueLog):
		self.title: list[Paragraph] = []
		self.lists: list[ListDraft] = []
		self._log = log
		self._item: ItemDraft | None = None
		self._in_notes = False
		self._second_header: int | None = None
		self._possible_title: Paragraph | None = None

	def take_all(self, parts: Iterable[Paragraph | Heading | Row]) -> None:
		"""Take every part of a document."""
		for part in parts:
			if isinstance(part, Paragraph):
				self._take_paragraph(part)
			elif isinstance(part, Heading):
				self._take_heading(part)
			elif is_header_start(part.cells[0].text):
				self._take_header(part)
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
		elif title:
			self._settle_possible_title(opens=False)
			self._possible_title = paragraph
		else:
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
			title = read_title(paragraph.text)
			self._open_list(title.number, title.text, paragraph.line)
		else:
			self._take_other_words(paragraph)

	def _open_list(self, number: int | None, title: str, line: int) -> None:
		self.lists.append(ListDraft(number, title, line))
		self._item, self._in_notes, self._second_header = None, False, None

	def _take_header(self, row: Row) -> None:
		self._in_notes = False
		self._settle_possible_title(opens=True)
		if not self.lists:
			self._open_untitled(row.line)
		current = self.lists[-1]
		if current.header is None and not current.sections:
			current.header = tuple(cell.text for cell in row.cells)
		elif current.header is not None:
			self._second_header = row.line

	def _open_untitled(self, line: int, header: tuple[str, ...] | None = None) -> None:
		self._log.add(line, "list_untitled")
		self._open_list(None, "", line)
		self.lists[-1].header = header

	def _settle_second_header(self, restarts: bool) -> None:
		if self._second_header is None:
			return
		if restarts:
			self._open_untitled(self._second_header, ())
		else:
			self._log.add(self._second_header, "header_repeated")
		self._second_header = None

	def _take_heading(self, heading: Heading) -> None:
		self._in_notes = False
		read = read_section(heading.text)
		self._settle_possible_title(opens=read.number == 1)
		self._settle_second_header(read.number == 1)
		if not self.lists:
			self._open_untitled(heading.line)
		if read.leader is None:
			self._log.add(heading.line, "section_unreadable", text=heading.text)
		self.lists[-1].sections.append(SectionDraft(*read, heading.text, heading.line))
		self._item = None

	def _take_row(self, row: Row) -> None:
		self._in_notes = False
		self._settle_possible_title(opens=False)
		words = " ".join(cell.text for cell in row.cells if cell.text)
		cells = read_cells(row)
		if not self.lists:
			self._log.add(row.line, "text_outside_list", text=words)
		elif cells is None:
			self._log.add(row.line, "row_broken", text=words)
			self._forget_item_at(row)
		else:
			self._take_cells(cells, words)

	def _forget_item_at(self, row: Row) -> None:
		if row.cells[0].text:
			self._item = None

	def _take_cells(self, cells: RowCells, words: str) -> None:
		if cells.short:
			self._log.add(cells.deadline.line, "row_short")
		if cells.serial is not None:
			self._settle_second_header(cells.serial.number == 1)
			self._open_item(cells)
		elif cells.text:
			self._log.add(cells.line, "serial_missing", text=words)
			self._item = None
			return
		elif self._item is None:
			self._log.add(cells.line, "task_without_item", text=words)
			return
		else:
			self._take_units_of_later_row(self._item, cells)
		self._take_task(self._item, cells)

	def _open_item(self, cells: RowCells) -> None:
		current = self.lists[-1]
		if not current.sections:
			self._log.add(cells.line, "section_missing")
			current.sections.append(SectionDraft(None, None, None, "", cells.line))
		text, tags = read_text(cells.text)
		self._item = ItemDraft(cells.serial, cells.line, text, tags, (UnitsCell(cells.units),), cells.number)
		current.sections[-1].items.append(self._item)
		if not text:
			self._log.add(cells.line, "item_text_missing", serial=cells.serial.number)

	def _take_units_of_later_row(self, item: ItemDraft, cells: RowCells) -> None:
		if not cells.units.text:
			return
		self._log.add(cells.units.line, "units_elsewhere", serial=item.serial.number, text=cells.units.text)
		if not any(units.cell.text for units in item.units):
			item.units = (UnitsCell(cells.units),)

	def _take_task(self, item: ItemDraft, cells: RowCells) -> None:
		item.rows += 1
		expected = (item.tasks[-1].number or 0) + 1 if item.tasks else 1
		words = read_task(cells.task.text, expected, cells.serial is not None)
		if not words.text:
			if item.rows > 1 or cells.task.text or cells.deadline.text:
				self._log.add(cells.line, "task_text_missing", text=cells.task.text or cells.deadline.text)
			return
		task = TaskDraft(words.number, words.text, cells.task.line, cells.deadline)
		if words.doubtful:
			self._log.add(task.line, "task_number_ambiguous", text=cells.task.text)
		elif cells.serial is not None and may_be_figure(cells.task.text):
			item.number_in_doubt = task
		item.tasks.append(task)
