"""Writing what the engine has decided: state, log, turns, then what follows for the document.

What an approval or a rejection brings for its document is done by a rule of the document's own app, which may refuse
(rights, fields, other documents). The decision stands then: the request is blocked with the reason, administrators
are told, and whoever has mended the cause has it tried again. A withdrawal or termination says it to whoever asks.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import now

from qingdan_app.plain_rows import insert, update
from qingdan_app.workflows.engine import flow as engine
from qingdan_app.workflows.flows import world
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves.attempts import attempt
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp, work_off
from qingdan_app.workflows.requests import columns, effects, kept_files, sharing

REQUEST = "Qingdan Approval Request"
APPROVED = engine.Outcome.APPROVED.value.title()
DECIDED = (engine.Outcome.APPROVED, engine.Outcome.REJECTED)


def written(
	held: Held,
	row: frappe._dict,
	result: engine.Result,
	snapshot: dict,
	cause: Cause,
	moves_subject: bool = True,
) -> Done:
	"""Write state, log and turns in one go; answers what follows for the subject and its people."""
	approves = result.state.outcome is engine.Outcome.APPROVED and row.outcome != APPROVED
	row.update(columns.request_values(result.state))
	about = (row.reference_doctype, row.reference_name)
	sharing.follow_turns(row, held, result.state)
	if row.chain_length:
		held.presume_log(*about, row.chain_length, row.head, row.name, row.known_as or "")
	if approves:
		snapshot = kept_files.with_files(held.subject(*about), snapshot, result.events[-1].verb)
	running = "" if result.state.status is engine.Status.ENDED else row.name
	entry = held.append(_log_rows(row, result.events, snapshot, cause), running)
	log = held.log_of(*about)
	row.update({"chain_length": log.length, "head": log.head, "known_as": log.known_as})
	_store(row)
	effects.write_rows(row, result)
	follow_ups = effects.follow_ups(row, result, moves_subject)
	return Done(_carrying_out(row, result, follow_ups), Cause(entry, result.events[-1].opinion))


def _store(row: frappe._dict) -> None:
	if row.creation:
		update(REQUEST, row.name, {column: row.get(column) for column in columns.CHANGING})
		return
	row.creation = now()  # a request may be written again within the act that starts it
	insert(REQUEST, [row])


@dataclass(frozen=True)
class CarryOut(FollowUp):
	"""What the end of a request brings for its document: all of it, or nothing and the request is blocked."""

	request: str
	steps: tuple[FollowUp, ...]

	def carry_out(self, held: Held, cause: Cause) -> Done:
		title = f"Outcome of approval request {self.request}"
		reason = attempt(held, title, lambda: work_off(held, Done(self.steps), cause))
		if not reason:
			return Done()
		row, moment = held.row(REQUEST, self.request), trail.moment()
		about = (row.reference_doctype, row.reference_name)
		given = world.given_for(lambda: held.subject(*about), moment)
		result = engine.fail(columns.state_of(row), frappe.session.user, reason, moment, given)
		_say(row, reason)
		return written(held, row, result, {}, cause)


def _carrying_out(row: frappe._dict, result: engine.Result, found: Sequence[FollowUp]) -> list[FollowUp]:
	"""What follows, that for the document of a decided request as one step."""
	of_document = tuple(each for each in found if isinstance(each, effects.OF_DOCUMENT))
	if result.state.outcome not in DECIDED or not of_document:
		return list(found)
	first = found.index(of_document[0])
	rest = [each for each in found if each not in of_document]
	return [*rest[:first], CarryOut(row.name, of_document), *rest[first:]]


def _say(row: frappe._dict, reason: str) -> None:
	frappe.msgprint(
		_(
			"Your decision on {0} stands, but could not be carried out: {1}. The administrators are told; nothing else was changed."
		).format(frappe.bold(row.reference_name), frappe.utils.escape_html(reason)),
		title=_("Could Not Be Carried Out"),
		indicator="orange",
	)


def _log_rows(
	row: frappe._dict, events: tuple[engine.Event, ...], snapshot: dict, cause: Cause
) -> list[dict]:
	kept = trail.kept(snapshot)
	return [
		trail.blank(
			reference_doctype=row.reference_doctype,
			reference_name=row.reference_name,
			request=row.name,
			act=event.verb,
			from_state=event.step,
			to_state=row.step or "",
			actor=event.by or frappe.session.user,
			on_behalf_of=event.on_behalf_of or None,
			acted_at=event.at,
			opinion=event.opinion,
			snapshot=kept,
			event=json.dumps(engine.to_plain(event), ensure_ascii=False, separators=(",", ":")),
			cause=cause.entry,
		)
		for event in events
	]
