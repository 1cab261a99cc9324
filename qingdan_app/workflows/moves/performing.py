"""The one writer of states: lock, read, ask the engine, save, log; people are told after the commit.

What is asked for comes in by `perform`. What may follow a move stands below as values, which subjects and gates answer
and the loop (`loop.py`) carries out.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, format_datetime

from qingdan_app.markup import harmless
from qingdan_app.workflows import telling, wording, workflow_acts
from qingdan_app.workflows.engine import transitions as engine
from qingdan_app.workflows.engine.refusals import Refusal
from qingdan_app.workflows.exceptions import AlreadyDecided
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves import core_workflow, gates, guard, saving
from qingdan_app.workflows.moves.attempts import in_name_of
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp, run
from qingdan_app.workflows.moves.subjects import ApprovalSubject, Move, subject_of


def perform(doctype: str, name: str, act: str, opinion: str = "", seen_state: str | None = None) -> Document:
	"""Do `act` on the document as the session's user and return the document in its new state.

	`seen_state` is the state the user saw when deciding; if it has changed since, AlreadyDecided says who
	acted and when. Raises the refusals of `workflows.exceptions` and frappe.PermissionError for a document
	the user may not see. Deciding needs no write permission, only that it is one's turn.
	"""
	held = Held()
	held.read(doctype, name).check_permission("read")
	run(held, Perform(doctype, name, act, harmless(opinion), seen_state))
	return held.read(doctype, name)


def perform_on(doc: Document, act: str, opinion: str = "", held: Held | None = None) -> Document:
	"""Do `act` on a document that the caller has locked, or on a new one, and that the user may see.

	`held` is what the caller has under lock already. Raises the refusals of `workflows.exceptions`.
	"""
	held = held or Held()
	if doc.is_new():
		doc.set_new_name()
	held.keep(doc)
	run(held, Perform(doc.doctype, doc.name, act, harmless(opinion)))
	return held.read(doc.doctype, doc.name)


@dataclass(frozen=True)
class Perform(FollowUp):
	"""An act of the session's user on a document: a gate takes it, or it is decided by role."""

	doctype: str
	name: str
	act: str
	opinion: str = ""
	seen_state: str | None = None

	def carry_out(self, held: Held, cause: Cause) -> Done:
		subject = held.subject(self.doctype, self.name)
		if self.seen_state and self.seen_state != subject.state:
			_refuse_stale(subject)
		taken = None if subject.doc.is_new() else gates.ask(subject, self.act, self.opinion)
		return Done([Decide(self.doctype, self.name, self.act, self.opinion)] if taken is None else taken)


@dataclass(frozen=True)
class Decide(FollowUp):
	"""An act that the role of the session's user decides."""

	doctype: str
	name: str
	act: str
	opinion: str = ""

	def carry_out(self, held: Held, cause: Cause) -> Done:
		subject = held.subject(self.doctype, self.name)
		edge = _decide(subject, self.act, subject.actor(frappe.session.user), self.opinion)
		return Done([MoveTo(self.doctype, self.name, edge.act, edge.next_state, self.opinion)])


@dataclass(frozen=True)
class MoveTo(FollowUp):
	"""A move that has been decided: by role, by a finished flow, or by another document's move.

	`tell` says whether those whose turn it is next are told; a flow tells its signers itself.
	"""

	doctype: str
	name: str
	act: str
	to_state: str
	opinion: str = ""
	tell: bool = True
	name_of: str = ""
	"""In whose name and by whose rights the document is saved; empty for the session's user."""
	values: Mapping[str, Any] = field(default_factory=dict)
	"""Fields that are set with the move."""

	def carry_out(self, held: Held, cause: Cause) -> Done:
		subject = held.subject(self.doctype, self.name)
		doc, before = subject.doc, saving.prepared(subject.doc)
		step = Move(self.act, subject.state, self.to_state, frappe.session.user, self.opinion.strip())
		doc.update(self.values)
		doc.set(subject.state_field, self.to_state)
		core_workflow.set_field_of(subject.state_row(self.to_state), doc)
		with guard.permit(doc):
			subject.before_move(step)
			with in_name_of(self.name_of):
				saving.save(subject, before, subject.docstatus_of(self.to_state), self.to_state)
		entry = write_log(held, doc, step, saving.words_stored(subject), cause, self.name_of)
		arrived = Arrive(self.doctype, self.name, step if self.tell else None)
		return Done([*(subject.after_move(step) or ()), arrived], entry)


