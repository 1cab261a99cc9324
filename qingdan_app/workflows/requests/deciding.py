"""The gate of approval flows: acts of the core Workflow that a request answers, and states that start one."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app.workflows import administrators, workflow_acts
from qingdan_app.workflows.engine import flow as engine
from qingdan_app.workflows.engine.flow import INITIATOR, Act, Request
from qingdan_app.workflows.engine.flow.state import Status
from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.log import chains
from qingdan_app.workflows.moves.gates import Gate
from qingdan_app.workflows.moves.subjects import ApprovalSubject
from qingdan_app.workflows.requests import acting


def ask(subject: ApprovalSubject, act: str, opinion: str) -> Gate:
	"""Take an act of the Workflow as an act on the request: complete is approve, return is return …

	A document that stood in the guarded state before its flow was published gets its request now.
	"""
	doc = subject.doc
	if not _concerns(doc):
		return Gate.OPEN
	name = acting.running(doc.doctype, doc.name) or _started_late(subject, act)
	asked = name and _as_request_act(acting.state_of(name, locked=True), act, opinion)
	if not asked:
		return Gate.OPEN
	acting.act(name, asked)
	return Gate.HELD


def arrived(doc: Document) -> bool:
	"""Start the flow a document needs in the state it has reached, or go on with the one that was returned."""
	flow = choosing.flow_for(doc, "Transition") if choosing.guarded(doc.doctype) else None
	if not flow:
		return False
	name = acting.running(doc.doctype, doc.name)
	if name:
		return _go_on(doc, name)
	acting.start(doc, flow)
	return True


def closed(subject: ApprovalSubject) -> frozenset[str]:
	"""Acts of the Workflow that the running request would refuse the session's user."""
	request = _deciding(subject.doc)
	if not request:
		return frozenset()
	found = engine.choices(request, frappe.session.user, now_datetime(), administrators.administers())
	open_verbs = {choice.verb for choice in found}
	return frozenset(act for act, verb in _verbs(request).items() if act and verb not in open_verbs)


def answered(doc: Document) -> frozenset[str]:
	"""Acts of the Workflow that the running request of a document answers, whoever may do them."""
	request = _deciding(doc)
	return frozenset(filter(None, _verbs(request))) if request else frozenset()


def _deciding(doc: Document) -> Request | None:
	"""The document's running request, unless it waits for its initiator."""
	name = None if doc.is_new() else chains.running(doc.doctype, doc.name)
	request = acting.state_of(name) if name else None
	return request if request and request.status is not Status.RETURNED else None


def _concerns(doc: Document) -> bool:
	return bool(choosing.guarded(doc.doctype) or chains.running(doc.doctype, doc.name))


def _as_request_act(request: Request, act: str, opinion: str) -> Act | None:
	"""While a request is with its initiator, only the guarded move is the flow's: all else corrects."""
	verb = _verbs(request).get(act)
	if not verb or (request.status is Status.RETURNED and verb != "approve"):
		return None
	target = INITIATOR if verb == "return" else ""
	return Act(verb, frappe.session.user, opinion=opinion, target=target)


def _verbs(request: Request) -> dict[str, str]:
	"""Act of the Workflow → verb of the request; where two mean one act, approval has it."""
	moves = request.definition.moves
	pairs = (
		(moves.approved, "approve"),
		(moves.returned, "return"),
		(moves.withdrawn, "withdraw"),
		(moves.rejected, "reject"),
	)
	found: dict[str, str] = {}
	for act, verb in pairs:
		if act:
			found.setdefault(act, verb)
	return found


def _go_on(doc: Document, name: str) -> bool:
	"""A corrected document is sent on: by whom it was returned to, or anew by somebody else."""
	request = acting.state_of(name, locked=True)
	if request.status is not Status.RETURNED:
		return False
	user = frappe.session.user
	if any(turn.assignee == user for turn in request.live_turns):
		acting.act(name, Act("resume", user))
		return True
	words = _("Corrected and sent in again by somebody else.")
	ending = Act("terminate", user, opinion=words, administrator=True)
	acting.act(name, ending, moves_subject=False)
	return arrived(doc)


def _started_late(subject: ApprovalSubject, act: str) -> str | None:
	waiting = [
		row
		for row in choosing.guarded(subject.doc.doctype)
		if row.guard == "Transition"
		and row.state == subject.state
		and workflow_acts.act_of(row.action) == act
	]
	flow = choosing.flow_for(subject.doc, "Transition") if waiting else None
	return acting.start(subject.doc, flow, initiator=subject.initiator()).name if flow else None
