"""A .xls (or WPS's .et, which is the same) as tables, with xlrd where it is installed, as it is with Frappe."""

import io

from qingdan_app.parsing.content import Content
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.readers.limits import LIMITS, Allowance, Limits
from qingdan_app.parsing.readers.number_formats import GENERAL, shown, shown_text
from qingdan_app.parsing.readers.package import damaged
from qingdan_app.parsing.readers.sheets import SheetDraft, Sheets

try:
	import xlrd
except ImportError:  # nothing else needs it
	xlrd = None


def read(data: bytes, limits: Limits = LIMITS) -> Content:
	"""The sheets of an old workbook. Raises NotAList."""
	if xlrd is None:
		raise NotAList("old Excel files (.xls) need the library xlrd on the server; save it as .xlsx")
	allowance = Allowance(limits)
	allowance.size(data)
	try:
		book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
		return _content(book, allowance)
	except NotAList:
		raise
	except xlrd.XLRDError as error:
		if "encrypted" in str(error).lower():
			raise NotAList("it is protected by a password; save it without one") from error
		raise damaged() from error
	except (
		Exception
	) as error:  # xlrd goes by the bytes: where they are damaged it raises whatever comes of it
		raise damaged() from error


def _content(book, allowance: Allowance) -> Content:
	sheets = Sheets(allowance)
	for sheet in book.sheets():
		allowance.time()
		sheets.add(_sheet(book, sheet, sheets))
	return sheets.content()


def _sheet(book, sheet, sheets: Sheets) -> SheetDraft:
	draft = SheetDraft(sheet.name, bool(sheet.visibility))
	draft.merges = [(top, left, below - 1, beside - 1) for top, below, left, beside in sheet.merged_cells]
	draft.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
	draft.hidden_columns = [
		(column, column) for column, info in sorted(sheet.colinfo_map.items()) if info.hidden
	]
	for row in range(sheet.nrows):
		for column in range(sheet.row_len(row)):
			if text := _shown(book, sheet.cell(row, column), sheets, sheet.name, row, column).strip():
				draft.texts[row, column] = text
	return draft


def _shown(book, cell, sheets: Sheets, sheet: str, row: int, column: int) -> str:
	if cell.ctype == xlrd.XL_CELL_TEXT:
		return shown_text(cell.value.replace("\r\n", "\n").replace("\r", "\n"), _format(book, cell))
	if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
		return shown(cell.value, _format(book, cell), book.datemode == 1)
	if cell.ctype == xlrd.XL_CELL_BOOLEAN:
		return "TRUE" if cell.value else "FALSE"
	if cell.ctype == xlrd.XL_CELL_ERROR:
		words = xlrd.error_text_from_code.get(cell.value, "#N/A")
		sheets.findings.add("cell_error", sheets.place(sheet, row, column), text=words)
		return words
	return ""


def _format(book, cell) -> str:
	style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
	form = book.format_map.get(style.format_key) if style is not None else None
	return form.format_str if form is not None else GENERAL
