"""Core's exports, in which no cell of people's words is taken for a formula by whoever opens them.

Core writes a text that begins with `=` as a formula. Each takes the place of core's endpoint of the same name, which makes
the file; a text that a spreadsheet would compute is then told from a number and kept as text.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable
from functools import partial
from itertools import zip_longest

import frappe
from frappe.utils import cint, cstr
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from qingdan_app.overridden import answer_request
from qingdan_app.permissions import exported_log, exported_words

COMPUTED = re.compile(r"[=+\-@]")
NUMBER = re.compile(r"[+-]?[\d.,\s]+%?$")
PART_OF_A_SECOND = re.compile(r"(?<=\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.\d{1,6}\b")
UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Kinds of signs that nobody sees before a formula."""


@frappe.whitelist()
@frappe.read_only()
def export_list() -> None:
	"""`frappe.desk.reportview.export_query`."""
	said = exported_words.prepare(frappe.form_dict)
	completed = exported_log.prepare(frappe.form_dict)
	answer_request("frappe.desk.reportview.export_query")
	for change in filter(None, (completed, said)):
		_change_rows(change)
	_keep_words()
	_for_spreadsheets()


@frappe.whitelist()
@frappe.read_only()
def export_report() -> None:
	"""`frappe.desk.query_report.export_query`."""
	answer_request("frappe.desk.query_report.export_query")
	_keep_words()
	_for_spreadsheets()


@frappe.whitelist()
def export_data() -> None:
	"""`frappe.core.doctype.data_export.exporter.export_data`."""
	answer_request("frappe.core.doctype.data_export.exporter.export_data")
	_keep_words()


@frappe.whitelist()
def download_template() -> None:
	"""`frappe.core.doctype.data_import.data_import.download_template`."""
	answer_request("frappe.core.doctype.data_import.data_import.download_template")
	_keep_words()


def is_computed(words: object) -> bool:
	"""Whether a spreadsheet would compute a text instead of showing it; some read full-width signs as the narrow ones."""
	if not isinstance(words, str):
		return False
	plain = _seen(unicodedata.normalize("NFKC", words).replace("−", "-"))
	return bool(COMPUTED.match(plain)) and not NUMBER.match(plain)


def kept_as_words(content: str | bytes | None) -> str | bytes | None:
	"""A table as CSV, or a workbook, whose cells are what people wrote."""
	if isinstance(content, bytes):
		return _workbook(content)
	return _csv(content) if content else content


def _seen(words: str) -> str:
	first = next((n for n, sign in enumerate(words) if unicodedata.category(sign) not in UNSEEN), len(words))
	return words[first:]


def _keep_words() -> None:
	_rewrite(_csv, _workbook)


def _for_spreadsheets() -> None:
	"""A table without the mark is read in the letters of the machine, which spoils Chinese; times are told to the second."""
	response = frappe.local.response
	content = response.get("filecontent")
	if str(response.get("filename") or "").endswith(".csv") and content:
		text = content if isinstance(content, str) else content.decode("utf-8-sig")
		response["filecontent"] = PART_OF_A_SECOND.sub("", text).encode("utf-8-sig")


def _change_rows(change: Callable[[list[list]], list[list]]) -> None:
	"""Put the rows of the file that core has made through `change`, the head included."""
	_rewrite(partial(_changed_csv, change=change), partial(_changed_workbook, change=change))


def _rewrite(csv_of: Callable[[str], str], workbook_of: Callable[[bytes], bytes]) -> None:
	"""Put what core answers, text or a file of either kind, through the one that is for its kind."""
	response, name = frappe.local.response, str(frappe.local.response.get("filename") or "")
	if isinstance(response.get("result"), str):
		response["result"] = csv_of(response["result"])
	elif name.endswith(".csv") and (content := response.get("filecontent")):
		text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
		response["filecontent"] = csv_of(text).encode("utf-8-sig" if _has_mark(content) else "utf-8")
	elif name.endswith(".xlsx") and (content := response.get("filecontent")):
		response["filecontent"] = workbook_of(content)


def _changed_csv(text: str, change: Callable[[list[list]], list[list]]) -> str:
	asked, kept = frappe.form_dict, io.StringIO()
	style = {
		"delimiter": (cstr(asked.get("csv_delimiter")) or ",")[0],
		"quoting": cint(asked.get("csv_quoting", csv.QUOTE_NONNUMERIC)),
	}
	rows = csv.reader(io.StringIO(text), delimiter=style["delimiter"])
	csv.writer(kept, **style).writerows(change(list(rows)))
	return kept.getvalue()


def _changed_workbook(content: bytes, change: Callable[[list[list]], list[list]]) -> bytes:
	book = load_workbook(io.BytesIO(content))
	sheet = book.active
	rows = change([list(row) for row in sheet.iter_rows(values_only=True)])
	for cells, values in zip(sheet.iter_rows(), rows, strict=True):
		for cell, value in zip_longest(cells, values):
			cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
	kept = io.BytesIO()
	book.save(kept)
	return kept.getvalue()


def _has_mark(content: bytes | str) -> bool:
	return isinstance(content, bytes) and content.startswith(b"\xef\xbb\xbf")


def _csv(text: str) -> str:
	"""A leading apostrophe is what spreadsheets take for “as it stands”; a table without such words stays as it is."""
	try:
		style = csv.Sniffer().sniff(text[:2000], delimiters=",;\t|")
	except csv.Error:
		style = csv.excel
	rows = list(csv.reader(io.StringIO(text), style))
	if not any(is_computed(cell) for row in rows for cell in row):
		return text
	kept = io.StringIO()
	writer = csv.writer(kept, delimiter=style.delimiter, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
	writer.writerows([f"'{cell}" if is_computed(cell) else cell for cell in row] for row in rows)
	return kept.getvalue()


def _workbook(content: bytes) -> bytes:
	"""Cells hold their words as text, marked so that they stay text when somebody edits them."""
	book, found = load_workbook(io.BytesIO(content)), False
	for sheet in book:
		for cell in (cell for row in sheet.iter_rows() for cell in row if is_computed(cell.value)):
			cell.data_type, cell.quotePrefix, found = "s", True, True
	if not found:
		return content
	kept = io.BytesIO()
	book.save(kept)
	return kept.getvalue()
