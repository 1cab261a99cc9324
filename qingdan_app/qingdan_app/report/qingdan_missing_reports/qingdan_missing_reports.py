"""进展缺报: which unit has not filed a progress report that falls due in a month, task by task and period by period."""

from collections import Counter, defaultdict
from functools import cache

import frappe
from frappe import _
from frappe.utils import getdate

from qingdan_app.desk import report_columns
from qingdan_app.organization import people
from qingdan_app.tasks import obligations, periods, reporters
from qingdan_app.tasks.rules.obligation import Owed
from qingdan_app.tasks.rules.period import Cycle, Period, period_named, period_of
from qingdan_app.tasks.rules.states import TaskState

NEEDED = ("name", "list", "lead_unit", "leader", "started_at", "completed_at", "course_since", "rests")
SHOWN = ("title", "state", "last_report_at", "milestone_late_since")
UNITS = """select `parent`, `unit`, `duty`, `asked_at` from `tabQingdan Task Unit`
	where `parent` in %(tasks)s and `parenttype` = 'Qingdan Task' order by `parent`, `idx`"""


def execute(filters: dict | None = None) -> tuple:
	"""Row by row; `counted`: how many each unit is missing, for cards and charts, which show no row."""
	filters = frappe._dict(filters or {})
	missing = _missing(filters, period_named(filters.period) or period_of(Cycle.MONTH, getdate()))
	units = [unit for _task, _owed, unit in missing]
	chart = report_columns.bars(units, _("Missing Reports"), "#e79913")
	columns, rows = _columns(), _counts(units) if filters.counted else _rows(missing)
	if filters.counted:
		columns = [column for column in columns if column["fieldname"] in ("unit", "items")]
	return report_columns.aligned(columns), rows, None, chart, _summary(missing)


def _missing(filters: dict, month: Period) -> list[tuple[dict, Owed, str]]:
	"""Each task, with what fell due on it in the month, and a unit that has not filed it."""
	tasks = {task.name: task for task in _tasks(filters, month)}
	owed = obligations.owed_between(tasks, month.begins, month.ends)
	units = _units_of(list(tasks))
	missing = reporters.missing_among(
		{
			(name, period): obligations.owing(_asked(units[name], tasks), each)
			for (name, period), each in owed.items()
		}
	)
	concerned = _own() if filters.mine else _concerned()
	return [
		(tasks[about[0]], owed[about], unit)
		for about, bodies in missing.items()
		for unit in bodies
		if concerned(tasks[about[0]], unit) and (not filters.unit or unit == filters.unit)
	]


def _asked(rows: list[dict], tasks: dict) -> list[dict]:
	"""Without those who are asked on another of these tasks: what is owed on a matter that stands in several is one gap."""
	return [row for row in rows if row.asked_at not in tasks]


def _rows(missing: list[tuple]) -> list[dict]:
	in_words = cache(periods.period_in_words)
	return [
		{
			**task,
			"task": task.name,
			"unit": unit,
			"items": 1,
			"period": in_words(owed.name),
			"due_on": owed.due,
		}
		for task, owed, unit in missing
	]


def _counts(units: list[str]) -> list[dict]:
	return [{"unit": unit, "items": number} for unit, number in Counter(units).items()]


def _tasks(filters: dict, month: Period) -> list[dict]:
	"""Tasks under way in the month; in the present one a task in review, or at rest, owes nothing more."""
	last = month.ends
	wanted: list[list] = [["started_at", "<=", f"{last} 23:59:59"]]
	present = last >= getdate()
	wanted.append(
		["state", "=", TaskState.MOVING.value] if present else ["state", "!=", TaskState.WAITING.value]
	)
	wanted += [["leader", "=", filters.leader]] if filters.leader else []
	if filters.mine:
		own = people.standing_of().all_units
		wanted.append(["Qingdan Task Unit", "unit", "in", [*own] or [""]])
	fields = list(NEEDED if filters.counted else (*NEEDED, *SHOWN))
	return frappe.get_list(
		"Qingdan Task", wanted, fields, order_by="name", limit_page_length=0, distinct=True
	)


def _units_of(tasks: list[str]) -> dict[str, list[dict]]:
	units = defaultdict(list)
	for row in frappe.db.sql(UNITS, {"tasks": tasks or [""]}, as_dict=True):
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


def _summary(missing: list[tuple]) -> list[dict]:
	return [
		{
			"label": _("Missing Reports"),
			"value": len(missing),
			"datatype": "Int",
			"indicator": "Orange" if missing else "Green",
		},
		{
			"label": _("Units Concerned"),
			"value": len({unit for _task, _owed, unit in missing}),
			"datatype": "Int",
		},
		{
			"label": _("Tasks Concerned"),
			"value": len({task.name for task, _owed, _unit in missing}),
			"datatype": "Int",
		},
	]
