"""A .xlsx or .xlsm as tables, one for each sheet, its cells as the office sees them."""

import re
from xml.etree.ElementTree import Element

from qingdan_app.parsing.content import Content
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.readers.format_sections import BUILT_IN
from qingdan_app.parsing.readers.limits import LIMITS, Allowance, Limits
from qingdan_app.parsing.readers.number_formats import GENERAL, shown, shown_text
from qingdan_app.parsing.readers.package import Package, refusing_damage, without_collecting
from qingdan_app.parsing.readers.sheets import SheetDraft, Sheets, place_named

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_ON = ("1", "true")


def read(data: bytes, limits: Limits = LIMITS) -> Content:
	"""The sheets of a workbook; sheets of charts are passed over, formulas show their last result. Raises NotAList."""
	allowance = Allowance(limits)
	with refusing_damage(), without_collecting():
		package = Package(data, allowance)
		return _Reading(package, allowance).content()


class _Reading:
	def __init__(self, package: Package, allowance: Allowance):
		self._package = package
		self._sheets = Sheets(allowance)
		main = package.main_part("xl/workbook.xml")
		self._workbook = package.xml(main)
		if self._workbook is None:
			raise NotAList("the Excel file holds no workbook")
		self._related = package.relations(main)
		parts = {relation.kind: relation.target for relation in self._related.values()}
		self._strings = _strings(package.xml(parts.get("sharedStrings", "")))
		self._formats = _formats(package.xml(parts.get("styles", "")))
		properties = self._workbook.find(S + "workbookPr")
		self._from_1904 = properties is not None and properties.get("date1904") in _ON

	def content(self) -> Content:
		for element in self._workbook.iter(S + "sheet"):
			relation = self._related.get(element.get(_ID, ""))
			if relation is not None and relation.kind == "worksheet":
				root = self._package.xml(relation.target)
				if root is not None:
					hidden = element.get("state", "visible") != "visible"
					self._sheets.add(self._sheet(root, element.get("name", ""), hidden))
		return self._sheets.content()

	def _sheet(self, root: Element, name: str, hidden: bool) -> SheetDraft:
		sheet = SheetDraft(name, hidden)
		for column in root.iter(S + "col"):
			if column.get("hidden") in _ON:
				sheet.hidden_columns.append(
					(int(column.get("min", "1")) - 1, int(column.get("max", "1")) - 1)
				)
		for merge in root.iter(S + "mergeCell"):
			first, _to, last = merge.get("ref", "").partition(":")
			corners = place_named(first), place_named(last or first)
			if corners[0] and corners[1]:
				sheet.merges.append((*corners[0], *corners[1]))
		row = -1
		for element in root.iter(S + "row"):
			row = int(element.get("r", row + 2)) - 1
			if element.get("hidden") in _ON:
				sheet.hidden_rows.add(row)
			self._row(element, row, sheet)
		return sheet

	def _row(self, element: Element, row: int, sheet: SheetDraft) -> None:
		column = -1
		for cell in element.iter(S + "c"):
			named = place_named(cell.get("r", ""))
			column = named[1] if named else column + 1
			text = self._shown(cell, row, column, sheet.name).strip()
			if text:
				sheet.texts[row, column] = text

	def _shown(self, cell: Element, row: int, column: int, sheet: str) -> str:
		kind, value = cell.get("t", "n"), cell.findtext(S + "v") or ""
		form = self._formats.get(cell.get("s", "0"), GENERAL)
		if kind == "inlineStr":
			return shown_text(_text(cell.find(S + "is")), form)
		if not value:
			if (formula := cell.findtext(S + "f")) and kind != "str":
				self._sheets.findings.add(
					"formula_without_value", self._sheets.place(sheet, row, column), text=formula
				)
			return ""
		if kind == "s":
			return shown_text(self._strings[int(value)], form)
		if kind == "b":
			return "TRUE" if value in _ON else "FALSE"
		if kind == "e":
			self._sheets.findings.add("cell_error", self._sheets.place(sheet, row, column), text=value)
			return value
		return shown(float(value), form, self._from_1904) if kind == "n" else shown_text(_plain(value), form)


def _strings(root: Element | None) -> list[str]:
	return [_text(element) for element in root.iterfind(S + "si")] if root is not None else []


def _text(element: Element | None) -> str:
	"""Plain or rich text, without the reading aids of Asian characters."""
	if element is None:
		return ""
	runs = (
		part if part.tag == S + "t" else part.find(S + "t")
		for part in element
		if part.tag in (S + "t", S + "r")
	)
	return "".join(_plain(run.text or "") for run in runs if run is not None)


def _plain(text: str) -> str:
	"""Without the escapes of characters that XML does not allow."""
	words = _ESCAPED.sub(_unescaped, text) if "_x" in text else text
	return words.replace("\r\n", "\n").replace("\r", "\n")


def _unescaped(match: re.Match) -> str:
	"""The character; half of one is none."""
	number = int(match[1], 16)
	return "" if 0xD800 <= number <= 0xDFFF else chr(number)


def _formats(root: Element | None) -> dict[str, str]:
	"""The number format of each style of cells, by its index."""
	if root is None:
		return {}
	own = {one.get("numFmtId"): one.get("formatCode", GENERAL) for one in root.iter(S + "numFmt")}
	styles = root.find(S + "cellXfs")
	found = {}
	for index, style in enumerate(styles if styles is not None else ()):
		name = style.get("numFmtId", "0")
		built_in = BUILT_IN.get(int(name), GENERAL) if name.isdigit() else GENERAL
		found[str(index)] = own.get(name, built_in)
	return found
