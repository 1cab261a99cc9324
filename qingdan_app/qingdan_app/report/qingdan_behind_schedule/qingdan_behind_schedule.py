"""落后进度任务: what is behind its schedule, by how many points, and whose it is."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.desk import report_columns
from qingdan_app.tasks import roll_up

LIST, ITEM = "Qingdan List", "Qingdan Key Work"


def execute(filters: dict | None = None) -> tuple:
	asked = frappe._dict(filters or {})
	rows = [row for doc in _places(asked) for row in _rows(doc, asked)]
	return report_columns.aligned(_columns()), rows


def _places(asked: dict) -> list[Document]:
	"""The key work, the list, or the latest lists that are asked for, as far as the reader sees them."""
	doctype, wanted = (ITEM, {"name": asked.key_work}) if asked.key_work else (LIST, {})
	if asked.list:
		wanted |= {"list": asked.list} if doctype == ITEM else {"name": asked.list}
	names = frappe.get_list(
		doctype, wanted, pluck="name", order_by="creation desc", limit_page_length=roll_up.MOST_LISTS
	)
	return [frappe.get_doc(doctype, name) for name in names]


def _rows(doc: Document, asked: dict) -> list[dict]:
	found = roll_up.behind_of(doc, getdate(), asked.lead_unit, asked.leader)
	return [{**row, "task": row.name, "points": round(row.expected - row.percent, 1)} for row in found]


def _columns() -> list[dict]:
	return [
		report_columns.link("task", _("Task"), "Qingdan Task", 200),
		{"fieldname": "title", "label": _("Text"), "fieldtype": "Data", "width": 360},
		report_columns.link("lead_unit", _("Lead Unit"), "Qingdan Unit", 160),
		report_columns.link("leader", _("Leader"), "Qingdan Leader", 90),
		{"fieldname": "due_date", "label": _("Due Date"), "fieldtype": "Date", "width": 110},
		{"fieldname": "percent", "label": _("Percent Complete"), "fieldtype": "Percent", "width": 90},
		{"fieldname": "expected", "label": _("By Schedule"), "fieldtype": "Percent", "width": 90},
		{
			"fieldname": "points",
			"label": _("Points Behind"),
			"fieldtype": "Float",
			"precision": 1,
			"width": 110,
		},
	]
