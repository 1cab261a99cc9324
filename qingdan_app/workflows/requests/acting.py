"""The one writer of requests and turns: lock the subject, then its request, ask the engine, write, say what follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.markup import harmless
from qingdan_app.workflows import wording
from qingdan_app.workflows.engine import flow as engine
from qingdan_app.workflows.engine.trail import fingerprint
from qingdan_app.workflows.exceptions import ApprovalPending, FieldIsNotYours, NoSuchRequest
from qingdan_app.workflows.flows import choosing, entries, world
from qingdan_app.workflows.flows.definitions import definition_of, published
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves.attempts import one_of_many
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp, drain, run
from qingdan_app.workflows.moves.performing import Write
from qingdan_app.workflows.moves.subjects import ApprovalSubject
from qingdan_app.workflows.requests import columns, seen, signatures, without_document
from qingdan_app.workflows.requests.writing import written

REQUEST = "Qingdan Approval Request"
ABOUT = "select `reference_doctype`, `reference_name` from `tabQingdan Approval Request` where `name` = %s"


def start(doc: Document, flow: Document, held: Held | None = None, initiator: str = "") -> frappe._dict:
	"""Start a request on a locked document under a published flow; answers the request.

	Raises FlowUnsound where the flow could strand it, ApprovalPending where another request runs.
	"""
	held = held or Held.of(doc)
	starting = Start(doc.doctype, doc.name, flow.name, new_name(), initiator)
	run(held, starting)
	return held.row(REQUEST, starting.request)


def act(
	name: str,
	asked: engine.Act,
	held: Held | None = None,
	about: tuple[str, str] | None = None,
	values: Mapping[str, Any] | None = None,
) -> frappe._dict:
	"""Do what somebody asks on a request; answers the request after it.

	`held` is what the caller has under lock already, `about` DocType and name of the request's document, where the
	caller knows them; `values` are fields of the document that its step lets signers fill in. Raises the engine's refusals by name; one who comes second hears who acted and when.
	"""
	held = held or Held()
	run(held, ActOn(name, asked, about or _about(name), values=values or {}))
	return held.row(REQUEST, name)


@dataclass(frozen=True)
class Start(FollowUp):
	"""A new request, of the name `request`, on a document under a published flow."""

	doctype: str
	name: str
	flow: str
	request: str
	initiator: str = ""

	def carry_out(self, held: Held, cause: Cause) -> Done:
		_refuse_second(held, self.doctype, self.name)
		subject, now = held.subject(self.doctype, self.name), _now()
		definition = published(self.flow)
		snapshot = subject.record()
		row = _new_row(self, subject, now, snapshot)
		with wording.in_words():
			result = engine.start(
				definition,
				row.initiator,
				now,
				world.given_for(lambda: subject, now),
				tuple(subject.authors()),
				world.labels_for(subject, definition),
				_print_of(snapshot),
			)
		row.subject_print = seen.print_for(subject.doc)
		held.keep_row(REQUEST, row)
		return written(held, row, result, snapshot, cause)


@dataclass(frozen=True)
class ActOn(FollowUp):
	"""What somebody asks on a request about the document `about`.

	`moves_subject` is False where the document has moved already.
	"""

	request: str
	asked: engine.Act
	about: tuple[str, str]
	moves_subject: bool = True
	values: Mapping[str, Any] = field(default_factory=dict)
	"""Fields of the document that are filled in with the decision."""

	def carry_out(self, held: Held, cause: Cause) -> Done:
		try:
			subject = held.subject(*self.about)
		except (frappe.DoesNotExistError, ImportError):
			without_document.refuse_but_ending(self.about, self.asked.verb)
			return without_document.end(held, held.row(REQUEST, self.request), self.asked, _now())
		return self._carried_out_on(subject, held, cause)

	def _carried_out_on(self, subject: ApprovalSubject, held: Held, cause: Cause) -> Done:
		now = _now()
		row, snapshot, asked = held.row(REQUEST, self.request), subject.record(), self.asked
		with wording.in_words():
			_refuse_early_resume(row, subject, asked)
			mark, opinion = signatures.reference(asked.signature), harmless(asked.opinion)
			marked = replace(asked, snapshot=_print_of(snapshot), signature=mark, opinion=opinion)
			given = world.given_for(lambda: subject, now)
			result = engine.act(columns.state_of(row), marked, now, given)
			seen.check(row, subject, asked)
		other = _sent_on_otherwise(row, subject, asked)
		if other is not None:
			return Done(other)
		if self.values:
			snapshot = self._fill_in(held, row, result)
		done = written(held, row, result, snapshot, cause, self.moves_subject)
		signatures.keep(row.name, result.events, asked.signature)
		return done

	def _fill_in(self, held: Held, row: frappe._dict, result: engine.Result) -> dict:
		"""Enter what the step lets its signers enter; answers the document as it was decided on."""
		flow = frappe.get_cached_doc("Qingdan Approval Flow", row.flow)
		if self.asked.verb not in seen.DECISIONS:
			frappe.throw(_("Fields are filled in with a decision alone."), FieldIsNotYours)
		values = entries.filled(flow, result.events[-1].step, self.values, held.read(*self.about))
		Write(*self.about, values).carry_out(held, Cause())
		subject = held.subject(*self.about)
		row.subject_print = seen.print_now(row, subject.doc)
		return subject.record()


def try_to(name: str, asked: engine.Act) -> dict:
	"""One act of many: `{ok, message}`. What it refuses is undone and does not keep the others from being done."""
	return one_of_many(lambda: act(name, asked))


def tick(name: str, now: datetime) -> bool:
	"""Let the clock do what is due on one request; whether there was anything. Safe to call twice."""
	held = Held()
	row, given = _locked(held, name, now)
	if row.status == "Ended" or not row.wake_at or row.wake_at > now:
		return False
	return _carried_out(held, row, engine.tick(columns.state_of(row), now, given))


def reschedule(name: str, by: str = "", held: Held | None = None) -> bool:
	"""Compute the clocks of one request anew, after a date or the calendar has changed; whether one has moved."""
	return _adapted(engine.reschedule, name, by, held or Held())


def reseat(name: str, by: str = "", held: Held | None = None) -> bool:
	"""Give the turns of one request to those who stand for them today, after posts have changed; whether one moved."""
	return _adapted(engine.reseat, name, by, held or Held())


def _adapted(change: Callable[..., engine.Result], name: str, by: str, held: Held) -> bool:
	now = _now()
	row, given = _locked(held, name, now)
	return row.status != "Ended" and _carried_out(held, row, change(columns.state_of(row), now, given, by))


def migrate(name: str, flow: Document, asked: engine.Act, preview: bool = False) -> engine.Result:
	"""Move a running request to another version of its flow; with `preview`, only say what would happen."""
	held, now = Held(), _now()
	row, given = _locked(held, name, now)
	with wording.in_words():
		asked = replace(asked, opinion=harmless(asked.opinion))
		result = engine.migrate(columns.state_of(row), asked, definition_of(flow), now, given)
	if not preview:
		row.flow = flow.name
		_carried_out(held, row, result)
	return result


def state_of(name: str) -> engine.Request:
	"""A request as the engine sees it, as far as this transaction sees: for choices and views, not for decisions."""
	return columns.state_of(frappe.db.get_value(REQUEST, name, ["engine_state"], as_dict=True))


def send(doctype: str, name: str, held: Held | None = None) -> frappe._dict:
	"""Send a document into the flow that guards its submission, or the state in which it waits without a request.

	Raises NoSuchRequest where none fits.
	"""
	held = held or Held()
	doc = held.read(doctype, name)
	waiting = held.log_of(doctype, name).running
	if waiting:
		run = act(waiting, engine.Act("resume", frappe.session.user), held, (doctype, name))
		running = held.log_of(doctype, name).running
		return held.row(REQUEST, running) if running else run
	flow = choosing.flow_for(doc, "Submission")
	if flow:
		return start(doc, flow, held)
	flow = choosing.flow_for(doc, "Transition") if choosing.guarded(doctype) else None
	if not flow:
		frappe.throw(_("No approval flow is meant for this document."), NoSuchRequest)
	return start(doc, flow, held, held.subject(doctype, name).initiator())


def new_name() -> str:
	"""A name for a request that is about to start."""
	return frappe.generate_hash(length=12)


def _carried_out(held: Held, row: frappe._dict, result: engine.Result) -> bool:
	"""Write what the clock or an administrator brought about, and all that follows; whether there was anything."""
	if result.events:
		drain(held, written(held, row, result, {}, Cause()))
	return bool(result.events)


def _sent_on_otherwise(
	row: frappe._dict, subject: ApprovalSubject, asked: engine.Act
) -> list[FollowUp] | None:
	"""What follows instead, where a corrected document is sent on for which another flow is meant by now."""
	if asked.verb != "resume" or row.status != "Returned":
		return None
	flow = frappe.get_cached_doc("Qingdan Approval Flow", row.flow)
	meant = choosing.flow_for(subject.doc, flow.guard)
	if meant and meant.flow_key == flow.flow_key:
		return None
	about = (row.reference_doctype, row.reference_name)
	return sent_on(row, about, asked.by, meant)


def sent_on(row: frappe._dict, about: tuple[str, str], user: str, flow: Document | None) -> list[FollowUp]:
	"""A corrected document goes into another flow than the one that returned it, or into none."""
	named = flow.title if flow else _("none")
	words = _("Changed so that another flow is meant for it: {0}").format(named)
	start = [Start(*about, flow.name, new_name(), row.initiator)] if flow else []
	return [ended(row.name, about, user, words), *start]


def ended(name: str, about: tuple[str, str], user: str, words: str) -> ActOn:
	"""A request ends because its document goes another way, and has gone already."""
	ending = engine.Act("terminate", user, opinion=words, administrator=True)
	return ActOn(name, ending, about, moves_subject=False)


def _refuse_early_resume(row: frappe._dict, subject: ApprovalSubject, asked: engine.Act) -> None:
	"""A corrected document goes on when it is back in the state its flow guards, never before."""
	if asked.verb != "resume" or row.status != "Returned":
		return
	flow = frappe.get_cached_doc("Qingdan Approval Flow", row.flow)
	if flow.guard == "Transition" and subject.state != flow.guarded_state:
		frappe.throw(
			_("Send the corrected document in again; it goes on in its approval then."), ApprovalPending
		)


def _refuse_second(held: Held, doctype: str, name: str) -> None:
	if held.log_of(doctype, name).running:
		frappe.throw(_("{0} waits for its approval already.").format(name), ApprovalPending)


def _about(name: str) -> tuple[str, str]:
	"""The document of a request."""
	about = frappe.db.sql(ABOUT, name)
	if not about:
		frappe.throw(_("There is no such approval request any more. Reload the page."), NoSuchRequest)
	return about[0]


def _locked(held: Held, name: str, now: datetime) -> tuple[frappe._dict, engine.Given]:
	"""A request under lock with its document, which is read when somebody asks for it: a clock seldom does."""
	about = _about(name)
	held.hold(*about)
	row = held.row(REQUEST, name)
	given = world.given_for(lambda: held.subject(*about), now)
	return row, replace(given, unseen=lambda: seen.unseen(row, held.read(*about)))


def _new_row(starting: Start, subject: ApprovalSubject, now: datetime, snapshot: dict) -> frappe._dict:
	row = frappe._dict(name=starting.request, flow=starting.flow, started_at=now)
	row.update({"reference_doctype": starting.doctype, "reference_name": starting.name})
	row.update({"initiator": starting.initiator or frappe.session.user, "subject_title": subject.title})
	row.snapshot = trail.kept(snapshot)
	return row


def _print_of(snapshot: dict) -> str:
	"""The fingerprint of a snapshot as it is stored."""
	return fingerprint(frappe.as_json(snapshot))


def _now() -> datetime:
	return trail.moment()
