"""待我办理: what waits for the person who looks, by due date."""

from frappe import _
from frappe.utils import getdate

from qingdan_app.desk import report_columns
from qingdan_app.tasks.waiting import waiting_for_me


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	return report_columns.aligned(_columns()), [
		{**row, "state": _(row["state"])} for row in waiting_for_me(getdate())
	]


def _columns() -> list[dict]:
	return [
		{"fieldname": "step", "label": _("What Comes Next"), "fieldtype": "Data", "width": 150},
		{
			"fieldname": "task",
			"label": _("Task"),
			"fieldtype": "Link",
			"options": "Qingdan Task",
			"width": 130,
		},
		{"fieldname": "title", "label": _("Text"), "fieldtype": "Data", "width": 380},
		{"fieldname": "due_date", "label": _("Due Date"), "fieldtype": "Date", "width": 110},
		{"fieldname": "state", "label": _("Task State"), "fieldtype": "Data", "width": 90},
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
		{"fieldname": "items", "label": _("Number of Items"), "fieldtype": "Int", "width": 80, "hidden": 1},
	]
