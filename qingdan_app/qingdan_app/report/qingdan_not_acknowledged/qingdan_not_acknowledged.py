"""未签收任务: what was handed out and nobody has acknowledged, by when it was to be, and whose it is."""

from datetime import datetime

import frappe
from frappe import _
from frappe.utils import now_datetime

from qingdan_app.desk import report_columns
from qingdan_app.handing_out import acknowledging
from qingdan_app.tasks.rules.receipt import is_overdue

FIELDS = ("name", "title", "list", "lead_unit", "leader", "handed_out_at", "acknowledge_due")
FILTERS = ("list", "lead_unit", "leader")


def execute(filters: dict | None = None) -> tuple:
	rows = _rows(frappe._dict(filters or {}))
	whose = report_columns.grouped_by(filters, ("lead_unit", "leader"))
	chart = report_columns.bars((row[whose] for row in rows), _("Not Acknowledged"), "#e79913")
	return report_columns.aligned(_columns()), rows, None, chart, _summary(rows)


def _rows(filters: dict) -> list[dict]:
	chosen = {field: filters[field] for field in FILTERS if filters.get(field)}
	wanted = {**acknowledging.unacknowledged(), **chosen}
	tasks = frappe.get_list("Qingdan Task", wanted, list(FIELDS), order_by="name", limit_page_length=0)
	rows = [{**task, "task": task.name, "overdue": _overdue(task), "items": 1} for task in tasks]
	rows.sort(key=lambda row: row["acknowledge_due"] or datetime.max)
	return [row for row in rows if row["overdue"]] if filters.overdue else rows


def _overdue(task: dict) -> str:
	return _("Overdue") if is_overdue(task.acknowledge_due, False, now_datetime()) else ""


def _columns() -> list[dict]:
	return [
		report_columns.link("task", _("Task"), "Qingdan Task", 200),
		{"fieldname": "title", "label": _("Text"), "fieldtype": "Data", "width": 360},
		report_columns.link("lead_unit", _("Lead Unit"), "Qingdan Unit", 160),
		report_columns.link("leader", _("Leader"), "Qingdan Leader", 90),
		{"fieldname": "handed_out_at", "label": _("Handed Out At"), "fieldtype": "Datetime", "width": 150},
		{"fieldname": "acknowledge_due", "label": _("Acknowledge By"), "fieldtype": "Datetime", "width": 150},
		{"fieldname": "overdue", "label": _("Overdue"), "fieldtype": "Data", "width": 90},
		{"fieldname": "items", "label": _("Number of Items"), "fieldtype": "Int", "width": 80, "hidden": 1},
	]


def _summary(rows: list[dict]) -> list[dict]:
	overdue = sum(bool(row["overdue"]) for row in rows)
	return [
		_figure(_("Not Acknowledged"), len(rows), "Orange" if rows else "Green"),
		_figure(_("Overdue"), overdue, "Red" if overdue else "Green"),
		_figure(_("Units Concerned"), len({row["lead_unit"] for row in rows}), "Blue"),
	]


def _figure(label: str, value: int, colour: str) -> dict:
	return {"label": label, "value": value, "datatype": "Int", "indicator": colour}
