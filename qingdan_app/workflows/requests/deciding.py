"""The gate of approval flows: acts of the core Workflow that a request answers, and states that start one."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app.workflows import administrators, workflow_acts
from qingdan_app.workflows.engine import flow as engine
from qingdan_app.workflows.engine.flow import INITIATOR, Act, FlowDefinition, Request
from qingdan_app.workflows.engine.flow.state import Status
from qingdan_app.workflows.flows import choosing, dry_run, world
from qingdan_app.workflows.flows.definitions import published
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
	if not choosing.is_governed(doc.doctype):
		return None
	flow = choosing.flow_for(doc, "Transition") if choosing.guarded(doc.doctype) else None
	running = subject.held.log_of(doc.doctype, doc.name).running
	if not flow:
		return _going_by_role(subject, running) if running else None
	return _going_on(subject, running, flow) if running else [_start(doc, flow)]


def closed(subject: ApprovalSubject) -> frozenset[str]:
	"""Acts of the Workflow that the running request would refuse the session's user, or the one that would start."""
	request = _deciding(subject.doc)
	if not request:
		return _closed_to_others(subject)
	found = engine.choices(request, frappe.session.user, now_datetime(), _administers(subject))
	open_verbs = {choice.verb for choice in found}
	return frozenset(act for act, verb in _verbs(request.definition).items() if verb not in open_verbs)


def _closed_to_others(subject: ApprovalSubject) -> frozenset[str]:
	"""Of a document in a guarded state on which nothing runs: what only its first signers may do, for all others."""
	doc = subject.doc
	if doc.is_new() or not choosing.guarded(doc.doctype) or chains.running(doc.doctype, doc.name):
		return frozenset()
	flow, user, now = choosing.flow_for(doc, "Transition"), frappe.session.user, now_datetime()
	if not flow:
		return frozenset()
	definition = published(flow.name)
	steps = dry_run.steps_of(definition, subject, now, world.given_for(lambda: subject, now))
	if steps and user in steps[0]["people"]:
		return frozenset()
	own = {"withdraw"} if user == subject.initiator() else set()
	return frozenset(act for act, verb in _verbs(definition).items() if verb not in own)


def answered(doc: Document) -> frozenset[str]:
	"""Acts of the Workflow that the running request of a document answers, whoever may do them."""
	request = _deciding(doc)
	return frozenset(filter(None, _verbs(request.definition))) if request else frozenset()


def _administers(subject: ApprovalSubject) -> bool:
	return administrators.administers(doctype=subject.doc.doctype)


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
	verb = _verbs(request.definition).get(act)
	if not verb or (request.status is Status.RETURNED and verb != "approve"):
		return None
	target = INITIATOR if verb == "return" else ""
	asked = Act(verb, frappe.session.user, opinion=opinion, target=target)
	return [acting.ActOn(name, asked, _about(subject.doc))]


def _verbs(definition: FlowDefinition) -> dict[str, str]:
	"""Act of the Workflow → verb of the request; where two mean one act, approval has it."""
	moves = definition.moves
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
	return [acting.ended(name, about, user, words), _start(subject.doc, flow)]


def _going_by_role(subject: ApprovalSubject, name: str) -> list[FollowUp] | None:
	"""A corrected document has come back to where its flow decides, and none is meant for it any more."""
	row = subject.held.row(acting.REQUEST, name)
	flow = frappe.get_cached_doc("Qingdan Approval Flow", row.flow)
	is_back = row.status == "Returned" and flow.guard == "Transition" and subject.state == flow.guarded_state
	return acting.sent_on(row, _about(subject.doc), frappe.session.user, None) if is_back else None


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
