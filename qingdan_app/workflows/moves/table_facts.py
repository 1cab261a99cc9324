"""What the tables of a document come to, as facts for conditions: how many rows, and the total of each number."""

from datetime import timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.meta import Meta
from frappe.utils import flt

NUMBERS = frozenset({"Int", "Float", "Currency", "Percent"})


def of_tables(doc: Document) -> dict[str, float]:
	"""`{table: rows, table.column: total}`."""
	found: dict[str, float] = {}
	for table in doc.meta.get_table_fields():
		rows = doc.get(table.fieldname) or []
		found[table.fieldname] = len(rows)
		for column in _numbers(table.options):
			found[f"{table.fieldname}.{column.fieldname}"] = sum(
				flt(row.get(column.fieldname)) for row in rows
			)
	return found


def labels(meta: Meta) -> dict[str, str]:
	"""Words for them, in the reader's language."""
	found: dict[str, str] = {}
	for table in meta.get_table_fields():
		name = _(table.label or table.fieldname)
		found[table.fieldname] = _("{0}: number of rows").format(name)
		for column in _numbers(table.options):
			label = _(column.label or column.fieldname)
			found[f"{table.fieldname}.{column.fieldname}"] = _("{0}: total of {1}").format(name, label)
	return found


def time_of_day(value: timedelta) -> str:
	"""A time as text that can be compared: `08:30:00`."""
	seconds = int(value.total_seconds())
	return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _numbers(doctype: str) -> list:
	return [field for field in frappe.get_meta(doctype).fields if field.fieldtype in NUMBERS]
