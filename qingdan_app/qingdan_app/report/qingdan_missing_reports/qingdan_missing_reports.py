"""进展缺报: which unit has not filed its progress report for a month, task by task."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from qingdan_app.desk import report_columns
from qingdan_app.organization import people
from qingdan_app.tasks import reporters
from qingdan_app.tasks.rules.course import rested_on, rests_of
from qingdan_app.tasks.rules.duty import bounds_of, month_of
from qingdan_app.tasks.rules.states import TaskState

FIELDS = (
	"name",
	"title",
	"lead_unit",
	"leader",
	"state",
	"started_at",
	"completed_at",
	"course_since",
	"rests",
	"last_report_at",
	"milestone_late_since",
)


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	rows = _rows(filters, filters.period or month_of(getdate()))
	chart = report_columns.bars((row["unit"] for row in rows), _("Missing Reports"), "#e79913")
	return report_columns.aligned(_columns()), rows, None, chart, _summary(rows)


def _rows(filters: dict, period: str) -> list[dict]:
	tasks = {task.name: task for task in _tasks(filters, period)}
	missing = reporters.missing_among(_units_of(list(tasks)), period)
	concerned = _own() if filters.mine else _concerned()
	return [
		{**tasks[name], "task": name, "unit": unit, "items": 1}
		for name, units in missing.items()
		for unit in units
		if concerned(tasks[name], unit) and (not filters.unit or unit == filters.unit)
	]


def _tasks(filters: dict, period: str) -> list[dict]:
	"""Tasks under way in the month; in the present one a task in review, or at rest, owes nothing more."""
	last = bounds_of(period)[1]
	wanted: list[list] = [["started_at", "<=", f"{last} 23:59:59"]]
	wanted.append(["state", "=" if last >= getdate() else "!=", _state(last)])
	wanted += [["leader", "=", filters.leader]] if filters.leader else []
	tasks = frappe.get_list("Qingdan Task", wanted, list(FIELDS), order_by="name", limit_page_length=0)
	return [task for task in tasks if _ran_until(task, last)]


def _ran_until(task: dict, last: date) -> bool:
	"""Whether a task was under way to the end of the month: neither completed in it, nor suspended or ended by then."""
	ends = (task[column] for column in ("completed_at", "course_since"))
	return all(not day or getdate(day) > last for day in ends) and not rested_on(
		rests_of(task["rests"]), last
	)


def _state(last: date) -> str:
	return TaskState.MOVING.value if last >= getdate() else TaskState.WAITING.value


def _units_of(tasks: list[str]) -> dict[str, list[str]]:
	units: dict[str, list[str]] = {task: [] for task in tasks}
	rows = frappe.get_all(
		"Qingdan Task Unit", {"parent": ("in", tasks or [""])}, ["parent", "unit"], order_by="parent, idx"
	)
	for row in rows:
		units[row.parent].append(row.unit)
	return units


def _concerned():
	"""A lead sees everybody's gaps on its tasks, a cooperating unit its own."""
	standing = people.standing_of()
	own = standing.all_units
	return lambda task, unit: (
		standing.sees_all or task.leader in standing.leaders or task.lead_unit in own or unit in own
	)


def _own():
	"""What one owes oneself: the gaps of the units that one stands for."""
	own = people.standing_of().all_units
	return lambda task, unit: unit in own


def _columns() -> list[dict]:
	return [
		{
			"fieldname": "unit",
			"label": _("Unit Without Report"),
			"fieldtype": "Link",
			"options": "Qingdan Unit",
			"width": 180,
		},
		{
			"fieldname": "task",
			"label": _("Task"),
			"fieldtype": "Link",
			"options": "Qingdan Task",
			"width": 200,
		},
		{"fieldname": "title", "label": _("Text"), "fieldtype": "Data", "width": 360},
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
		{"fieldname": "last_report_at", "label": _("Last Report At"), "fieldtype": "Datetime", "width": 150},
		{
			"fieldname": "milestone_late_since",
			"label": _("Milestone Late Since"),
			"fieldtype": "Date",
			"width": 120,
		},
		{"fieldname": "items", "label": _("Number of Items"), "fieldtype": "Int", "width": 80, "hidden": 1},
	]


def _summary(rows: list[dict]) -> list[dict]:
	return [
		{
			"label": _("Missing Reports"),
			"value": len(rows),
			"datatype": "Int",
			"indicator": "Orange" if rows else "Green",
		},
		{"label": _("Units Concerned"), "value": len({row["unit"] for row in rows}), "datatype": "Int"},
		{"label": _("Tasks Concerned"), "value": len({row["task"] for row in rows}), "datatype": "Int"},
	]
