"""The one writer of states: lock, re-read, ask the engine, save, log; people are told after the commit."""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import format_datetime

from qingdan_app.workflows import telling, wording, workflow_acts
from qingdan_app.workflows.engine import transitions as engine
from qingdan_app.workflows.engine.refusals import Refusal
from qingdan_app.workflows.exceptions import AlreadyDecided
from qingdan_app.workflows.log import chains, trail
from qingdan_app.workflows.moves import gates, guard
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.moves.subjects import ApprovalSubject, Move, subject_class, subject_of


def perform(doctype: str, name: str, act: str, opinion: str = "", seen_state: str | None = None) -> Document:
	"""Do `act` on the document as the session's user and return the document in its new state.

	`seen_state` is the state the user saw when he decided; if it has changed since, AlreadyDecided says who
	acted and when. Raises the refusals of `workflows.exceptions` and frappe.PermissionError for a document
	the user may not see. Deciding needs no write permission, only that it is one's turn.
	"""
	doc = subject_class(doctype).lock(doctype, name)
	doc.check_permission("read")
	return perform_on(doc, act, opinion, seen_state)


def perform_on(doc: Document, act: str, opinion: str = "", seen_state: str | None = None) -> Document:
	"""Do `act` on a document that the caller has locked, or on a new one, and that the user may see.

	Raises the refusals of `workflows.exceptions`.
	"""
	subject = subject_of(doc)
	if seen_state and seen_state != subject.state:
		_refuse_stale(doc, subject)
	if not doc.is_new() and gates.ask(subject, act, opinion) is gates.Gate.HELD:
		doc.reload()
		return doc
	edge = _decide(subject, act, subject.actor(frappe.session.user), opinion)
	return move(doc, edge.act, edge.next_state, opinion)


def move(doc: Document, act: str, to_state: str, opinion: str = "", tell: bool = True) -> Document:
	"""Move a document whose act has been decided: by `perform`, a finished flow, or another document's move.

	It is locked and as it stands in the database, or new. `tell` says whether those whose turn it is next are
	told; a flow tells its signers itself.
	"""
	subject = subject_of(doc)
	step = Move(act, subject.state, to_state, frappe.session.user, opinion.strip())
	before = None if doc.is_new() else copy.deepcopy(doc)
	doc.set(subject.state_field, to_state)
	doc.docstatus = max(doc.docstatus, subject.docstatus_of(to_state))
	with guard.permit(doc):
		subject.before_move(step)
		_save(doc, before)
	cause = write_log(doc, step, subject.snapshot())
	subject.after_move(step)
	held = gates.arrived(doc)
	if tell and not held:
		_tell(subject, step, cause)
	return doc


def _tell(subject: ApprovalSubject, step: Move, cause: str) -> None:
	about = telling.Happened(
		subject.doc.doctype, subject.doc.name, subject.title, cause, step.act, step.opinion
	)
	telling.tell_turn(
		about, subject.turn_after(step), subject.saying_after(step), workflow_acts.row_of(step.act).words
	)


def submit(doc: Document) -> None:
	"""Submit a document that its approval flow has approved."""
	before = copy.deepcopy(doc)
	doc.docstatus = 1
	with guard.permit(doc):
		_save(doc, before)


def _save(doc: Document, before: Document | None) -> None:
	"""Save what moves. What people entered was checked then: the flow changes none of its links and removes no row.

	`before` is how the document stands in the database, None for a new one.
	"""
	if not doc.is_new():
		tables = [table.options for table in doc.meta.get_table_fields()]
		doc.flags.update({"ignore_links": True, "ignore_children_type": tables})
	with _decided(doc, before):
		doc.save(ignore_permissions=True)  # whose turn it is was decided before; most who act may not write
	doc.flags.update({"ignore_links": False, "ignore_children_type": None})


@contextmanager
def _decided(doc: Document, before: Document | None) -> Iterator[None]:
	"""While it lasts, core does not read the locked row a second time, and does not ask the saver's role."""
	replaced: dict[str, Callable] = {}
	if before:
		replaced["load_doc_before_save"] = lambda **_how: setattr(doc, "_doc_before_save", before)
	if not isinstance(doc, FlowControlledDocument):
		replaced["validate_workflow"] = lambda: None
	doc.__dict__.update(replaced)
	try:
		yield
	finally:
		for name in replaced:
			doc.__dict__.pop(name, None)


def choices(doc: Document) -> list[dict]:
	"""The acts the session's user may do on this document now: `[{act, next_state, opinion, …}]` and how each is shown."""
	subject = subject_of(doc)
	actor, closed = subject.actor(frappe.session.user), gates.closed(subject)
	found = engine.choices(subject.transitions, subject.state, actor)
	return [{**asdict(choice), **wording.shown(choice.act)} for choice in found if choice.act not in closed]


def write_log(doc: Document, step: Move, snapshot: dict) -> str:
	"""Append one entry to the approval log; answers its key."""
	sequence, _head = trail.append(
		[
			trail.blank(
				reference_doctype=doc.doctype,
				reference_name=doc.name,
				act=step.act,
				from_state=step.from_state,
				to_state=step.to_state,
				actor=step.actor,
				opinion=step.opinion,
				acted_at=trail.moment(),
				snapshot=frappe.as_json(snapshot) if snapshot else None,
			)
		]
	)
	return chains.entry_key(doc.doctype, doc.name, sequence)


def _decide(subject: ApprovalSubject, act: str, actor: engine.Actor, opinion: str) -> engine.Transition:
	try:
		return engine.decide(subject.transitions, subject.state, act, actor, opinion)
	except Refusal as refusal:
		wording.throw(refusal)


def _refuse_stale(doc: Document, subject: ApprovalSubject) -> None:
	frappe.throw(
		_("{0} acted on {1} at {2}; it is now {3}. Nothing more was changed; reload the page.").format(
			frappe.bold(frappe.utils.get_fullname(doc.modified_by)),
			frappe.bold(doc.name),
			format_datetime(doc.modified),
			frappe.bold(_(subject.state)),
		),
		AlreadyDecided,
		title=_("Already Decided"),
	)
