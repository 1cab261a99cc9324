"""Tasks: one's page, acknowledging, the head of a task's form, what waits next."""

import frappe
from frappe import _
from frappe.desk.calendar import get_events
from frappe.utils import getdate

from qingdan_app import arguments
from qingdan_app.arguments import WrongArgument
from qingdan_app.lights import shown_on_task
from qingdan_app.tasks import marks, overview, reporting
from qingdan_app.tasks.page import TaskQuery, page_of_tasks
from qingdan_app.workflows.retry import repeat_on_deadlock

LONGEST_PAGE = 100


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_my_tasks(state: str | None = None, late: bool = False, start: int = 0, page_length: int = 20) -> dict:
	"""A page of the tasks the user's units lead or cooperate in (a leader's office: its leader's), by due date.

	`{total, tasks: [{name, title, state, due_date, late_since, percent, lead_unit, leader, judged_from, late_days,
	this_period, report_due, reports_missing, mark}]}`, where `mark` is
	`{text, colour}`, how the deadline stands, and what is said of reports is the lead unit's. Tasks without a hard deadline come last; `late` ones are ordered by the day since when they are late. `page_length` is at most 100.
	"""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	page = page_of_tasks(TaskQuery(state, late, start, min(page_length, LONGEST_PAGE)))
	return {**page, "tasks": marks.marked(page["tasks"])}


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_calendar(
	doctype: str, start: str, end: str, field_map: str, filters: str | None = None, fields: str | None = None
) -> list[dict]:
	"""The tasks that Desk's calendar shows, as core finds them, each with its `mark`, `{text, colour}`."""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	_check_calendar(field_map, filters)
	wanted = frappe.as_json(["name", "title", *marks.NEEDED, *marks.FINER])
	return marks.marked(get_events("Qingdan Task", start, end, field_map, filters, wanted))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def acknowledge(names: list[str] | str) -> list[str]:
	"""Acknowledge tasks of one's lead unit; answers the names newly acknowledged. Each task is checked."""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	return reporting.acknowledge(frappe.parse_json(names) if isinstance(names, str) else names)


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_overview(task: str) -> dict:
	"""What a person needs at the head of a task: their choices, its trail, its reports and who has not reported, its light with the reason."""
	doc = frappe.get_doc("Qingdan Task", task)
	doc.check_permission("read")
	return {**overview.overview_of(doc), "light": shown_on_task.shown_on(doc, getdate())}


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_next_waiting(after: str | None = None) -> dict:
	"""The next task that waits for the user's decision, by due date: `{name, waiting}`.

	`after` is the task just decided, which is passed over; `waiting` counts all that wait.
	"""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	return overview.next_in_review(after)


def _check_calendar(field_map: str, filters: str | None) -> None:
	"""Raise WrongArgument for days that are no field of a task, and for filters that are none."""
	named, meta = frappe.parse_json(field_map), frappe.get_meta("Qingdan Task")
	known = all(isinstance(named.get(side), str) and meta.has_field(named[side]) for side in ("start", "end"))
	rows = frappe.parse_json(filters or "[]")
	if not known or (
		isinstance(rows, list) and not all(isinstance(row, list) and len(row) > 2 for row in rows)
	):
		frappe.throw(_("A calendar shows days of tasks, and filters of three words or more."), WrongArgument)
