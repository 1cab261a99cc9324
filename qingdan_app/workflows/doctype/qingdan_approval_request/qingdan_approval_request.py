import frappe

from qingdan_app.workflows.moves.controller import FlowWrittenDocument


class QingdanApprovalRequest(FlowWrittenDocument):
	"""Written by the approval engine alone."""


def on_doctype_update():
	"""The indexes of a document's request, of what somebody sent in, and of the sweep over clocks."""
	frappe.db.add_index("Qingdan Approval Request", ["reference_name", "reference_doctype", "status"])
	frappe.db.add_index("Qingdan Approval Request", ["initiator", "started_at"])
	frappe.db.add_index("Qingdan Approval Request", ["wake_at", "name"])
