"""The gate of approval flows: acts of the core Workflow that a request answers, and states that start one."""

from dataclasses import dataclass

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
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp
from qingdan_app.workflows.moves.performing import Decide
from qingdan_app.workflows.moves.subjects import ApprovalSubject
from qingdan_app.workflows.requests import acting, columns


def ask(subject: ApprovalSubject, act: str, opinion: str) -> list[FollowUp] | None:
	"""Take an act of the Workflow as an act on the request: complete is approve, return is return …

	A document that stood in the guarded state before its flow was published gets its request now.
	"""
	doc = subject.doc
	if not _concerns(doc):
		return None
	running = subject.held.log_of(doc.doctype, doc.name).running
	if running:
		return _as_asked(subject, running, act, opinion)
	flow = _flow_for_late_start(subject, act)
	if not flow:
		return None
	start = _start(doc, flow, subject.initiator())
	return [start, AskRequest(doc.doctype, doc.name, start.request, act, opinion)]


@dataclass(frozen=True)
class AskRequest(FollowUp):
	"""An act of the Workflow, taken for one on the request that has just started; else decided by role."""

	doctype: str
	name: str
	request: str
	act: str
	opinion: str

	def carry_out(self, held: Held, cause: Cause) -> Done:
		subject = held.subject(self.doctype, self.name)
		asked = _as_asked(subject, self.request, self.act, self.opinion)
		return Done([Decide(self.doctype, self.name, self.act, self.opinion)] if asked is None else asked)


def arrived(subject: ApprovalSubject) -> list[FollowUp] | None:
	"""What starts the flow a document needs in the state it has reached, or goes on with the one that was returned."""
	doc = subject.doc
	flow = choosing.flow_for(doc, "Transition") if choosing.guarded(doc.doctype) else None
	if not flow:
		return None
	running = subject.held.log_of(doc.doctype, doc.name).running
	return _going_on(subject, running, flow) if running else [_start(doc, flow)]


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


def _as_asked(subject: ApprovalSubject, name: str, act: str, opinion: str) -> list[FollowUp] | None:
	"""The act on the request that an act of the Workflow means.

	While a request is with its initiator, only the guarded move is the flow's: all else corrects.
	"""
	request = columns.state_of(subject.held.row(acting.REQUEST, name))
	verb = _verbs(request).get(act)
	if not verb or (request.status is Status.RETURNED and verb != "approve"):
		return None
	target = INITIATOR if verb == "return" else ""
	asked = Act(verb, frappe.session.user, opinion=opinion, target=target)
	return [acting.ActOn(name, asked, _about(subject.doc))]


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


def _going_on(subject: ApprovalSubject, name: str, flow: Document) -> list[FollowUp] | None:
	"""A corrected document is sent on: by whom it was returned to, or anew by somebody else."""
	request, user = columns.state_of(subject.held.row(acting.REQUEST, name)), frappe.session.user
	if request.status is not Status.RETURNED:
		return None
	about = _about(subject.doc)
	if any(turn.assignee == user for turn in request.live_turns):
		return [acting.ActOn(name, Act("resume", user), about)]
	words = _("Corrected and sent in again by somebody else.")
	ending = Act("terminate", user, opinion=words, administrator=True)
	return [acting.ActOn(name, ending, about, moves_subject=False), _start(subject.doc, flow)]


def _flow_for_late_start(subject: ApprovalSubject, act: str) -> Document | None:
	waiting = [
		row
		for row in choosing.guarded(subject.doc.doctype)
		if row.guard == "Transition"
		and row.state == subject.state
		and workflow_acts.act_of(row.action) == act
	]
	return choosing.flow_for(subject.doc, "Transition") if waiting else None


def _start(doc: Document, flow: Document, initiator: str = "") -> acting.Start:
	return acting.Start(*_about(doc), flow.name, acting.new_name(), initiator)


def _about(doc: Document) -> tuple[str, str]:
	return doc.doctype, doc.name
