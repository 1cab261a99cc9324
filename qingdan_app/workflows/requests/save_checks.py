"""The guard for DocTypes that nobody attached in code: what a published flow decides, only the flow does."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from qingdan_app.workflows.engine.flow import Status
from qingdan_app.workflows.exceptions import ApprovalPending
from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.log import chains
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Done, drain
from qingdan_app.workflows.moves.subjects import subject_of
from qingdan_app.workflows.requests import acting, deciding
from qingdan_app.working_time import site_calendar


def check_state(doc: Document, method: str | None = None) -> None:
	"""Raise ApprovalPending when a save would do what a flow decides.

	That is leaving a state that a flow guards, and changing what signers are deciding on before submission.
	"""
	if isinstance(doc, FlowControlledDocument):
		return  # it refuses every change of state by itself
	guards = {row.guard for row in choosing.guarded(doc.doctype)}
	before = doc.get_doc_before_save() if guards else None
	if not before or guard.is_permitted(doc):
		return
	if "Transition" in guards and _leaves(doc, before) and _decided_by_flow(before):
		_refuse(doc)
	if "Submission" in guards and _under_decision(doc) and _words_differ(doc, before):
		_refuse(doc)


def check_submission(doc: Document, method: str | None = None) -> None:
	"""Raise ApprovalPending when a document is submitted past the flow that guards its submission."""
	if guard.is_permitted(doc):
		return
	guarded = any(row.guard == "Submission" for row in choosing.guarded(doc.doctype))
	if guarded and (
		chains.running(doc.doctype, doc.name) or choosing.flow_for(doc, "Submission", draft=True)
	):
		_refuse(doc)


def follow_save(doc: Document, method: str | None = None) -> None:
	"""A document was saved by others than the flow: its flow starts, or its clocks follow its dates."""
	if guard.is_permitted(doc):
		return
	before = doc.get_doc_before_save()
	_start_flow(doc, before)
	if before and _dates_of(doc) != _dates_of(before):
		_follow_dates(doc)


def _start_flow(doc: Document, before: Document | None) -> None:
	"""Core's own Workflow may have brought the document into a state that a flow guards."""
	guarded = any(row.guard == "Transition" for row in choosing.guarded(doc.doctype))
	if guarded and (not before or _leaves(doc, before)):
		held = Held.of(doc)
		drain(held, Done(deciding.arrived(subject_of(doc, held)) or ()))


def _follow_dates(doc: Document) -> None:
	if frappe.db.table_exists(chains.CHAIN) and (name := chains.running(doc.doctype, doc.name)):
		acting.reschedule(name, frappe.session.user, Held.of(doc))


def _dates_of(doc: Document) -> list[str]:
	return [cstr(doc.get(fieldname)) for fieldname in site_calendar.date_fields(doc.meta)]


def _leaves(doc: Document, before: Document) -> bool:
	field = subject_of(doc).state_field
	return before.get(field) != doc.get(field)


def _decided_by_flow(before: Document) -> bool:
	rows = [row for row in choosing.guarded(before.doctype) if row.guard == "Transition"]
	if subject_of(before).state not in {row.state for row in rows}:
		return False
	return bool(chains.running(before.doctype, before.name) or choosing.flow_for(before, "Transition"))


def _under_decision(doc: Document) -> bool:
	name = chains.running(doc.doctype, doc.name)
	return bool(name) and acting.state_of(name).status is not Status.RETURNED


def _words_differ(doc: Document, before: Document) -> bool:
	return subject_of(doc).snapshot() != subject_of(before).snapshot()


def _refuse(doc: Document) -> None:
	frappe.throw(
		_("{0} is decided by its approval flow. Send it in, or see in “Approval” whose turn it is.").format(
			frappe.bold(doc.name)
		),
		ApprovalPending,
		title=_("Only Through the Flow"),
	)
