"""The one writer of requests and turns: lock the subject, then its request, re-read, ask the engine, write."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.messaging import outbox
from qingdan_app.plain_rows import locked
from qingdan_app.workflows import wording
from qingdan_app.workflows.engine import flow as engine
from qingdan_app.workflows.engine.trail import fingerprint
from qingdan_app.workflows.exceptions import ApprovalPending, NoSuchRequest
from qingdan_app.workflows.flows import choosing, world
from qingdan_app.workflows.flows.definitions import definition_of
from qingdan_app.workflows.log import chains, trail
from qingdan_app.workflows.moves.subjects import subject_class
from qingdan_app.workflows.requests import columns, sharing, signatures
from qingdan_app.workflows.requests.effects import carry_out
from qingdan_app.workflows.requests.held import Held

REQUEST = "Qingdan Approval Request"
ABOUT = "select `reference_doctype`, `reference_name` from `tabQingdan Approval Request` where `name` = %s"


def start(doc: Document, flow: Document, initiator: str | None = None) -> Document:
	"""Start a request on a locked document under a published flow; answers the request.

	Raises FlowUnsound where the flow could strand it, ApprovalPending where another request runs.
	"""
	_refuse_second(doc)
	held, now = Held.of(doc), _now()
	subject = held.subject
	definition = definition_of(flow)
	snapshot = subject.snapshot()
	run = _new_run(doc, flow, initiator or frappe.session.user, subject.title, now, snapshot)
	with wording.in_words():
		result = engine.start(
			definition,
			run.initiator,
			now,
			world.given_for(lambda: subject, now),
			tuple(subject.authors()),
			world.labels_for(subject, definition),
			_print_of(snapshot),
		)
	_write(run, held, result, snapshot)
	return run


def act(name: str, asked: engine.Act, moves_subject: bool = True) -> Document:
	"""Do what somebody asks on a request; answers the request after it.

	Raises the engine's refusals by name; one who comes second hears who acted and when. `moves_subject` is
	False where the document has moved already.
	"""
	held, run = _lock(name, Held.read)
	subject, now = held.subject, _now()
	snapshot = subject.snapshot()
	with wording.in_words():
		_refuse_early_resume(run, subject, asked)
		picture = asked.signature
		asked = replace(asked, snapshot=_print_of(snapshot), signature=signatures.reference(picture))
		result = engine.act(columns.state_of(run), asked, now, world.given_for(lambda: subject, now))
	_write(run, held, result, snapshot, moves_subject)
	signatures.keep(run.name, result.events, picture)
	return run


def try_to(name: str, asked: engine.Act) -> dict:
	"""One act of many: `{ok, message}`. What it refuses is undone and does not keep the others from being done."""
	savepoint = f"one_{frappe.generate_hash(length=8)}"
	frappe.db.savepoint(savepoint)
	try:
		with outbox.kept_if_done():
			act(name, asked)
	except (frappe.ValidationError, frappe.PermissionError) as refusal:
		frappe.db.rollback(save_point=savepoint)
		frappe.clear_messages()
		return {"ok": False, "message": str(refusal)}
	return {"ok": True, "message": _("Done")}


def tick(name: str, now: datetime) -> bool:
	"""Let the clock do what is due on one request; whether there was anything. Safe to call twice."""
	held, run = _lock(name, Held.hold)
	if run.status == "Ended" or not run.wake_at or run.wake_at > now:
		return False
	result = engine.tick(columns.state_of(run), now, world.given_for(lambda: held.subject, now))
	if result.events:
		_write(run, held, result, {})
	return bool(result.events)


def reschedule(name: str, by: str = "") -> bool:
	"""Compute the clocks of one request anew, after a date or the calendar has changed; whether one has moved."""
	held, run = _lock(name, Held.hold)
	if run.status == "Ended":
		return False
	now = _now()
	result = engine.reschedule(columns.state_of(run), now, world.given_for(lambda: held.subject, now), by)
	if result.events:
		_write(run, held, result, {})
	return bool(result.events)


def wake_delegated(person: str, delegate: str) -> None:
	"""Let the next sweep look at what a stand-in holds for somebody: their delegation has changed."""
	names = frappe.get_all(
		"Qingdan Approval Assignment",
		{"assignee": delegate, "on_behalf_of": person, "standing": ("in", ["Open", "Held"])},
		pluck="request",
	)
	if names:
		frappe.db.set_value(REQUEST, {"name": ("in", names)}, "wake_at", _now())


def migrate(name: str, flow: Document, asked: engine.Act, preview: bool = False) -> engine.Result:
	"""Move a running request to another version of its flow; with `preview`, only say what would happen."""
	held, run = _lock(name, Held.hold)
	now = _now()
	with wording.in_words():
		given = world.given_for(lambda: held.subject, now)
		result = engine.migrate(columns.state_of(run), asked, definition_of(flow), now, given)
	if not preview:
		run.flow = flow.name
		_write(run, held, result, {})
	return result


def state_of(name: str, locked: bool = False) -> engine.Request:
	"""A request as the engine sees it; `locked` to decide on it, without for choices and previews."""
	return columns.state_of(
		frappe.db.get_value(REQUEST, name, ["engine_state"], as_dict=True, for_update=locked)
	)


def send(doctype: str, name: str) -> Document:
	"""Send a document into the flow that guards its submission. Raises NoSuchRequest where none fits."""
	doc = subject_class(doctype).lock(doctype, name)
	waiting = running(doctype, name)
	if waiting:
		return _resumed(doc, waiting)
	flow = choosing.flow_for(doc, "Submission")
	if not flow:
		frappe.throw(_("No approval flow is meant for this document."), NoSuchRequest)
	return start(doc, flow)


def _resumed(doc: Document, name: str) -> Document:
	return act(name, engine.Act("resume", frappe.session.user))


def _refuse_early_resume(run: Document, subject, asked: engine.Act) -> None:
	"""A corrected document goes on when it is back in the state its flow guards, never before."""
	if asked.verb != "resume" or run.status != "Returned":
		return
	flow = frappe.get_cached_doc("Qingdan Approval Flow", run.flow)
	if flow.guard == "Transition" and subject.state != flow.guarded_state:
		frappe.throw(
			_("Send the corrected document in again; it goes on in its approval then."), ApprovalPending
		)


def running(doctype: str, name: str) -> str | None:
	"""The request of a locked document that has not ended, as it is now."""
	return chains.of(doctype, name).running or None


def _refuse_second(doc: Document) -> None:
	if running(doc.doctype, doc.name):
		frappe.throw(_("{0} waits for its approval already.").format(doc.name), ApprovalPending)


def _lock(name: str, take: Callable[[str, str], Held]) -> tuple[Held, Document]:
	about = frappe.db.sql(ABOUT, name)
	if not about:
		frappe.throw(_("There is no such approval request any more. Reload the page."), NoSuchRequest)
	return take(*about[0]), locked(REQUEST, name)


def _new_run(
	doc: Document, flow: Document, initiator: str, title: str, now: datetime, snapshot: dict
) -> Document:
	run = frappe.new_doc(REQUEST)
	run.update(
		{
			"name": frappe.generate_hash(length=12),
			"reference_doctype": doc.doctype,
			"reference_name": doc.name,
		}
	)
	run.update({"flow": flow.name, "initiator": initiator, "subject_title": title, "started_at": now})
	run.snapshot = frappe.as_json(snapshot) if snapshot else None
	return run


def _write(
	run: Document, held: Held, result: engine.Result, snapshot: dict, moves_subject: bool = True
) -> None:
	"""State, turns and log in one go; then what follows for the subject."""
	run.update(columns.request_values(result.state))
	sharing.follow_turns(run, held, result.state)
	running = "" if result.state.status is engine.Status.ENDED else run.name
	run.chain_length, run.head = trail.append(_log_rows(run, result.events, snapshot), running)
	if run.is_new():
		run.db_insert()
	else:
		run.db_update()
	carry_out(run, held, result, moves_subject)


def _log_rows(run: Document, events: tuple[engine.Event, ...], snapshot: dict) -> list[dict]:
	kept = frappe.as_json(snapshot) if snapshot else None
	return [
		trail.blank(
			reference_doctype=run.reference_doctype,
			reference_name=run.reference_name,
			request=run.name,
			act=event.verb,
			from_state=event.step,
			to_state=run.step or "",
			actor=event.by or frappe.session.user,
			on_behalf_of=event.on_behalf_of or None,
			acted_at=event.at,
			opinion=event.opinion,
			snapshot=kept,
			event=json.dumps(engine.to_plain(event), ensure_ascii=False, separators=(",", ":")),
		)
		for event in events
	]


def _print_of(snapshot: dict) -> str:
	"""The fingerprint of a snapshot as it is stored."""
	return fingerprint(frappe.as_json(snapshot))


def _now() -> datetime:
	return trail.moment()
