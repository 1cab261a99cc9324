"""The guard for DocTypes that nobody attached in code: what a published flow decides, only the flow does."""

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.workflows import guard
from qingdan_app.workflows.approvals import flows
from qingdan_app.workflows.approvals.exceptions import ApprovalPending
from qingdan_app.workflows.subjects import subject_of


def check_state(doc: Document, method: str | None = None) -> None:
	"""Raise ApprovalPending when a save would take a document out of a state that a flow guards."""
	rows = [row for row in flows.guarded(doc.doctype) if row.guard == "Transition"]
	before = doc.get_doc_before_save() if rows else None
	if not before or guard.is_permitted(doc):
		return
	field = subject_of(doc).state_field
	left = before.get(field)
	if left != doc.get(field) and any(row.state == left for row in rows):
		_refuse(doc)


def check_submission(doc: Document, method: str | None = None) -> None:
	"""Raise ApprovalPending when a document is submitted past the flow that guards its submission."""
	if guard.is_permitted(doc):
		return
	if any(row.guard == "Submission" for row in flows.guarded(doc.doctype)) and flows.flow_for(doc):
		_refuse(doc)


def _refuse(doc: Document) -> None:
	frappe.throw(
		_("{0} is decided by its approval flow. Send it in, or see in “Approval” whose turn it is.").format(
			frappe.bold(doc.name)
		),
		ApprovalPending,
		title=_("Only Through the Flow"),
	)
