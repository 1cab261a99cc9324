"""停留时长: for how many working hours documents lay, per step or per unit."""

from collections import defaultdict
from statistics import mean, median

import frappe
from frappe import _
from frappe.utils import add_days, get_datetime, now_datetime

from qingdan_app.desk import report_columns
from qingdan_app.organization import people
from qingdan_app.workflows.requests import columns
from qingdan_app.working_time import site_calendar

FIELDS = ("assignee", "reference_doctype", "kind", "step_title", "opened_at", "closed_at", "late_since")


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	by_unit = report_columns.grouped_by(filters, ("step", "unit")) == "unit"
	rows = [_row(name, turns) for name, turns in _grouped(filters, by_unit).items()]
	rows.sort(key=lambda row: -row["average"])
	return report_columns.aligned(_columns(by_unit)), rows, None, _chart(rows)


def _grouped(filters: dict, by_unit: bool) -> dict[str, list[dict]]:
	"""Decided turns, and open ones up to now, by step or by unit of who had them."""
	now, groups = now_datetime(), defaultdict(list)
	for turn in _turns(filters):
		until = get_datetime(turn.closed_at) if turn.closed_at else now
		turn.hours = site_calendar.minutes_between(get_datetime(turn.opened_at), until) / 60
		for name in _units(turn.assignee) if by_unit else [columns.shown_title(turn)]:
			groups[name].append(turn)
	return groups


def _turns(filters: dict) -> list[dict]:
	wanted: list[list] = [["opened_at", "is", "set"]]
	if filters.from_date:
		wanted.append(["opened_at", ">=", filters.from_date])
	if filters.to_date:
		wanted.append(["opened_at", "<", add_days(filters.to_date, 1)])
	if filters.reference_doctype:
		wanted.append(["reference_doctype", "=", filters.reference_doctype])
	return frappe.get_list("Qingdan Approval Assignment", wanted, list(FIELDS), limit_page_length=0)


def _units(user: str) -> list[str]:
	standing = people.standing_of(user)
	offices = [_("Office of {0}").format(leader) for leader in sorted(standing.leaders)]
	return [*sorted(standing.all_units), *offices] or [_("No Unit")]


def _row(name: str, turns: list[dict]) -> dict:
	hours = [turn.hours for turn in turns]
	return {
		"name": name,
		"turns": len(turns),
		"open": sum(not turn.closed_at for turn in turns),
		"average": round(mean(hours), 1),
		"median": round(median(hours), 1),
		"longest": round(max(hours), 1),
		"late": sum(bool(turn.late_since) for turn in turns),
	}


def _columns(by_unit: bool) -> list[dict]:
	hours = [("average", _("Average Hours")), ("median", _("Median Hours")), ("longest", _("Longest Hours"))]
	return [
		{
			"fieldname": "name",
			"label": _("Unit") if by_unit else _("Step"),
			"fieldtype": "Data",
			"width": 240,
		},
		{"fieldname": "turns", "label": _("Turns"), "fieldtype": "Int", "width": 80},
		{"fieldname": "open", "label": _("Open Turns"), "fieldtype": "Int", "width": 80},
		*(
			{"fieldname": name, "label": label, "fieldtype": "Float", "precision": 1, "width": 120}
			for name, label in hours
		),
		{"fieldname": "late", "label": _("Overdue Turns"), "fieldtype": "Int", "width": 90},
	]


def _chart(rows: list[dict]) -> dict | None:
	if not rows:
		return None
	shown = rows[:15]
	values = [round(row["average"], 1) for row in shown]
	return {
		"type": "bar",
		"data": {
			"labels": [row["name"] for row in shown],
			"datasets": [{"name": _("Average Hours"), "values": values}],
		},
	}
