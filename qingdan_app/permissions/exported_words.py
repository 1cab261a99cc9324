"""Core's export of a list or a built report: its file holds what is stored, and people read words, so choices and names are put in place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import frappe
from frappe import _

from qingdan_app.desk import words_of_cells
from qingdan_app.ours import is_ours
from qingdan_app.permissions.exported_log import AHEAD, Rows, fields_of


def prepare(asked: Mapping[str, Any]) -> Callable[[Rows], Rows] | None:
	"""What puts words into the rows of the file that core makes of a request; None where the DocType is not ours."""
	doctype, fields = asked.get("doctype"), fields_of(asked)
	if not is_ours(doctype) or not fields:
		return None
	columns = [_field(doctype, field) for field in fields]
	by_chance = frappe.get_meta(doctype).autoname == "hash"
	keys = [place for place, field in enumerate(fields, AHEAD) if by_chance and _names(doctype, field)]
	return lambda rows: _without(keys, _said(rows, [*[None] * AHEAD, *columns]))


def _field(doctype: str, column: str) -> Any:
	"""The field that a column shows, of the DocType or of a table of it: `` `tabQingdan Task`.`state` ``."""
	table, _dot, name = column.rpartition(".")
	of = table.strip("` ").removeprefix("tab") or doctype
	if not name or not (of == doctype or is_ours(of)):
		return None
	return words_of_cells.field_of(frappe.get_meta(of), name.strip("` "))


def _names(doctype: str, column: str) -> bool:
	return column.strip("` ") == "name" or column == f"`tab{doctype}`.`name`"


def _said(rows: Rows, columns: Sequence[Any]) -> Rows:
	"""A row that core made otherwise than it was asked stays as it is; over what it has counted it writes nothing."""
	head, *listed = rows
	if any(len(row) != len(columns) for row in listed):
		return rows
	counted = [cell or _("Count") for cell in head] + [_("Count")] * (len(columns) - len(head))
	return [counted, *words_of_cells.in_words(columns, listed)]


def _without(places: Sequence[int], rows: Rows) -> Rows:
	"""Rows without what only a machine knows a document by."""
	return [[cell for place, cell in enumerate(row) if place not in places] for row in rows]
