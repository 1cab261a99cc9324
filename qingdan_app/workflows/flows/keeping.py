"""What flows stand on is kept: the edges of core's Workflow that they decide, the words for them, and the DocType.

Changing it under a flow would strand its requests, or let documents past it. So it is refused by name while a flow is
in force or a request runs; retire the flow and let its requests end first.
"""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from qingdan_app.workflows import workflow_acts
from qingdan_app.workflows.exceptions import UnderApproval
from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.flows.soundness import ACTIONS

FLOW, REQUEST = "Qingdan Approval Flow", "Qingdan Approval Request"
STANDING = ["document_type", "is_active"]


def check_workflow(workflow: Document, method: str | None = None) -> None:
	"""Raise UnderApproval where another Workflow than flows stand on would be in force after this one is saved or imported.

	Asked before core looks at it: by then it has switched off the one that was in force.
	"""
	stored = workflow.name and frappe.db.get_value("Workflow", workflow.name, STANDING, as_dict=True)
	is_active, doctype = cint(workflow.is_active), workflow.document_type
	if stored and cint(stored.is_active) and (not is_active or stored.document_type != doctype):
		_refuse_standing(workflow.name, stored.document_type)
	if is_active:
		in_force = _in_force(doctype)
		for flow in standing_on(doctype):
			if _is_missing(flow, workflow) or (in_force and _differs(flow, in_force, workflow)):
				refuse(workflow.name, flow)
	for flow in standing_on(doctype, "Submission"):
		if stored and _rewrites(workflow):
			refuse(workflow.name, flow)


def check_workflow_deletion(workflow: Document, method: str | None = None) -> None:
	"""Raise UnderApproval where a flow decides what the deleted Workflow leads to."""
	if cint(workflow.is_active):
		_refuse_standing(workflow.name, workflow.document_type)


def check_row(row: Document, method: str | None = None) -> None:
	"""Raise UnderApproval where a row of a Workflow that flows stand on is changed by itself, past the checks of the whole."""
	parents = (row.parent, None if row.is_new() else frappe.db.get_value(row.doctype, row.name, "parent"))
	for name in filter(None, dict.fromkeys(parents)):
		if doctype := frappe.db.get_value("Workflow", {"name": name, "is_active": 1}, "document_type"):
			_refuse_standing(name, doctype)


def check_word(word: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""Raise UnderApproval where a state or an action of the Workflow is renamed that a flow names."""
	for flow in standing_on():
		if old in (flow.guarded_state, *(flow.get(field) for field in ACTIONS)):
			refuse(old, flow)


def check_doctype(doctype: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""Raise UnderApproval where a DocType is renamed whose documents are, or were, under approval."""
	if choosing.is_governed(old):
		(flow, *_more) = frappe.get_all(FLOW, {"document_type": old, "status": ("!=", "Draft")}, ["name"])
		refuse(old, flow)


def check_deleted_doctype(comment: Document, method: str | None = None) -> None:
	"""Raise UnderApproval where a DocType was deleted that a flow stands on.

	Core runs no hook of a DocType that is deleted and asks Administrator for no right. In the same transaction it
	notes the deletion in a comment.
	"""
	if (comment.comment_type, comment.reference_doctype) != ("Deleted", "DocType"):
		return
	doctype = (comment.subject or "").removeprefix(f"{_(comment.reference_doctype)} ")
	for flow in standing_on(doctype, guard=None):
		refuse(doctype, flow)


def standing_on(doctype: str | None = None, guard: str | None = "Transition") -> Iterator[Document]:
	"""The flows that decide a transition, a submission or either, in force or still running, of one DocType or of all."""
	about = {"document_type": doctype} if doctype else {}
	named = {"reference_doctype": doctype} if doctype else {}
	running = frappe.get_all(REQUEST, {**named, "status": ("!=", "Ended")}, pluck="flow", distinct=True)
	published = frappe.get_all(FLOW, {**about, "status": "Published"}, pluck="name")
	for name in sorted({*running, *published}):
		flow = frappe.get_cached_doc(FLOW, name)
		if guard in (None, flow.guard):
			yield flow


def _refuse_standing(what: str, doctype: str) -> None:
	for flow in standing_on(doctype):
		refuse(what, flow)


def _in_force(doctype: str) -> Document | None:
	"""The active Workflow as it is stored: core keeps one of a DocType active."""
	active = frappe.get_all("Workflow", {"document_type": doctype, "is_active": 1}, pluck="name", limit=1)
	return frappe.get_doc("Workflow", active[0]) if active else None


def _is_missing(flow: Document, workflow: Document) -> bool:
	known = {(row.state, workflow_acts.act_of(row.action)) for row in workflow.transitions}
	return not set(_needs(flow)) <= known


def _differs(flow: Document, before: Document, workflow: Document) -> bool:
	"""Whether the ends of a flow would mean something else; a Workflow that has lost one may be mended."""
	return not _is_missing(flow, before) and _decided(flow, before) != _decided(flow, workflow)


def _rewrites(workflow: Document) -> bool:
	"""Whether core would submit, or cancel, all documents that stand in a state, because it means another docstatus now."""
	rows = frappe.get_all("Workflow Document State", {"parent": workflow.name}, ["state", "doc_status"])
	before = {row.state: cint(row.doc_status) for row in rows}
	return any(cint(row.doc_status) != before.get(row.state, cint(row.doc_status)) for row in workflow.states)


def _decided(flow: Document, workflow: Document) -> tuple[str, int | None, list[tuple]]:
	"""Where the Workflow keeps the state, and whither the ends of a flow lead, on which condition and to which docstatus."""
	docstatus = {row.state: cint(row.doc_status) for row in workflow.states}
	needs = set(_needs(flow))
	leads = [
		(row.action, row.next_state, (row.condition or "").strip(), docstatus.get(row.next_state))
		for row in workflow.transitions
		if (row.state, workflow_acts.act_of(row.action)) in needs
	]
	return workflow.workflow_state_field, docstatus.get(flow.guarded_state), sorted(leads, key=str)


def _needs(flow: Document) -> list[tuple[str, str]]:
	"""The edges by which a flow's ends move the document."""
	acts = (workflow_acts.act_of(flow.get(field)) for field in ACTIONS if flow.get(field))
	return [(flow.guarded_state, act) for act in acts]


def refuse(what: str, flow: Document) -> None:
	"""Raise UnderApproval: a flow decides by it."""
	frappe.throw(
		_(
			"{0} stays as it is while approval flow {1} is in force or has requests that run: it decides by it."
		).format(frappe.bold(what), frappe.bold(flow.name)),
		UnderApproval,
	)
