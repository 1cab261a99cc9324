"""Where a task stands against its schedule (序时进度), in words for its form and its card. Reads only."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, getdate

from qingdan_app.tasks.rules.course import CLOSED
from qingdan_app.tasks.rules.due import SENT_IN
from qingdan_app.tasks.rules.schedule import behind, expected_percent
from qingdan_app.tasks.rules.stage import is_stage


def schedule_of(task: Document, today: date) -> dict | None:
	"""`{expected, behind, text, late_text}`: percentages, and what is said of them; None where no pace is set.

	A task that was sent in has done its part, and one that has ended, rests with its list or is not handed out yet owes nothing: no more is expected of it.
	"""
	if task.drafted or task.state in SENT_IN or task.course in CLOSED:
		return None
	due = getdate(task.due_date) if task.due_date else None
	days = [getdate(row.date) for row in task.milestones if row.date and not is_stage(row)]
	expected = expected_percent(start_of(task), days, due, task.deadline_kind, today)
	if expected is None:
		return None
	missing = behind(expected, flt(task.percent))
	return {
		"expected": expected,
		"behind": missing,
		"text": _("{0}% by schedule").format(f"{expected:g}"),
		"late_text": _("{0} points behind").format(f"{missing:g}") if missing else "",
	}


def start_of(task: Document) -> date | None:
	"""The day on which its work begins: its own, the day a single matter was taken on, the first of its list's year.

	A matter that was carried over was taken on before that year.
	"""
	if task.starts_on:
		return getdate(task.starts_on)
	if task.matter and not task.carried_from:
		return getdate(task.creation)
	year = frappe.db.get_value("Qingdan List", task.list, "year", cache=True) if task.list else None
	return date(year, 1, 1) if year else None
