"""The guard for DocTypes that nobody attached in code: what a published flow decides, only the flow does.

Guards ask the request that runs, not only the flows in force: one that was retired meanwhile goes on being heard.
"""

from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from qingdan_app.workflows import administrators, telling
from qingdan_app.workflows.engine.flow import Status
from qingdan_app.workflows.exceptions import ApprovalPending
from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.forms import names
from qingdan_app.workflows.log import chains
from qingdan_app.workflows.moves import as_core, guard, performing
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.moves.document_words import words_of
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, drain
from qingdan_app.workflows.moves.subjects import Move, state_of, subject_doctypes, subject_of
from qingdan_app.workflows.requests import acting, deciding, docstatus_moves, rows_alone
from qingdan_app.working_time import site_calendar

EDITED = "edited"
"""How the log calls it that a document was edited while its request runs."""


@dataclass(frozen=True)
class Running:
	"""The request that runs on a document, and the flow that it runs under, whatever has become of that."""

	request: str
	flow: Document

	@property
	def is_returned(self) -> bool:
		"""Whether the initiator has it, to correct the document."""
		return acting.state_of(self.request).status is Status.RETURNED


def running_on(doc: Document) -> Running | None:
	"""What runs on a document."""
	if doc.is_new() or not choosing.is_governed(doc.doctype):
		return None
	name = chains.running(doc.doctype, doc.name)
	flow = name and frappe.db.get_value(acting.REQUEST, name, "flow")
	return Running(name, frappe.get_cached_doc("Qingdan Approval Flow", flow)) if flow else None


def check_state(doc: Document, method: str | None = None) -> None:
	"""Raise ApprovalPending when a save would do what a flow decides.

	That is leaving a state that a flow guards, and changing what signers of a submission are deciding on. Who edits in
	a state of core's Workflow is for that to say: signers are told, and decide on nothing they have not seen.
	"""
	if doc.meta.istable:
		rows_alone.check(doc)
	if doc.meta.module == administrators.FORMS and not guard.is_permitted(doc):
		_keep_result(doc)
	if isinstance(doc, FlowControlledDocument) or not choosing.is_governed(doc.doctype):
		return  # such documents refuse every change of state by themselves
	if guard.is_permitted(doc):
		return
	before = doc.get_doc_before_save()
	running = running_on(doc) if before else None
	if running:
		_check_running(doc, before, running)
	elif _has_transitions(doc) and _leaves(doc, before) and is_due(doc, before):
		refuse(doc)


def _keep_result(doc: Document) -> None:
	"""What became of a form its flow alone writes down: until then there is nothing, and whoever writes it anew keeps what was."""
	before = doc.get_doc_before_save()
	if doc.meta.has_field(names.STATUS):
		doc.set(names.STATUS, before.get(names.STATUS) if before else None)


def check_submission(doc: Document, method: str | None = None) -> None:
	"""Raise ApprovalPending when a document is submitted past the flow that guards its submission, or its state."""
	if guard.is_permitted(doc) or not choosing.is_governed(doc.doctype):
		return
	guarded = any(row.guard == "Submission" for row in choosing.guarded(doc.doctype))
	if running_on(doc) or (guarded and choosing.flow_for(doc, "Submission", draft=True)):
		refuse(doc)
	before = doc.get_doc_before_save()
	if is_due(doc, before) or docstatus_moves.goes_around(doc, before):
		refuse(doc)


def follow_save(doc: Document, method: str | None = None) -> None:
	"""A document was saved by others than the flow: its flow starts, or its clocks follow its dates."""
	if guard.is_permitted(doc):
		return
	before = doc.get_doc_before_save()
	_check_again(doc, before)
	if choosing.is_governed(doc.doctype):
		_follow_edit(doc, before)
	_start_flow(doc, before)
	if before and _dates_of(doc) != _dates_of(before):
		_let_follow(doc, acting.reschedule)
	if before and (choosing.guarded(doc.doctype) or doc.doctype in subject_doctypes()):
		_let_follow(doc, acting.reseat)  # whoever signs may be found by what was changed


def is_due(doc: Document, before: Document | None) -> bool:
	"""Whether a published flow decides in the state in which a save finds the document.

	Asked of the document as it was and as it is saved: what the flow is meant for may be changed by the very save
	that passes it.
	"""
	return _has_transitions(doc) and any(map(_is_guarded, filter(None, (before, _unmoved(doc, before)))))


