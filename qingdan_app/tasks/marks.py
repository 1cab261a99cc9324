"""How deadlines stand, put into words for lists, pages and calendars. Reads nothing but the rows it is given."""

from collections.abc import Iterable, Mapping
from datetime import date

from frappe import _
from frappe.utils import getdate

from qingdan_app.tasks.rules.due import DueMark, Says, due_mark

NEEDED = ("due_date", "state")
"""Columns that a mark is made from."""


def marked(rows: Iterable[dict], today: date | None = None) -> list[dict]:
	"""The rows of tasks, each with its `mark`, `{text, colour}`; None where a task has no deadline."""
	today = today or getdate()
	return [{**row, "mark": mark_of(row, today)} for row in rows]


def mark_of(row: Mapping, today: date) -> dict[str, str] | None:
	"""`{text, colour}` of a task's row that has its NEEDED columns."""
	due = getdate(row["due_date"]) if row["due_date"] else None
	mark = due_mark(due, row["state"], today)
	return shown(mark) if mark else None


def shown(mark: DueMark) -> dict[str, str]:
	"""A mark in the reader's language; what was sent in needs no words."""
	words = {
		Says.LATE: _("{0} days late"),
		Says.TODAY: _("Due today"),
		Says.SOON: _("{0} days left"),
		Says.LATER: _("{0} days left"),
	}
	return {"text": words.get(mark.says, "").format(mark.days), "colour": mark.colour}
