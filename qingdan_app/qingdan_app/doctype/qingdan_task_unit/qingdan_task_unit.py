import frappe

from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanTaskUnit(RowOfDocument):
	"""A unit's part in a task."""


PAGES = {
	"unit_page": ("unit", "due_order", "parent", "state", "late_since", "list", "leader"),
	"unit_lead": ("unit", "lead_unit", "due_order", "parent", "state", "late_since", "list", "leader"),
	"unit_state": ("unit", "state", "due_order", "parent"),
	"unit_late": ("unit", "late_since", "parent", "state"),
}


def on_doctype_update():
	"""The indexes that a unit's page of tasks, and its total, are served from: by most values, by lead
	unit, in a state, late."""
	for name, columns in PAGES.items():
		frappe.db.add_index("Qingdan Task Unit", list(columns), name)
