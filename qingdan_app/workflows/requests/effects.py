"""What the engine's effects ask for: rows are written at once, the rest follows in the transaction of the event."""

from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe.model.document import Document

from qingdan_app.plain_rows import insert, update
from qingdan_app.workflows import telling, wording
from qingdan_app.workflows.engine.flow import Outcome, Result, effects
from qingdan_app.workflows.engine.flow.effects import Effect
from qingdan_app.workflows.engine.refusals import ActNotPossible
from qingdan_app.workflows.engine.transitions import Transition
from qingdan_app.workflows.flows import entries
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp
from qingdan_app.workflows.moves.performing import MoveTo, Submit, Write
from qingdan_app.workflows.moves.subjects import ApprovalSubject
from qingdan_app.workflows.requests import columns

REQUEST = "Qingdan Approval Request"
ASSIGNMENT = "Qingdan Approval Assignment"
COPY = "Qingdan Approval Copy"
ENDS = frozenset(outcome.value for outcome in Outcome)


def write_rows(row: frappe._dict, result: Result) -> None:
	"""Write the turns and copies of a request that the engine has made or changed."""
	for kind, write in ROWS.items():
		for effect in result.effects:
			if isinstance(effect, kind):
				write(row, result, effect)


def follow_ups(row: frappe._dict, result: Result, moves_subject: bool = True) -> list[FollowUp]:
	"""What follows, in order: people hear of their copies, the subject moves, then administrators and signers are told."""
	verb, found = _verb(row, result), []
	for kind, step in FOLLOWING.items():
		for effect in result.effects:
			if isinstance(effect, kind) and (moves_subject or kind is not effects.MoveSubject):
				found.append(step(row.name, verb, effect))
	return found + _messages(row, verb, result)


@dataclass(frozen=True)
class End(FollowUp):
	"""A request has ended: what it guards is submitted, and its subject hears of it."""

	request: str
	verb: str
	effect: effects.Finish

	def carry_out(self, held: Held, cause: Cause) -> Done:
		row, outcome = held.row(REQUEST, self.request), self.effect.outcome
		about = (row.reference_doctype, row.reference_name)
		if not _guards_submission(row):
			return Done([Ended(*about, outcome.value)])
		doc = held.read(*about)
		values, name = _set_at_end(row, outcome, doc), _name_for(row, doc)
		if outcome is Outcome.APPROVED:
			return Done([Submit(*about, name, values), Ended(*about, outcome.value)])
		return Done([*([Write(*about, values, name)] if values else []), Ended(*about, outcome.value)])


@dataclass(frozen=True)
class Ended(FollowUp):
	"""The subject hears of the end, and answers what follows for it."""

	doctype: str
	name: str
	outcome: str

	def carry_out(self, held: Held, cause: Cause) -> Done:
		return Done(held.subject(self.doctype, self.name).after_end(self.outcome))


@dataclass(frozen=True)
class MoveSubject(FollowUp):
	"""The document moves along the edge of the core Workflow that the flow names, where there is one."""

	request: str
	verb: str
	effect: effects.MoveSubject

	def carry_out(self, held: Held, cause: Cause) -> Done:
		row = held.row(REQUEST, self.request)
		about = (row.reference_doctype, row.reference_name)
		subject = held.subject(*about)
		edge = _edge(subject, self.effect.act)
		if edge:
			outcome = Outcome(self.effect.cause) if self.effect.cause in ENDS else None
			values, name = _set_at_end(row, outcome, subject.doc), _name_for(row, subject.doc)
			return Done([MoveTo(*about, edge.act, edge.next_state, cause.opinion, False, name, values)])
		if _is_owed(row, subject, self.effect.cause):
			wording.throw(ActNotPossible(self.effect.act, subject.state))
		return Done()


@dataclass(frozen=True)
class TellAdministrators(FollowUp):
	"""The administrators are told that a request waits for nobody."""

	request: str
	verb: str
	effect: effects.TellAdministrators

	def carry_out(self, held: Held, cause: Cause) -> Done:
		happened = _happened(held.row(REQUEST, self.request), self.verb, cause)
		telling.tell_administrators(happened, self.effect.reason, self.effect.missing)
		return Done()


@dataclass(frozen=True)
class TellCopied(FollowUp):
	"""Those are told who got a copy."""

	request: str
	verb: str
	effect: effects.SendCopies

	def carry_out(self, held: Held, cause: Cause) -> Done:
		row, copies = held.row(REQUEST, self.request), self.effect.copies
		people, step = [copy.user for copy in copies], columns.step_title(row, copies[0].step)
		telling.tell_copied(_happened(row, self.verb, cause), people, step)
		return Done()


