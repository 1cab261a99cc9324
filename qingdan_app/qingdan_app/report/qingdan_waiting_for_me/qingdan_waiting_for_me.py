"""待我办理: what waits for the person who looks, by due date."""

from datetime import date

from frappe import _
from frappe.utils import getdate

from qingdan_app.desk import report_columns
from qingdan_app.instructions import waiting_instructions
from qingdan_app.issues import waiting_issues
from qingdan_app.notices import waiting_notices
from qingdan_app.tasks.waiting import waiting_for_me


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	others = (waiting_notices, waiting_instructions, waiting_issues)
	rows = [*waiting_for_me(getdate()), *(row for each in others for row in each.waiting_for_me())]
	rows.sort(key=lambda row: (row["due_date"] or date.max, row["task"] or ""))
	return report_columns.aligned(_columns()), [{**row, "state": _(row["state"])} for row in rows]


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