def refuse(doc: Document) -> None:
	"""Raise ApprovalPending, with what to do instead."""
	if doc.is_new():
		words = _("{0} is decided by its approval flow. Save it as a draft first, then send it in.")
	else:
		words = _("{0} is decided by its approval flow. Send it in, or see in “Approval” whose turn it is.")
	title = _("Only Through the Flow")
	frappe.throw(words.format(frappe.bold(doc.name or _(doc.doctype))), ApprovalPending, title=title)


def _is_guarded(doc: Document) -> bool:
	states = {row.state for row in choosing.guarded(doc.doctype) if row.guard == "Transition"}
	return subject_of(doc).state in states and bool(choosing.flow_for(doc, "Transition"))


def _unmoved(doc: Document, before: Document | None) -> Document:
	"""The document as it is saved, but in the state it had; a new one comes from the first state of its Workflow."""
	found, subject = as_core.as_found(doc), subject_of(doc)
	found.set(subject.state_field, subject_of(before).state if before else subject.first_state)
	found.docstatus = before.docstatus if before else 0
	return found


def _check_again(doc: Document, before: Document | None) -> None:
	"""Hooks that came later may have changed what the flow asks about; and with `ignore_validate` core asks no hook before."""
	if not choosing.is_governed(doc.doctype) and not doc.meta.istable:
		return
	if doc.flags.ignore_validate or (_has_transitions(doc) and _leaves(doc, before)):
		check_state(doc)
	if doc.flags.ignore_validate and doc._action == "submit":
		check_submission(doc)


def _check_running(doc: Document, before: Document, running: Running) -> None:
	guards_state = running.flow.guard == "Transition"
	if guards_state and _leaves(doc, before) and subject_of(before).state == running.flow.guarded_state:
		refuse(doc)
	if not guards_state and _is_edited(doc, before) and not running.is_returned:
		refuse(doc)


def _follow_edit(doc: Document, before: Document | None) -> None:
	"""Signers of a document that was edited meanwhile are told, and it stands in the log.

	So are they where an import, which deletes and inserts, has put another in its place: no check of a save is asked then.
	"""
	if isinstance(doc, FlowControlledDocument) or (before and not _is_edited(doc, before)):
		return
	running = running_on(doc)
	if not running or running.is_returned or (before and running.flow.guard != "Transition"):
		return  # where a submission is decided on, such an edit was refused
	held = Held.of(doc)
	subject = subject_of(doc, held)
	state = state_of(doc) or ""
	step = Move(EDITED, state, state, frappe.session.user)
	entry = performing.write_log(held, doc, step, subject.record(), Cause())
	about = telling.Happened(doc.doctype, doc.name, subject.title, entry.entry)
	holders = [turn.assignee for turn in acting.state_of(running.request).live_turns]
	telling.tell_signers(about, dict.fromkeys(holders), "edited", frappe.utils.get_fullname(step.actor))


def _is_edited(doc: Document, before: Document) -> bool:
	return words_of(doc) != words_of(before)


def _start_flow(doc: Document, before: Document | None) -> None:
	"""Core's own Workflow may have brought the document into a state that a flow guards."""
	if _has_transitions(doc) and (not before or _leaves(doc, before)):
		held = Held.of(doc)
		drain(held, Done(deciding.arrived(subject_of(doc, held)) or ()))
		_note_start(doc)


def _note_start(doc: Document) -> None:
	"""Other hooks of the save may still write into the document: what it is then was sent in (see `around.settle`)."""
	if not hasattr(frappe.local, "qingdan_started"):
		frappe.local.qingdan_started = []
	if name := chains.running(doc.doctype, doc.name):
		frappe.local.qingdan_started.append((doc, name))


def _let_follow(doc: Document, act: Callable[[str, str, Held], bool]) -> None:
	"""Let the request that runs on the document follow what was changed."""
	if frappe.db.table_exists(chains.CHAIN) and (name := chains.running(doc.doctype, doc.name)):
		act(name, frappe.session.user, Held.of(doc))


def _has_transitions(doc: Document) -> bool:
	return any(row.guard == "Transition" for row in choosing.guarded(doc.doctype))


def _dates_of(doc: Document) -> list[str]:
	return [cstr(doc.get(fieldname)) for fieldname in site_calendar.date_fields(doc.meta)]


def _leaves(doc: Document, before: Document | None) -> bool:
	if before:
		return before.get(field := subject_of(doc).state_field) != doc.get(field)
	return subject_of(doc).state != subject_of(doc).first_state
