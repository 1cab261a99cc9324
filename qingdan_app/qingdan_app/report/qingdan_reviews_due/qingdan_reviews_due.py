"""待复核任务: dates to be fixed, conditions to be asked about, ongoing work to be reviewed, and goals of this year that nobody has set."""

from collections.abc import Mapping
from datetime import date

import frappe
from frappe import _
from frappe.utils import get_fullname, getdate

from qingdan_app.desk import report_columns
from qingdan_app.tasks import marks, review_days, stages
from qingdan_app.tasks.rules.review import REVIEWED, is_overdue

FIELDS = (
	"name",
	"title",
	"list",
	"lead_unit",
	"leader",
	"deadline_kind",
	"deadline_raw",
	"condition",
	"review_on",
	"watch_unit",
	"watcher",
	"review_result",
	"reviewed_on",
	"stage_year",
)
FILTERS = ("list", "lead_unit", "leader")


def execute(filters: dict | None = None) -> tuple:
	rows = _rows(frappe._dict(filters or {}), getdate())
	whose = report_columns.grouped_by(filters, ("lead_unit", "leader"))
	chart = report_columns.bars((row[whose] for row in rows), _("Reviews Due"), "#e79913")
	return report_columns.aligned(_columns()), rows, None, chart, _summary(rows)


def _rows(filters: Mapping, today: date) -> list[dict]:
	chosen = {**review_days.running(), **{field: filters[field] for field in FILTERS if filters.get(field)}}
	until = {"review_on": ("<=", filters.until)} if filters.get("until") else {}
	reviewed = _tasks({**chosen, "deadline_kind": ("in", REVIEWED), **until}, "review_on, name")
	rows = [_row(task, today) for task in reviewed]
	if filters.get("overdue"):
		return [row for row in rows if row["overdue"]]
	return [*rows, *(_without_goal(task) for task in _tasks({**chosen, **stages.without_goal()}, "name"))]


def _tasks(wanted: dict, order: str) -> list[dict]:
	return frappe.get_list("Qingdan Task", wanted, list(FIELDS), order_by=order, limit_page_length=0)


def _row(task: Mapping, today: date) -> dict:
	day = task.review_on
	return {
		**task,
		"task": task.name,
		"asks": _(task.deadline_kind),
		"depends_on": task.condition or task.deadline_raw,
		"mark": marks.of_review(day, today)["text"] if day else "",
		"overdue": is_overdue(day, today),
		"watch": "、".join(filter(None, (task.watch_unit, task.watcher and get_fullname(task.watcher)))),
		"result": _(task.review_result) if task.review_result else "",
		"items": 1,
	}


def _without_goal(task: Mapping) -> dict:
	asks = _("Stage Goal of {0}").format(task.stage_year)
	return {**task, "task": task.name, "asks": asks, "mark": _("not set yet"), "overdue": False, "items": 1}


def _columns() -> list[dict]:
	return [
		report_columns.link("task", _("Task"), "Qingdan Task", 200),
		_text("title", _("Text"), 300),
		_text("asks", _("What Is Reviewed"), 110),
		_text("depends_on", _("What It Depends On"), 180),
		{"fieldname": "review_on", "label": _("Next Review"), "fieldtype": "Date", "width": 110},
		_text("mark", _("Standing of the Review"), 130),
		report_columns.link("lead_unit", _("Lead Unit"), "Qingdan Unit", 150),
		_text("watch", _("Watched By"), 130),
		report_columns.link("leader", _("Leader"), "Qingdan Leader", 90),
		{"fieldname": "reviewed_on", "label": _("Last Reviewed On"), "fieldtype": "Date", "width": 110},
		_text("result", _("Review Result"), 130),
		{"fieldname": "items", "label": _("Number of Items"), "fieldtype": "Int", "width": 80, "hidden": 1},
	]


def _text(field: str, label: str, width: int) -> dict:
	return {"fieldname": field, "label": label, "fieldtype": "Data", "width": width}


def _summary(rows: list[dict]) -> list[dict]:
	overdue = sum(bool(row["overdue"]) for row in rows)
	return [
		_figure(_("Reviews Due"), len(rows), "Blue"),
		_figure(_("Reviews Overdue"), overdue, "Orange" if overdue else "Green"),
	]


def _figure(label: str, value: int, colour: str) -> dict:
	return {"label": label, "value": value, "datatype": "Int", "indicator": colour}
