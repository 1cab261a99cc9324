import frappe

from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanTaskUnit(RowOfDocument):
	"""A unit's part in a task."""


def on_doctype_update():
	"""The indexes that a unit's page of tasks, and its total, are served from: all, in a state, late."""
	for columns in (
		["unit", "due_order", "parent"],
		["unit", "state", "due_order", "parent"],
		["unit", "late_since", "parent", "state"],
	):
		frappe.db.add_index("Qingdan Task Unit", columns)
