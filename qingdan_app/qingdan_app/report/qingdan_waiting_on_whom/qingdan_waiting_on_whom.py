"""待办在谁手里: every open turn, who has it, since when, and for how many working hours."""

from collections import Counter

import frappe
from frappe import _
from frappe.utils import get_datetime, get_fullname, now_datetime

from qingdan_app.desk import report_columns
from qingdan_app.organization import people
from qingdan_app.workflows.requests import columns
from qingdan_app.working_time import site_calendar

FIELDS = (
	"assignee",
	"on_behalf_of",
	"reference_doctype",
	"reference_name",
	"subject_title",
	"kind",
	"step_title",
	"standing",
	"opened_at",
	"due",
	"late_since",
	"initiator",
)
SHOWN = 15


def execute(filters: dict | None = None) -> tuple:
	rows = _rows(frappe._dict(filters or {}))
	return report_columns.aligned(_columns()), rows, None, _chart(rows), _summary(rows)


def _rows(filters: dict) -> list[dict]:
	wanted: dict = {"standing": ("in", ["Open", "Held"])}
	wanted.update({name: filters[name] for name in ("assignee", "reference_doctype") if filters.get(name)})
	if filters.late:
		wanted["late_since"] = ("is", "set")
	found = frappe.get_list(
		"Qingdan Approval Assignment", wanted, list(FIELDS), order_by="opened_at", limit_page_length=0
	)
	now = now_datetime()
	return [_row(row, now) for row in found]


def _row(row: dict, now) -> dict:
	lain = site_calendar.minutes_between(get_datetime(row.opened_at), now) if row.opened_at else 0
	behalf = get_fullname(row.on_behalf_of) if row.on_behalf_of else ""
	units = "、".join(sorted(people.standing_of(row.assignee).all_units))
	return {
		**row,
		"document_type": _(row.reference_doctype),
		"step_title": columns.shown_title(row),
		"person": get_fullname(row.assignee),
		"behalf": behalf,
		"units": units,
		"hours": lain / 60,
	}


def _columns() -> list[dict]:
	return [
		{"fieldname": "person", "label": _("Who Has It"), "fieldtype": "Data", "width": 200},
		{"fieldname": "units", "label": _("Unit"), "fieldtype": "Data", "width": 140},
		{"fieldname": "behalf", "label": _("On Behalf Of"), "fieldtype": "Data", "width": 100},
		*report_columns.of_document(subject_width=300),
		{"fieldname": "step_title", "label": _("Step"), "fieldtype": "Data", "width": 120},
		{"fieldname": "opened_at", "label": _("Since"), "fieldtype": "Datetime", "width": 150},
		{
			"fieldname": "hours",
			"label": _("Working Hours"),
			"fieldtype": "Float",
			"precision": 1,
			"width": 90,
		},
		{"fieldname": "due", "label": _("Due"), "fieldtype": "Datetime", "width": 150},
		{"fieldname": "late_since", "label": _("Late Since"), "fieldtype": "Datetime", "width": 150},
	]


def _chart(rows: list[dict]) -> dict | None:
	counts = Counter(row["person"] for row in rows).most_common(SHOWN)
	if not counts:
		return None
	names, values = zip(*counts, strict=True)
	return {
		"type": "bar",
		"data": {"labels": list(names), "datasets": [{"name": _("Open Turns"), "values": list(values)}]},
	}


def _summary(rows: list[dict]) -> list[dict]:
	late = sum(bool(row["late_since"]) for row in rows)
	return [
		{"label": _("Open Turns"), "value": len(rows), "datatype": "Int"},
		{"label": _("People"), "value": len({row["assignee"] for row in rows}), "datatype": "Int"},
		{
			"label": _("Overdue Turns"),
			"value": late,
			"datatype": "Int",
			"indicator": "Red" if late else "Green",
		},
	]