@dataclass(frozen=True)
class TellSigners(FollowUp):
	"""Signers are told: it is their turn, a reminder, the clock has run out, or somebody urges."""

	request: str
	verb: str
	users: tuple[str, ...]
	reason: str

	def carry_out(self, held: Held, cause: Cause) -> Done:
		row = held.row(REQUEST, self.request)
		step = columns.step_title(row, row.step)
		telling.tell_signers(_happened(row, self.verb, cause), self.users, self.reason, step)
		return Done()


def _edge(subject: ApprovalSubject, act: str) -> Transition | None:
	"""The edge that core would take: of those whose condition holds the last that is the session user's, else the last."""
	edges = subject.edges_for(act)
	roles = subject.actor(frappe.session.user).roles if len(edges) > 1 else ()
	mine = [edge for edge in edges if edge.role in roles]
	return next(reversed(mine or edges), None)


def _set_at_end(row: frappe._dict, outcome: Outcome | None, doc: Document) -> dict:
	"""The fields that the flow sets with this end."""
	flow = frappe.get_cached_doc("Qingdan Approval Flow", row.flow)
	return entries.set_at_end(flow, outcome.value, doc) if outcome and flow.settings else {}


def _name_for(row: frappe._dict, doc: Document) -> str:
	"""In whose name the document is saved: the user whom the flow names, else who sent another app's document in.

	Its own documents the engine saves for whoever decided: their rules are asked by the flow alone.
	"""
	named = frappe.get_cached_value("Qingdan Approval Flow", row.flow, "acts_as")
	return named or ("" if isinstance(doc, FlowControlledDocument) else row.initiator)


def _is_owed(row: frappe._dict, subject: ApprovalSubject, cause: str) -> bool:
	"""Whether a document that cannot make the move would be left behind; one that stands elsewhere has left already."""
	flow = frappe.get_cached_doc("Qingdan Approval Flow", row.flow)
	if cause == Outcome.TERMINATED.value:
		return (
			False  # it ends whatever becomes of the document; the report of what nobody can act on names that
		)
	return cause == Outcome.APPROVED.value or subject.state == flow.guarded_state


def _messages(row: frappe._dict, verb: str, result: Result) -> list[FollowUp]:
	by_reason: dict[str, list[str]] = {}
	for effect in result.effects:
		if isinstance(effect, effects.Notify):
			by_reason.setdefault(effect.about, []).append(effect.user)
	return [TellSigners(row.name, verb, tuple(users), reason) for reason, users in by_reason.items()]


def _verb(row: frappe._dict, result: Result) -> str:
	"""What has happened, as people are told: the clock may return too."""
	last = result.events[-1]
	return "return" if row.status == "Returned" and not last.by else last.verb


def _happened(row: frappe._dict, verb: str, cause: Cause) -> telling.Happened:
	about = (row.reference_doctype, row.reference_name)
	return telling.Happened(*about, row.subject_title, cause.entry, verb, cause.opinion)


def _insert_turns(row: frappe._dict, result: Result, effect: effects.InsertTurns) -> None:
	insert(ASSIGNMENT, [columns.new_turn(row, result.state, turn) for turn in effect.turns])


def _update_turns(row: frappe._dict, result: Result, effect: effects.UpdateTurns) -> None:
	for turn in effect.turns:
		update(ASSIGNMENT, columns.turn_name(row.name, turn.id), columns.turn_values(turn))


def _send_copies(row: frappe._dict, result: Result, effect: effects.SendCopies) -> None:
	insert(COPY, [columns.new_copy(row, copy) for copy in effect.copies])


def _mark_read(row: frappe._dict, result: Result, effect: effects.MarkRead) -> None:
	update(COPY, columns.copy_name(row.name, effect.copy.id), {"read_at": effect.copy.read_at})


def _guards_submission(row: frappe._dict) -> bool:
	return frappe.get_cached_value("Qingdan Approval Flow", row.flow, "guard") == "Submission"


ROWS: dict[type[Effect], Callable[[frappe._dict, Result, Effect], None]] = {
	effects.InsertTurns: _insert_turns,
	effects.UpdateTurns: _update_turns,
	effects.SendCopies: _send_copies,
	effects.MarkRead: _mark_read,
}
FOLLOWING: dict[type[Effect], Callable[[str, str, Effect], FollowUp]] = {
	effects.SendCopies: TellCopied,
	effects.Finish: End,
	effects.MoveSubject: MoveSubject,
	effects.TellAdministrators: TellAdministrators,
}
OF_DOCUMENT = (End, MoveSubject)
"""What the end of a request does to its document, whose app may refuse it."""
