"""任务按状态: how many tasks stand in which state, by leader, unit or list."""

from collections import defaultdict

import frappe
from frappe import _

from qingdan_app.compat import counted
from qingdan_app.desk import report_columns
from qingdan_app.tasks.rules.states import TaskState

GROUPS = {"leader": "Qingdan Leader", "lead_unit": "Qingdan Unit", "list": "Qingdan List"}
COLOURS = {"待启动": "#b8c2cc", "推进中": "#2490ef", "待审核": "#e79913", "已完成": "#30a66d"}
FIELDS = {"待启动": "waiting", "推进中": "moving", "待审核": "in_review", "已完成": "completed"}


def execute(filters: dict | None = None) -> tuple:
	group = report_columns.grouped_by(filters, tuple(GROUPS))
	rows = _rows(group, (filters or {}).get("list"))
	return report_columns.aligned(_columns(group)), rows, None, _chart(rows), _summary(rows)


def _rows(group: str, list_name: str | None) -> list[dict]:
	filters = {"list": list_name} if list_name else {}
	rows: dict[str, dict] = defaultdict(
		lambda: dict.fromkeys((*FIELDS.values(), "late", "at_rest", "total"), 0)
	)
	for name, state, count in _counts(group, filters):
		rows[name][FIELDS[state]] += count
		rows[name]["total"] += count
	late = {**filters, "late_since": ("is", "set"), "state": ("!=", TaskState.COMPLETED.value)}
	for name, _state, count in _counts(group, late):
		rows[name]["late"] += count
	for name, _state, count in _counts(group, {**filters, "course": ("is", "set")}):
		rows[name]["at_rest"] += count
	found = [
		{"group": name, **row, "share": f"{row['completed'] / row['total']:.1%}"}
		for name, row in rows.items()
	]
	return sorted(found, key=lambda row: -row["total"])


def _counts(group: str, filters: dict) -> list[tuple]:
	fields = [group, "state", counted("name", "number")]
	grouped = {"group_by": f"`tabQingdan Task`.`{group}`, `tabQingdan Task`.`state`", "order_by": None}
	return frappe.get_list("Qingdan Task", filters, fields, as_list=True, limit_page_length=0, **grouped)


def _columns(group: str) -> list[dict]:
	label = {"leader": _("Leader"), "lead_unit": _("Lead Unit"), "list": _("Responsibility List")}[group]
	states = [
		{"fieldname": FIELDS[state.value], "label": _(state.value), "fieldtype": "Int", "width": 90}
		for state in TaskState
	]
	return [
		{"fieldname": "group", "label": label, "fieldtype": "Link", "options": GROUPS[group], "width": 220},
		*states,
		{"fieldname": "late", "label": _("Late"), "fieldtype": "Int", "width": 90},
		{"fieldname": "at_rest", "label": _("Not Under Way"), "fieldtype": "Int", "width": 110},
		{"fieldname": "total", "label": _("Total"), "fieldtype": "Int", "width": 90},
		# as words: core would say the mean of the shares where it says what the numbers come to
		{
			"fieldname": "share",
			"label": _("Completed Share"),
			"fieldtype": "Data",
			"align": "right",
			"width": 110,
		},
	]


def _chart(rows: list[dict]) -> dict | None:
	named = {field: _(state) for state, field in FIELDS.items()}
	return report_columns.stacked(rows, named, COLOURS.values())


def _summary(rows: list[dict]) -> list[dict]:
	indicators = {"待启动": "Gray", "推进中": "Blue", "待审核": "Orange", "已完成": "Green"}
	states = [
		{
			"label": _(state),
			"value": sum(row[field] for row in rows),
			"datatype": "Int",
			"indicator": indicators[state],
		}
		for state, field in FIELDS.items()
	]
	return [
		*states,
		{
			"label": _("Late"),
			"value": sum(row["late"] for row in rows),
			"datatype": "Int",
			"indicator": "Red",
		},
	]
