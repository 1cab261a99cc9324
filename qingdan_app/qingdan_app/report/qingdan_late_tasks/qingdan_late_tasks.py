"""逾期任务: what is late, by how many days, and whose it is; with the milestones, periods and stages that nobody has reported by their day."""

import frappe
from frappe import _
from frappe.utils import getdate

from qingdan_app.desk import report_columns
from qingdan_app.tasks import periods
from qingdan_app.tasks.rules.lateness import days_late
from qingdan_app.tasks.rules.states import TaskState

FIELDS = (
	"name",
	"title",
	"lead_unit",
	"leader",
	"due_date",
	"late_since",
	"submitted_at",
	"late_days",
	"state",
	"percent",
)
OF_MILESTONE = ("parent", "date", "label", "instance", "judged_from", "late_since")


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	rows, milestones = _rows(filters), _milestones(filters)
	whose = report_columns.grouped_by(filters, ("lead_unit", "leader"))
	return (
		report_columns.aligned(_columns()),
		[*rows, *milestones],
		None,
		report_columns.bars((row[whose] for row in rows), _("Late Tasks"), "#e24c4c"),
		_summary(rows, milestones),
	)


def _rows(filters: dict) -> list[dict]:
	wanted = _wanted(filters)
	late = _tasks([["late_since", "is", "set"], *wanted])
	completed = _tasks([["late_days", ">", 0], *wanted]) if filters.with_completed else []
	return [
		{**task, "task": task.name, "days": _days(task), "state": _(task.state), "items": 1}
		for task in (*late, *completed)
	]


def _milestones(filters: dict) -> list[dict]:
	"""Each by itself, of the tasks that the reader sees; they count as no late task."""
	if not filters.with_milestones:
		return []
	tasks = {row.name: row for row in _tasks([["milestone_late_since", "is", "set"], *_wanted(filters)])}
	about = {"parenttype": "Qingdan Task", "parent": ("in", list(tasks) or [""])}
	overdue = {**about, "late_since": ("is", "set"), "reported_on": ("is", "not set")}
	rows = frappe.get_all(
		"Qingdan Task Milestone", overdue, list(OF_MILESTONE), order_by="late_since, parent"
	)
	return [
		{
			**tasks[row.parent],
			"task": row.parent,
			"milestone": periods.words_of(row) or row.date,
			"due_date": row.judged_from or row.date,
			"days": days_late(row.late_since, getdate()),
			"state": _(tasks[row.parent].state),
			"items": 0,
		}
		for row in rows
	]


def _wanted(filters: dict) -> list[list]:
	return [[field, "=", filters[field]] for field in ("lead_unit", "leader") if filters.get(field)]


def _tasks(wanted: list[list]) -> list[dict]:
	return frappe.get_list("Qingdan Task", wanted, list(FIELDS), order_by="due_date", limit_page_length=0)


def _days(task: dict) -> int:
	"""Until today, or until it was sent in: a completed one was so many days late."""
	until = getdate(task.submitted_at) if task.state == TaskState.IN_REVIEW.value else getdate()
	return days_late(task.late_since, until) or task.late_days


def _columns() -> list[dict]:
	return [
		{
			"fieldname": "task",
			"label": _("Task"),
			"fieldtype": "Link",
			"options": "Qingdan Task",
			"width": 200,
		},
		{"fieldname": "title", "label": _("Text"), "fieldtype": "Data", "width": 360},
		{"fieldname": "milestone", "label": _("Milestone"), "fieldtype": "Data", "width": 180},
		{
			"fieldname": "lead_unit",
			"label": _("Lead Unit"),
			"fieldtype": "Link",
			"options": "Qingdan Unit",
			"width": 160,
		},
		{
			"fieldname": "leader",
			"label": _("Leader"),
			"fieldtype": "Link",
			"options": "Qingdan Leader",
			"width": 90,
		},
		{"fieldname": "due_date", "label": _("Due Date"), "fieldtype": "Date", "width": 110},
		{"fieldname": "days", "label": _("Days Late"), "fieldtype": "Int", "width": 90},
		{"fieldname": "state", "label": _("Task State"), "fieldtype": "Data", "width": 90},
		{"fieldname": "percent", "label": _("Percent Complete"), "fieldtype": "Percent", "width": 90},
		{"fieldname": "items", "label": _("Number of Items"), "fieldtype": "Int", "width": 80, "hidden": 1},
	]


def _summary(rows: list[dict], milestones: list[dict]) -> list[dict]:
	overdue = {
		"label": _("Late Milestones"),
		"value": len(milestones),
		"datatype": "Int",
		"indicator": "Orange",
	}
	return [
		{
			"label": _("Late Tasks"),
			"value": len(rows),
			"datatype": "Int",
			"indicator": "Red" if rows else "Green",
		},
		{"label": _("Units Concerned"), "value": len({row["lead_unit"] for row in rows}), "datatype": "Int"},
		{
			"label": _("Most Days Late"),
			"value": max((row["days"] for row in rows), default=0),
			"datatype": "Int",
		},
		*([overdue] if milestones else []),
	]
