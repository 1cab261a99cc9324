"""进展缺报: which unit has not filed a progress report that falls due in a month, task by task and period by period."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import getdate

from qingdan_app.desk import report_columns
from qingdan_app.organization import people
from qingdan_app.tasks import obligations, periods, reporters
from qingdan_app.tasks.rules.course import rested_on, rests_of
from qingdan_app.tasks.rules.obligation import Owed
from qingdan_app.tasks.rules.period import Cycle, Period, period_named, period_of
from qingdan_app.tasks.rules.states import TaskState

FIELDS = (
	"name",
	"title",
	"list",
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
	month = period_named(filters.period) or period_of(Cycle.MONTH, getdate())
	rows = _rows(filters, month)
	chart = report_columns.bars((row["unit"] for row in rows), _("Missing Reports"), "#e79913")
	return report_columns.aligned(_columns()), rows, None, chart, _summary(rows)


def _rows(filters: dict, month: Period) -> list[dict]:
	tasks = {task.name: task for task in _tasks(filters, month)}
	owed, units = _owed(tasks, month), _units_of(list(tasks))
	missing = reporters.missing_among(
		{(name, period): obligations.owing(units[name], each) for (name, period), each in owed.items()}
	)
	concerned = _own() if filters.mine else _concerned()
	return [
		{**tasks[name], "task": name, "unit": unit, "items": 1, **_shown(owed[name, period])}
		for (name, period), bodies in missing.items()
		for unit in bodies
		if concerned(tasks[name], unit) and (not filters.unit or unit == filters.unit)
	]


def _owed(tasks: dict[str, dict], month: Period) -> dict[tuple[str, str], Owed]:
	rules = obligations.rules_of(tasks.values())
	return {
		(name, each.name): each
		for name, task in tasks.items()
		for each in obligations.due_between(task, rules[name], month.begins, month.ends)
		if _ran_until(task, each)
	}


def _shown(owed: Owed) -> dict:
	return {"period": periods.period_in_words(owed.name), "due_on": owed.due}


def _tasks(filters: dict, month: Period) -> list[dict]:
	"""Tasks under way in the month; in the present one a task in review, or at rest, owes nothing more."""
	last = month.ends
	wanted: list[list] = [["started_at", "<=", f"{last} 23:59:59"]]
	present = last >= getdate()
	wanted.append(
		["state", "=", TaskState.MOVING.value] if present else ["state", "!=", TaskState.WAITING.value]
	)
	wanted += [["leader", "=", filters.leader]] if filters.leader else []
	return frappe.get_list("Qingdan Task", wanted, list(FIELDS), order_by="name", limit_page_length=0)


def _ran_until(task: dict, owed: Owed) -> bool:
	"""Whether a task was under way until a report on it was due: neither completed by then, nor suspended or ended."""
	ends = (task[column] for column in ("completed_at", "course_since"))
	return all(not day or getdate(day) > owed.due for day in ends) and not rested_on(
		rests_of(task["rests"]), owed.due
	)


def _units_of(tasks: list[str]) -> dict[str, list[dict]]:
	units = defaultdict(list)
	fields = ["parent", "unit", "duty"]
	for row in frappe.get_all(
		"Qingdan Task Unit", {"parent": ("in", tasks or [""])}, fields, order_by="parent, idx"
	):
		units[row.parent].append(row)
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
		report_columns.link("unit", _("Unit Without Report"), "Qingdan Unit", 180),
		report_columns.link("task", _("Task"), "Qingdan Task", 200),
		{"fieldname": "title", "label": _("Text"), "fieldtype": "Data", "width": 360},
		report_columns.link("lead_unit", _("Lead Unit"), "Qingdan Unit", 160),
		report_columns.link("leader", _("Leader"), "Qingdan Leader", 90),
		{"fieldname": "period", "label": _("Report Period"), "fieldtype": "Data", "width": 110},
		{"fieldname": "due_on", "label": _("Due On"), "fieldtype": "Date", "width": 110},
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
