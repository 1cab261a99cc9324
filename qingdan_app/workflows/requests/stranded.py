"""Documents that wait in a state which a flow guards although no request runs on them: nobody has the turn.

They come of a request that ended without moving its document, of a flow published after they came there, of rows
written past every rule. Sending them in gives them a request.
"""

from itertools import islice

import frappe
from frappe.model.workflow import get_workflow_name

from qingdan_app.workflows.exceptions import FlowRefusal
from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.log.chains import CHAIN
from qingdan_app.workflows.moves.subjects import subject_of

MOST = 500
"""As many of one kind are looked at: where there are more, the first say what is wrong."""


def documents() -> list[dict]:
	"""Those that the session's user may read: `[{reference_doctype, reference_name, subject_title, initiator, step}]`."""
	rows = frappe.get_all(
		"Qingdan Approval Flow",
		{"status": "Published", "guard": "Transition"},
		["document_type", "guarded_state"],
		distinct=True,
		order_by="document_type, guarded_state",
	)
	return [each for row in rows for each in _of(row.document_type, row.guarded_state)]


def _of(doctype: str, state: str) -> list[dict]:
	if not get_workflow_name(doctype) or not frappe.has_permission(doctype, "read"):
		return []
	field = subject_of(frappe.new_doc(doctype)).state_field
	names = frappe.get_list(doctype, {field: state}, pluck="name", order_by="name", limit_page_length=0)
	about = {"reference_doctype": doctype, "running": ("!=", "")}
	running = set(frappe.get_all(CHAIN, about, pluck="reference_name"))
	waiting = (_row(doctype, name) for name in names if str(name) not in running)
	return list(islice(filter(None, waiting), MOST))


def _row(doctype: str, name: str) -> dict | None:
	"""The document where a flow is meant for it; others go by role."""
	doc = frappe.get_doc(doctype, name)
	try:
		flow = choosing.flow_for(doc, "Transition")
	except FlowRefusal:
		frappe.clear_last_message()
		flow = None
	if not flow:
		return None
	subject = subject_of(doc)
	about = {"reference_doctype": doctype, "reference_name": doc.name, "subject_title": subject.title}
	return frappe._dict(about, initiator=subject.initiator(), step=subject.state, started_at=doc.modified)
