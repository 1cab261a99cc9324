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


def check_workflow(workflow: Document, method: str | None = None) -> None:
	"""Raise UnderApproval where a Workflow loses an edge that a flow decides, is switched off or keeps its state elsewhere."""
	before = workflow.get_doc_before_save()
	was_active = bool(before and cint(before.is_active))
	if not cint(workflow.is_active) and not was_active:
		return
	edges = {(row.state, workflow_acts.act_of(row.action)) for row in workflow.transitions}
	for flow in _standing_on(workflow.document_type):
		lost = [need for need in _needs(flow) if need not in edges] if cint(workflow.is_active) else ["*"]
		if lost or (was_active and before.workflow_state_field != workflow.workflow_state_field):
			_refuse(workflow.name, flow)


def check_workflow_deletion(workflow: Document, method: str | None = None) -> None:
	"""Raise UnderApproval where a flow decides what the deleted Workflow leads to."""
	if cint(workflow.is_active):
		for flow in _standing_on(workflow.document_type):
			_refuse(workflow.name, flow)


def check_word(word: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""Raise UnderApproval where a state or an action of the Workflow is renamed that a flow names."""
	for flow in _standing_on():
		if old in (flow.guarded_state, *(flow.get(field) for field in ACTIONS)):
			_refuse(old, flow)


def check_doctype(doctype: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""Raise UnderApproval where a DocType is renamed whose documents are, or were, under approval."""
	if choosing.is_governed(old):
		(flow, *_more) = frappe.get_all(FLOW, {"document_type": old, "status": ("!=", "Draft")}, ["name"])
		_refuse(old, flow)


def _standing_on(doctype: str | None = None) -> Iterator[Document]:
	"""The flows that decide a transition, in force or still running, of one DocType or of all."""
	about = {"document_type": doctype} if doctype else {}
	named = {"reference_doctype": doctype} if doctype else {}
	running = frappe.get_all(REQUEST, {**named, "status": ("!=", "Ended")}, pluck="flow", distinct=True)
	published = frappe.get_all(FLOW, {**about, "status": "Published"}, pluck="name")
	for name in sorted({*running, *published}):
		flow = frappe.get_cached_doc(FLOW, name)
		if flow.guard == "Transition":
			yield flow


def _needs(flow: Document) -> list[tuple[str, str]]:
	"""The edges by which a flow's ends move the document."""
	acts = (workflow_acts.act_of(flow.get(field)) for field in ACTIONS if flow.get(field))
	return [(flow.guarded_state, act) for act in acts]


def _refuse(what: str, flow: Document) -> None:
	frappe.throw(
		_(
			"{0} stays as it is while approval flow {1} is in force or has requests that run: it decides by it."
		).format(frappe.bold(what), frappe.bold(flow.name)),
		UnderApproval,
	)
