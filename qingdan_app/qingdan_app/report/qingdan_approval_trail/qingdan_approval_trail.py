"""审批记录: the log in words, for reading and for export: one row for each thing that was done, with all that followed from it."""

import frappe
from frappe import _
from frappe.utils import add_days, getdate

from qingdan_app.desk import report_columns
from qingdan_app.workflows.log import trail_in_words


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	return report_columns.aligned(_columns()), trail_in_words.rows(_wanted(frappe._dict(filters or {})))


def _wanted(filters: dict) -> list[list]:
	"""Filters of the log: one day belongs to both its ends."""
	found = [
		[name, "=", filters[name]] for name in ("reference_doctype", "reference_name") if filters.get(name)
	]
	if filters.actor:
		found.append(["actor", "in", trail_in_words.names_of(filters.actor)])
	if filters.from_date:
		found.append(["acted_at", ">=", getdate(filters.from_date)])
	if filters.until_date:
		found.append(["acted_at", "<", add_days(getdate(filters.until_date), 1)])
	return found


def _columns() -> list[dict]:
	return [
		{"fieldname": "acted_at", "label": _("Acted At"), "fieldtype": "Datetime", "width": 175},
		{"fieldname": "document_type", "label": _("Document Type"), "fieldtype": "Data", "width": 90},
		{
			"fieldname": "reference_name",
			"label": _("Document"),
			"fieldtype": "Dynamic Link",
			"options": "reference_doctype",
			"width": 140,
		},
		{"fieldname": "person", "label": _("Person"), "fieldtype": "Data", "width": 130},
		{"fieldname": "behalf", "label": _("On Behalf Of"), "fieldtype": "Data", "width": 130},
		{"fieldname": "step", "label": _("Step"), "fieldtype": "Data", "width": 130},
		{"fieldname": "act", "label": _("Act"), "fieldtype": "Data", "width": 110},
		{"fieldname": "opinion", "label": _("Opinion"), "fieldtype": "Small Text", "width": 320},
		{"fieldname": "followed", "label": _("What Followed"), "fieldtype": "Data", "width": 260},
	]
