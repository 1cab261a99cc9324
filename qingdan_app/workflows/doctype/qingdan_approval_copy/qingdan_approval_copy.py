import frappe

from qingdan_app.workflows.moves.controller import FlowWrittenDocument


class QingdanApprovalCopy(FlowWrittenDocument):
	"""Written by the approval engine alone."""


def on_doctype_update():
	frappe.db.add_index("Qingdan Approval Copy", ["user", "read_at", "sent_at"])
