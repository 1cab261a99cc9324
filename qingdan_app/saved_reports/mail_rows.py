"""A built report as the session's user sees it, in words: what a mail or a file of it says."""

from collections.abc import Sequence
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, format_date, format_datetime, get_fullname, strip_html

from qingdan_app.desk import words_of_cells
from qingdan_app.markup import harmless
from qingdan_app.saved_reports.contents import Contents
from qingdan_app.workflows.log import trail_in_words
from qingdan_app.workflows.log.trail import LOG

HIDDEN = frozenset({"docstatus"})
"""Columns that Report Builder asks for and nobody reads."""


def read(report: Document, limit: int) -> tuple[list[str], list[list], bool]:
	"""Labels and rows, and whether there are more; a row's first cell is the name of its document where it has one."""
	columns, rows = report.get_data(limit=limit + 1, user=frappe.session.user)
	rows = _with_words_of_causes(report.ref_doctype, columns, [list(row) for row in rows])
	totals = [rows.pop()] if rows and Contents.of(report.ref_doctype, report.json).has_totals else []
	shown = [place for place, column in enumerate(columns) if column.fieldname not in HIDDEN]
	labels = [_label(columns[place]) for place in shown]
	listed = [*rows[:limit], *totals]
	said = [[_words(row[place], columns[place]) for place in shown] for row in listed]
	return labels, said, len(rows) > limit


def _label(column: Any) -> str:
	return _("No.", context="Number of a document") if column.fieldname == "name" else _(column.label)


def _words(value: Any, column: Any) -> Any:
	"""A cell as people say it: states in their language, people by name, days and times as they are written here."""
	kind = column.get("fieldtype")
	if value is None:
		return ""
	if kind == "Date":
		return format_date(value)
	if kind == "Datetime":
		return format_datetime(value)
	if words_of_cells.is_word(column):
		return _(cstr(value))
	if words_of_cells.is_person(column):
		return get_fullname(value) or value
	if kind == "Check":
		return _("Yes") if value else _("No")
	return harmless(strip_html(value) if kind == "Text Editor" else value)


def _with_words_of_causes(doctype: str, columns: Sequence, rows: list[list]) -> list[list]:
	"""Entries of the log say what was done and by whom as people say it, and what was said where they come from."""
	at = {column.fieldname: place for place, column in enumerate(columns)}
	if doctype != LOG or "name" not in at:
		return rows
	said = trail_in_words.in_words([row[at["name"]] for row in rows if row[at["name"]]])
	for row in rows:
		for field, words in said.get(cstr(row[at["name"]]), {}).items():
			if field in at:
				row[at[field]] = words
	return rows
