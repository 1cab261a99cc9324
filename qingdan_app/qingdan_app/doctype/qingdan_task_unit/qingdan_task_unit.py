import frappe

from qingdan_app.workflows.controller import RowOfDocument


class QingdanTaskUnit(RowOfDocument):
	"""A unit's part in a task."""


def on_doctype_update():
	"""The index that a unit's page of tasks by due date, and its total, are served from."""
	frappe.db.add_index("Qingdan Task Unit", ["unit", "due_date", "parent"])
