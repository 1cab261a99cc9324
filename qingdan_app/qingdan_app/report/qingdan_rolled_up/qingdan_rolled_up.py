"""进度汇总: how far lists are, or the key works, units and leaders of one list, and how far they should be."""

import frappe
from frappe import _
from frappe.utils import getdate

from qingdan_app.desk import report_columns
from qingdan_app.tasks import roll_up
from qingdan_app.tasks.rules.rolling_up import LIGHTS, added, figures

LIST = "Qingdan List"
GROUPS = {
	"list": LIST,
	"key_work": "Qingdan Key Work",
	"lead_unit": "Qingdan Unit",
	"leader": "Qingdan Leader",
}
NOT_SET = '["is","not set"]'
SHOWN = 15


def execute(filters: dict | None = None) -> tuple:
	asked = frappe._dict(filters or {})
	wanted = report_columns.grouped_by(filters, tuple(GROUPS))
	group = wanted if asked.list else "list"
	rows = _of_lists(asked.list) if group == "list" else _of_list(asked.list, group)
	message = None if group == wanted else _("Choose one responsibility list to see what it is made up of.")
	return report_columns.aligned(_columns(group)), rows, message, _chart(rows)


def _of_lists(name: str | None) -> list[dict]:
	"""The lists of which the reader sees a task, the latest first."""
	of_tasks = {"list": name} if name else {"list": ("is", "set")}
	seen = frappe.get_list("Qingdan Task", of_tasks, pluck="list", distinct=True, order_by="list")
	wanted = {"name": ("in", seen or [""])}
	names = frappe.get_list(
		LIST, wanted, pluck="name", order_by="year desc, name", limit_page_length=roll_up.MOST_LISTS
	)
	return [
		row
		for name in names
		if (
			row := _row(
				name, roll_up.grouped(frappe.get_doc(LIST, name), "leader", getdate()), {"list": name}
			)
		)
	]


def _of_list(name: str, group: str) -> list[dict]:
	"""What a list is made up of: those farthest behind first."""
	doc = frappe.get_doc(LIST, name)
	doc.check_permission("read")
	rows = (
		_row(sums["group"], [sums], {"list": name, group: sums["group"] or NOT_SET})
		for sums in roll_up.grouped(doc, group, getdate())
	)
	return sorted(
		filter(None, rows), key=lambda row: (-row["late"], -row["behind"], -row["points"], row["group"] or "")
	)


def _row(group: str | None, groups: list[dict], scope: dict) -> dict | None:
	"""`scope` are the filters of its tasks, by which its figures of lights open them."""
	said = figures(added(groups))
	apart = said["suspended"] + said["ended"]
	row = {"group": group, **said, "apart": apart, "scope": scope}
	return row if said["tasks"] or apart or said["drafted"] else None


def _columns(group: str) -> list[dict]:
	label = {
		"list": _("Responsibility List"),
		"key_work": _("Key Work"),
		"lead_unit": _("Lead Unit"),
		"leader": _("Leader"),
	}[group]
	numbers = {
		"late": _("Late"),
		"behind": _("Behind Schedule"),
		**{figure: _(light, context="Light") for figure, light in LIGHTS.items()},
		"waiting": _("待启动"),
		"moving": _("推进中"),
		"in_review": _("待审核"),
		"completed": _("已完成"),
		"apart": _("Suspended or Ended"),
		"drafted": _("Not Handed Out"),
	}
	return [
		{"fieldname": "group", "label": label, "fieldtype": "Link", "options": GROUPS[group], "width": 220},
		_number("tasks", _("Tasks")),
		{"fieldname": "percent", "label": _("Percent Complete"), "fieldtype": "Percent", "width": 110},
		{"fieldname": "expected", "label": _("By Schedule"), "fieldtype": "Percent", "width": 110},
		{"fieldname": "paced_percent", "label": _("Reached of It"), "fieldtype": "Percent", "width": 110},
		*(_number(name, words) for name, words in numbers.items()),
		{
			"fieldname": "points",
			"label": _("Points Behind"),
			"fieldtype": "Float",
			"precision": 1,
			"width": 100,
		},
	]


def _number(fieldname: str, label: str) -> dict:
	return {"fieldname": fieldname, "label": label, "fieldtype": "Int", "width": 90}


def _chart(rows: list[dict]) -> dict | None:
	shown = rows[:SHOWN]
	if not shown:
		return None
	datasets = [
		{"name": label, "values": [row[name] or 0 for row in shown]}
		for name, label in (("paced_percent", _("Reached of It")), ("expected", _("By Schedule")))
	]
	labels = [row["group"] or _("None Named") for row in shown]
	return {"data": {"labels": labels, "datasets": datasets}, "type": "bar", "colors": ["#2490ef", "#b8c2cc"]}
