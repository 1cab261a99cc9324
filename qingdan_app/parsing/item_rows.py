"""The rows below one header into items and their tasks: what a row says itself, and what goes on from the rows above."""

from collections.abc import Callable

from qingdan_app.parsing.cells import RowCells, may_be_figure, read_cells, read_task, read_text
from qingdan_app.parsing.deadlines import due_within, time_at_head
from qingdan_app.parsing.drafts import ItemDraft, SectionDraft, TaskDraft, UnitsCell
from qingdan_app.parsing.headings import Serial
from qingdan_app.parsing.issues import IssueLog
from qingdan_app.parsing.layout import Cell
from qingdan_app.parsing.list_columns import TableColumns
from qingdan_app.parsing.tables import Row
from qingdan_app.parsing.vocabulary import NUMBER

SectionFor = Callable[[RowCells], SectionDraft]


class ItemRows:
	"""Takes rows in order; each goes on with the item of the row before it or opens one."""

	def __init__(self, columns: TableColumns, log: IssueLog):
		self.columns = columns
		self._log = log
		self.forget(restart=True)

	def forget(self, restart: bool = False) -> None:
		"""No row goes on with an item from here; numbers begin anew with a list."""
		self._item: ItemDraft | None = None
		self._above: tuple[UnitsCell, ...] = ()
		if restart:
			self._last = 0

	def take(self, row: Row, words: str, section_for: SectionFor) -> None:
		"""Take a row; `words` quote it where it is left out."""
		cells = read_cells(row, self.columns)
		if cells is None:
			self._log.add(row.line, "row_broken", text=words)
			if row.cells[0].text:
				self._item = None
			return
		if cells.short:
			self._log.add(row.cells[-1].line, "row_short")
		if self._opens(cells):
			self._open(cells, section_for(cells))
		elif cells.key_work and cells.key_work.text and not cells.goes_on:
			self._log.add(cells.line, "serial_missing", text=words)
			self._item = None
			return
		elif self._item is None:
			self._log.add(cells.line, "task_without_item", text=words)
			return
		else:
			self._go_on(self._item, cells)
		self._take_task(self._item, cells)

	def _opens(self, cells: RowCells) -> bool:
		if cells.serial is not None:
			return True
		if cells.goes_on or not (cells.certain or self.columns.at(NUMBER) is None):
			return False
		if cells.key_work is not None:
			return bool(cells.key_work.text) or self._item is None
		numbered = self._item is not None and bool(self._item.number)
		return not numbered or self.columns.at(NUMBER) is None

	def _open(self, cells: RowCells, section: SectionDraft) -> None:
		one_text = cells.key_work is None
		text, tags = (cells.task.text, ()) if one_text else read_text(cells.key_work.text)
		serial = self._serial(cells, bool(section.items))
		leader = cells.leader if cells.leader and cells.leader.text else None
		self._item = ItemDraft(serial, cells.line, text, tags, cells.units, cells.number, leader)
		self._above = cells.units
		section.items.append(self._item)
		if not text:
			self._log.add(cells.line, "item_text_missing", serial=serial.number)

	def _serial(self, cells: RowCells, within_section: bool) -> Serial:
		"""The number of an item; where it has none of its own, or numbers begin anew in a section, that after the last."""
		written = cells.serial or Serial(0, False)
		number = written.number
		if not number or (number <= self._last and not within_section):
			number = self._last + 1
			if cells.serial is None and self.columns.at(NUMBER) is not None:
				self._log.add(cells.line, "number_missing", serial=number)
			elif written.number:
				self._log.add(cells.line, "numbers_anew", text=cells.number, serial=number)
		self._last = number
		return Serial(number, written.starred)

	def _go_on(self, item: ItemDraft, cells: RowCells) -> None:
		"""What a later row says of units and leader; where it says nothing, what was said above holds."""
		said = [units.cell.text for units in cells.units]
		if not any(said) or said == [units.cell.text for units in item.units]:
			return
		if not cells.certain:
			words = " ".join(filter(None, said))
			self._log.add(cells.units[0].cell.line, "units_elsewhere", serial=item.serial.number, text=words)
		if not any(units.cell.text for units in item.units):
			item.units = cells.units

	def _take_task(self, item: ItemDraft, cells: RowCells) -> None:
		item.rows += 1
		text = cells.task.text
		if not text and cells.certain and cells.key_work and not cells.goes_on:
			text = cells.key_work.text
		expected = (item.tasks[-1].number or 0) + 1 if item.tasks else 1
		numbered = cells.key_work is not None
		words = read_task(text, expected, cells.serial is not None, numbered)
		deadline = cells.deadline or self._said_in(words.text, cells)
		if not words.text:
			if item.rows > 1 or text or (deadline and deadline.text):
				self._log.add(
					cells.line, "task_text_missing", text=text or (deadline.text if deadline else "")
				)
			return
		task = TaskDraft(words.number, words.text, (cells.task if cells.task.text else cells).line, deadline)
		task.units, task.leader, task.further = (
			self._units(item, cells),
			_own_leader(item, cells),
			cells.further,
		)
		if words.doubtful:
			self._log.add(task.line, "task_number_ambiguous", text=text)
		elif numbered and cells.serial is not None and may_be_figure(text):
			item.number_in_doubt = task
		item.tasks.append(task)

	def _said_in(self, text: str, cells: RowCells) -> Cell | None:
		"""The deadline that a task names itself where its table has no column for it."""
		if words := time_at_head(text):
			return Cell(cells.line, words)
		if words := due_within(text):
			self._log.add(cells.line, "deadline_in_text", text=words)
		return Cell(cells.line, words) if words else None

	def _units(self, item: ItemDraft, cells: RowCells) -> tuple[UnitsCell, ...]:
		"""The units of a task where they are not those of its item."""
		said = [units.cell.text for units in cells.units]
		if any(said):
			self._above = cells.units
		above = [units.cell.text for units in self._above]
		if above == [units.cell.text for units in item.units]:
			return ()
		if not any(said):
			self._log.add(cells.line, "units_continued", text=" ".join(filter(None, above)))
		return self._above


def _own_leader(item: ItemDraft, cells: RowCells) -> Cell | None:
	leader = cells.leader
	if leader is None or not leader.text or (item.leader and item.leader.text == leader.text):
		return None
	return leader
