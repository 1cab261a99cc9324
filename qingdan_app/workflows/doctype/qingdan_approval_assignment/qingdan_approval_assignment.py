import frappe

from qingdan_app.workflows.moves.controller import FlowWrittenDocument


class QingdanApprovalAssignment(FlowWrittenDocument):
	"""Written by the approval engine alone."""


def on_doctype_update():
	"""The indexes of an inbox in its order, of what one has done, of a request's turns and a document's readers."""
	table = "Qingdan Approval Assignment"
	frappe.db.add_index(table, ["assignee", "standing", "due_order", "name"], "inbox")
	frappe.db.add_index(table, ["assignee", "standing", "closed_at"], "done")
	frappe.db.add_index(table, ["request", "turn"], "request_turn")
	frappe.db.add_index(table, ["reference_name", "assignee", "standing"], "reader")
