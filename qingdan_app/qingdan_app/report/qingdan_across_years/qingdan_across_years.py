"""跨年事项: what goes on over the years, each matter once, from its first list to where it stands today."""

from collections.abc import Mapping

import frappe
from frappe import _

from qingdan_app.desk import report_columns
from qingdan_app.tasks import years
from qingdan_app.tasks.rules.states import TaskState

FIELDS = (
	"name",
	"title",
	"list",
	"carried_from",
	"lead_unit",
	"leader",
	"state",
	"course",
	"percent",
	"due_date",
	"first_due_date",
	"extensions",
	"was_late_since",
)
FILTERS = ("list", "lead_unit", "leader")


def execute(filters: dict | None = None) -> tuple:
	rows = _rows(frappe._dict(filters or {}))
	return report_columns.aligned(_columns()), rows, None, None, _summary(rows)


def _rows(filters: Mapping) -> list[dict]:
	"""The latest task of each matter that the reader sees, with what its earlier years say."""
	wanted = {name: filters[name] for name in FILTERS if filters.get(name)}
	latest = {"carried_from": ("is", "set"), "carried_into": ("is", "not set"), **wanted}
	found = frappe.get_list("Qingdan Task", latest, list(FIELDS), order_by="list, name", limit_page_length=0)
	earlier = years.before(row.carried_from for row in found)
	return [_row(task, years.chain(task, earlier)) for task in found]


def _row(task: Mapping, chain: list[Mapping]) -> dict:
	spans = [each["year"] for each in chain if each["year"]]
	seen = [each for each in chain if "state" in each]
	return {
		**{
			name: task[name] for name in ("title", "lead_unit", "leader", "percent", "due_date", "extensions")
		},
		"task": task["name"],
		"state": _(task["course"]) if task["course"] else _(task["state"]),
		"is_completed": task["state"] == TaskState.COMPLETED.value,
		"first_task": seen[0]["name"],
		"first_due_date": task["first_due_date"] or seen[0]["due_date"],
		"years": f"{min(spans)}—{max(spans)}" if spans else "",
		"lists": len(chain),
		"late_years": sum(bool(each["was_late_since"]) for each in seen),
	}


def _columns() -> list[dict]:
	return [
		report_columns.link("task", _("Task"), "Qingdan Task", 170),
		{"fieldname": "title", "label": _("Text"), "fieldtype": "Data", "width": 300},
		{"fieldname": "years", "label": _("Years"), "fieldtype": "Data", "width": 100},
		{"fieldname": "lists", "label": _("Lists"), "fieldtype": "Int", "width": 70},
		report_columns.link("first_task", _("First Task"), "Qingdan Task", 150),
		report_columns.link("lead_unit", _("Lead Unit"), "Qingdan Unit", 150),
		report_columns.link("leader", _("Leader"), "Qingdan Leader", 90),
		{"fieldname": "state", "label": _("Task State"), "fieldtype": "Data", "width": 90},
		{"fieldname": "percent", "label": _("Percent Complete"), "fieldtype": "Percent", "width": 90},
		{"fieldname": "first_due_date", "label": _("First Due Date"), "fieldtype": "Date", "width": 110},
		{"fieldname": "due_date", "label": _("Due Date"), "fieldtype": "Date", "width": 110},
		{"fieldname": "extensions", "label": _("Times Extended"), "fieldtype": "Int", "width": 90},
		{
			"fieldname": "late_years",
			"label": _("Years in Which It Was Late"),
			"fieldtype": "Int",
			"width": 100,
		},
	]


def _summary(rows: list[dict]) -> list[dict]:
	completed = sum(row["is_completed"] for row in rows)
	return [
		{"label": _("Matters Across Years"), "value": len(rows), "datatype": "Int"},
		{"label": _("Completed"), "value": completed, "datatype": "Int", "indicator": "Green"},
		{"label": _("Still Open"), "value": len(rows) - completed, "datatype": "Int", "indicator": "Blue"},
	]
