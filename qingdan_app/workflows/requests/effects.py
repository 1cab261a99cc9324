"""Carrying out what the engine's effects ask for, in the transaction that wrote the event."""

from collections.abc import Callable

import frappe
from frappe.model.document import Document

from qingdan_app.plain_rows import insert, update
from qingdan_app.workflows import telling
from qingdan_app.workflows.engine.flow import Outcome, Result, effects
from qingdan_app.workflows.engine.flow.effects import Effect
from qingdan_app.workflows.engine.transitions import Transition
from qingdan_app.workflows.log import chains
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.moves.subjects import subject_of
from qingdan_app.workflows.requests import columns
from qingdan_app.workflows.requests.held import Held

ASSIGNMENT = "Qingdan Approval Assignment"
COPY = "Qingdan Approval Copy"


def carry_out(run: Document, held: Held, result: Result, moves_subject: bool = True) -> None:
	"""Rows first, then the subject, then messages; they leave after the commit."""
	for kind in (
		effects.InsertTurns,
		effects.UpdateTurns,
		effects.SendCopies,
		effects.MarkRead,
		effects.Finish,
		effects.MoveSubject,
		effects.TellAdministrators,
	):
		for effect in result.effects:
			if isinstance(effect, kind) and (moves_subject or kind is not effects.MoveSubject):
				HANDLERS[kind](run, held, result, effect)
	_notify(run, result)


def _insert_turns(run: Document, held: Held, result: Result, effect: effects.InsertTurns) -> None:
	insert(ASSIGNMENT, [columns.new_turn(run, result.state, turn) for turn in effect.turns])


def _update_turns(run: Document, held: Held, result: Result, effect: effects.UpdateTurns) -> None:
	for turn in effect.turns:
		update(ASSIGNMENT, columns.turn_name(run.name, turn.id), columns.turn_values(turn))


def _send_copies(run: Document, held: Held, result: Result, effect: effects.SendCopies) -> None:
	insert(COPY, [columns.new_copy(run, copy) for copy in effect.copies])
	people, step = [copy.user for copy in effect.copies], effect.copies[0].step
	telling.tell_copied(_happened(run, result), people, columns.step_title(run, step))


def _mark_read(run: Document, held: Held, result: Result, effect: effects.MarkRead) -> None:
	update(COPY, columns.copy_name(run.name, effect.copy.id), {"read_at": effect.copy.read_at})


def _finish(run: Document, held: Held, result: Result, effect: effects.Finish) -> None:
	if effect.outcome is Outcome.APPROVED and _guards_submission(run):
		performing.submit(held.doc)
	subject_of(held.doc).after_end(effect.outcome.value)


def _guards_submission(run: Document) -> bool:
	return frappe.get_cached_value("Qingdan Approval Flow", run.flow, "guard") == "Submission"


def _move_subject(run: Document, held: Held, result: Result, effect: effects.MoveSubject) -> None:
	doc, last = held.doc, result.events[-1]
	subject = subject_of(doc)
	edge = next((edge for edge in subject.transitions if _fits(edge, subject.state, effect.act)), None)
	if edge:
		performing.move(doc, edge.act, edge.next_state, last.opinion, tell=False)


def _fits(edge: Transition, state: str, act: str) -> bool:
	return edge.state == state and edge.act == act


def _tell_administrators(
	run: Document, held: Held, result: Result, effect: effects.TellAdministrators
) -> None:
	telling.tell_administrators(_happened(run, result), effect.reason)


def _notify(run: Document, result: Result) -> None:
	by_reason: dict[str, list[str]] = {}
	for effect in result.effects:
		if isinstance(effect, effects.Notify):
			by_reason.setdefault(effect.about, []).append(effect.user)
	for about, users in by_reason.items():
		telling.tell_signers(_happened(run, result), users, about, columns.step_title(run, run.step))


def _happened(run: Document, result: Result) -> telling.Happened:
	about, last = (run.reference_doctype, run.reference_name), result.events[-1]
	cause = chains.entry_key(*about, run.chain_length)
	verb = "return" if run.status == "Returned" and not last.by else last.verb  # the clock may return too
	return telling.Happened(*about, run.subject_title, cause, verb, last.opinion)


HANDLERS: dict[type[Effect], Callable] = {
	effects.InsertTurns: _insert_turns,
	effects.UpdateTurns: _update_turns,
	effects.SendCopies: _send_copies,
	effects.MarkRead: _mark_read,
	effects.Finish: _finish,
	effects.MoveSubject: _move_subject,
	effects.TellAdministrators: _tell_administrators,
}