@dataclass(frozen=True)
class Arrive(FollowUp):
	"""A document has reached its state: the gates hear of it, else those are told whose turn the move has made it."""

	doctype: str
	name: str
	step: Move | None = None

	def carry_out(self, held: Held, cause: Cause) -> Done:
		subject = held.subject(self.doctype, self.name)
		taken = gates.arrived(subject)
		if taken is None and self.step:
			_tell(subject, self.step, cause)
		return Done(taken or ())


@dataclass(frozen=True)
class Write(FollowUp):
	"""Fields that follow from another document's move, written into a document whose state stays."""

	doctype: str
	name: str
	values: Mapping[str, Any]
	name_of: str = ""

	def carry_out(self, held: Held, cause: Cause) -> Done:
		subject = held.subject(self.doctype, self.name)
		with in_name_of(self.name_of):
			_write(subject, self.values)
		return Done()


@dataclass(frozen=True)
class Note(FollowUp):
	"""An act that leaves the state as it is: its fields are written, and it stands in the log."""

	doctype: str
	name: str
	act: str
	values: Mapping[str, Any]
	snapshot: Mapping[str, Any] = field(default_factory=dict)
	"""What the log keeps of it."""
	opinion: str = ""

	def carry_out(self, held: Held, cause: Cause) -> Done:
		subject = held.subject(self.doctype, self.name)
		_write(subject, self.values)
		step = Move(self.act, subject.state, subject.state, frappe.session.user, self.opinion)
		return Done((), write_log(held, subject.doc, step, dict(self.snapshot), cause))


@dataclass(frozen=True)
class Submit(FollowUp):
	"""A document that its approval flow has approved is submitted."""

	doctype: str
	name: str
	name_of: str = ""
	values: Mapping[str, Any] = field(default_factory=dict)

	def carry_out(self, held: Held, cause: Cause) -> Done:
		subject = held.subject(self.doctype, self.name)
		with in_name_of(self.name_of):
			_write(subject, self.values, docstatus=1)
		step = Move(workflow_acts.SUBMITTED, "", "", frappe.session.user)
		return Done((), write_log(held, subject.doc, step, saving.words_stored(subject), cause, self.name_of))


def choices(doc: Document) -> list[dict]:
	"""The acts the session's user may do on this document now: `[{act, next_state, opinion, …}]` and how each is shown."""
	subject = subject_of(doc)
	actor, closed = subject.actor(frappe.session.user), gates.closed(subject) | subject.not_now()
	found = engine.choices(subject.offered_edges(), subject.state, actor)
	return [{**asdict(choice), **wording.shown(choice.act)} for choice in found if choice.act not in closed]


def write_log(
	held: Held, doc: Document, step: Move, snapshot: dict, cause: Cause, name_of: str = ""
) -> Cause:
	"""Append one entry to the approval log; an opinion that the cause holds already is not stored twice.

	`name_of` is in whose name it was done, where that is not the actor's own.
	"""
	said_before = cause.entry and step.opinion and step.opinion == cause.opinion
	entry = held.append(
		[
			trail.blank(
				reference_doctype=doc.doctype,
				reference_name=doc.name,
				act=step.act,
				from_state=step.from_state,
				to_state=step.to_state,
				actor=step.actor,
				on_behalf_of=name_of if name_of and name_of != step.actor else None,
				opinion=None if said_before else step.opinion,
				acted_at=trail.moment(),
				snapshot=trail.kept(snapshot),
				cause=cause.entry,
			)
		]
	)
	return Cause(entry, step.opinion)


def _tell(subject: ApprovalSubject, step: Move, cause: Cause) -> None:
	doc, users = subject.doc, tuple(subject.turn_after(step))
	if not users:
		return
	about = telling.Happened(doc.doctype, doc.name, subject.title, cause.entry, step.act, step.opinion)
	saying, words = subject.saying_after(step), workflow_acts.row_of(step.act).words
	telling.tell_turn(about, users, saying, words)


def _write(subject: ApprovalSubject, values: Mapping[str, Any], docstatus: int | None = None) -> None:
	doc, before = subject.doc, saving.prepared(subject.doc)
	doc.update(values)
	if docstatus and not doc.docstatus:
		subject.before_submit()
	with guard.permit(doc):
		saving.save(subject, before, cint(doc.docstatus) if docstatus is None else docstatus)


def _decide(subject: ApprovalSubject, act: str, actor: engine.Actor, opinion: str) -> engine.Transition:
	try:
		return engine.decide(subject.edges_for(act), subject.state, act, actor, opinion)
	except Refusal as refusal:
		wording.throw(refusal)


def _refuse_stale(subject: ApprovalSubject) -> None:
	doc = subject.doc
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
