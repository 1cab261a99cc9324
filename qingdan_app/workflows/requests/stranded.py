"""Documents that wait in a state which a flow guards although no request runs on them: nobody has the turn.

They come of a request that ended without moving its document, of a flow published after they came there, of rows
written past every rule, of an approval that was cut off before its document was submitted. Sending them in gives them
a request.
"""

from itertools import islice

import frappe
from frappe.model.workflow import get_workflow_name

from qingdan_app.workflows.exceptions import FlowRefusal
from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.log.chains import CHAIN
from qingdan_app.workflows.moves.subjects import subject_of

REQUEST = "Qingdan Approval Request"
FIELDS = ("reference_doctype", "reference_name", "subject_title", "initiator", "step", "started_at")
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
	waiting = [each for row in rows for each in _of(row.document_type, row.guarded_state)]
	return waiting + _approved_drafts()


def _of(doctype: str, state: str) -> list[dict]:
	is_there = frappe.db.exists("DocType", doctype) and get_workflow_name(doctype)
	if not is_there or not frappe.has_permission(doctype, "read"):
		return []
	field = subject_of(frappe.new_doc(doctype)).state_field
	names = frappe.get_list(doctype, {field: state}, pluck="name", order_by="name", limit_page_length=0)
	about = {"reference_doctype": doctype, "running": ("!=", "")}
	running = set(frappe.get_all(CHAIN, about, pluck="reference_name"))
	waiting = (_row(doctype, name) for name in names if str(name) not in running)
	return list(islice(filter(None, waiting), MOST))


def _approved_drafts() -> list[dict]:
	"""Drafts whose approval has ended approved: a hook that commits was cut off before the rest was done."""
	flows = {"status": ("!=", "Draft"), "guard": "Submission"}
	doctypes = frappe.get_all("Qingdan Approval Flow", flows, pluck="document_type", distinct=True)
	kept = [doctype for doctype in sorted(doctypes) if frappe.db.exists("DocType", doctype)]
	return [row for doctype in kept if frappe.has_permission(doctype, "read") for row in _drafts_of(doctype)]


def _drafts_of(doctype: str) -> list[dict]:
	run, later, doc = (
		frappe.qb.DocType(REQUEST),
		frappe.qb.DocType(REQUEST).as_("later"),
		frappe.qb.DocType(doctype),
	)
	flow, about = frappe.qb.DocType("Qingdan Approval Flow"), run.reference_doctype == doctype
	again = (later.reference_doctype == doctype) & (later.reference_name == run.reference_name)
	query = frappe.qb.from_(run).join(doc).on((doc.name == run.reference_name) & (doc.docstatus == 0))
	query = query.join(flow).on((flow.name == run.flow) & (flow.guard == "Submission"))
	query = query.left_join(later).on(again & (later.creation > run.creation))
	query = query.where(about & (run.outcome == "Approved") & later.name.isnull()).limit(MOST)
	found = query.select(*(run[field] for field in FIELDS)).orderby(run.reference_name).run(as_dict=True)
	return [row for row in found if frappe.has_permission(doctype, "read", row.reference_name)]


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
