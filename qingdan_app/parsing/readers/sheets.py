"""Sheets on their way into tables, whatever kind of workbook they stand in."""

import re

from qingdan_app.parsing.content import Content, Place, Table
from qingdan_app.parsing.readers.grid import CellDraft, Grid
from qingdan_app.parsing.readers.limits import Allowance, Findings

_NAME = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def column_name(column: int) -> str:
	"""0 is A, 26 is AA."""
	name, column = "", column + 1
	while column:
		column, letter = divmod(column - 1, 26)
		name = chr(ord("A") + letter) + name
	return name


def place_named(name: str) -> tuple[int, int] | None:
	"""Row and column, from 0, of C41."""
	match = _NAME.fullmatch(name)
	if match is None or int(match[2]) == 0:
		return None
	column = 0
	for letter in match[1].upper():
		column = column * 26 + ord(letter) - ord("A") + 1
	return int(match[2]) - 1, column - 1


def ranges(numbers) -> str:
	"""3, 5-7 for 3, 5, 6, 7."""
	runs: list[list] = []
	for before, here in numbers:
		if runs and before is not None and runs[-1][1] == before:
			runs[-1][1] = here
		else:
			runs.append([here, here])
	return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


class SheetDraft:
	"""One sheet: what its cells show, which are merged, and what of it is hidden."""

	def __init__(self, name: str, hidden: bool = False):
		self.name = name
		self.hidden = hidden
		self.texts: dict[tuple[int, int], str] = {}
		self.merges: list[tuple[int, int, int, int]] = []  # first row, first column, last row, last column
		self.hidden_rows: set[int] = set()
		self.hidden_columns: list[tuple[int, int]] = []  # first, last

	def hides(self, row: int, column: int) -> bool:
		within = any(first <= column <= last for first, last in self.hidden_columns)
		return self.hidden or row in self.hidden_rows or within


class Sheets:
	"""Collects the tables of a workbook."""

	def __init__(self, allowance: Allowance):
		self.findings = Findings(allowance)
		self._allowance = allowance
		self._tables: list[Table] = []
		self._order = 0

	def content(self) -> Content:
		return Content(tuple(self._tables), self.findings.all())

	def place(self, sheet: str, row: int | None = None, column: int | None = None) -> Place:
		cell = None if row is None or column is None else f"{column_name(column)}{row + 1}"
		return Place(self._order, row=None if row is None else row + 1, sheet=sheet, cell=cell)

	def add(self, sheet: SheetDraft) -> None:
		"""A sheet that shows nothing is no table."""
		if not sheet.texts:
			return
		self._order += 1
		at, grid = self.place(sheet.name), Grid(self._allowance)
		spans, covered = self._merged(sheet)
		for row, column in sorted(sheet.texts.keys() | spans.keys()):
			if (row, column) in covered:
				continue
			self._order += 1
			height, width = spans.get((row, column), (1, 1))
			text, place = sheet.texts.get((row, column), ""), self.place(sheet.name, row, column)
			grid.add(CellDraft(text, row, column, place, height, width, sheet.hides(row, column)))
		self._tables.append(Table(grid.cells(), at, sheet.name))
		self._tell_hidden(sheet, at)

	def _merged(self, sheet: SheetDraft) -> tuple[dict, set]:
		"""How far each merged cell reaches, and which of the cells that say something lie under one."""
		last_row = max(row for row, _column in sheet.texts)
		spans, by_row = {}, {}
		for first, left, last, right in sheet.merges:
			if first > last_row or first > last or left > right:
				continue
			self._allowance.cell(0, 0)
			spans[first, left] = (last - first + 1, min(right, self._allowance.limits.columns) - left + 1)
			for row in range(first, min(last, last_row) + 1):
				by_row.setdefault(row, []).append((left, right, first))
				self._allowance.cell(0, 0)
		covered = {
			(row, column)
			for row, column in sheet.texts.keys() | spans.keys()
			if any(
				left <= column <= right and (row, column) != (first, left)
				for left, right, first in by_row.get(row, ())
			)
		}
		for row, column in sorted(covered & sheet.texts.keys()):
			text = sheet.texts[row, column]
			self.findings.add("text_hidden", self.place(sheet.name, row, column), text=text)
		return {at: span for at, span in spans.items() if at not in covered and span[1] > 0}, covered

	def _tell_hidden(self, sheet: SheetDraft, at: Place) -> None:
		if sheet.hidden:
			self.findings.add("sheet_hidden", at, sheet=sheet.name)
			return
		rows = sorted({row for row, _column in sheet.texts} & sheet.hidden_rows)
		if rows:
			named = ranges((row if row else None, row + 1) for row in rows)
			self.findings.add("rows_hidden", at, sheet=sheet.name, text=named)
		columns = [
			span
			for span in sheet.hidden_columns
			if any(span[0] <= column <= span[1] for _row, column in sheet.texts)
		]
		if columns:
			named = ", ".join("-".join(dict.fromkeys(map(column_name, span))) for span in columns)
			self.findings.add("columns_hidden", at, sheet=sheet.name, text=named)
