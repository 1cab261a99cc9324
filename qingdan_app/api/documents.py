"""The acts of a document's own workflow: what one may do with it now, doing it, and what happened to it."""

import frappe
from frappe import _

from qingdan_app import arguments
from qingdan_app.api.visitors import check_logged_in
from qingdan_app.workflows.log import causes
from qingdan_app.workflows.moves import many, performing
from qingdan_app.workflows.requests import answering_urges, urging
from qingdan_app.workflows.retry import repeat_each_of, repeat_on_deadlock


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def perform(doctype: str, name: str, act: str, opinion: str = "", seen_state: str | None = None) -> dict:
	"""Do an act of the flow: `{name, state}` after it. Refusals are those of `workflows.exceptions`."""
	doc = performing.perform(doctype, name, act, opinion, seen_state)
	return {"name": doc.name, "state": performing.subject_of(doc).state}


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_each_of("names")
def perform_on_many(doctype: str, names: list[str] | str, act: str, opinion: str = "") -> list[dict]:
	"""The same act on many documents, each by itself: `[{doctype, name, ok, message}]`. Every rule holds for each."""
	frappe.has_permission(doctype, "read", throw=True)
	return many.perform_each(doctype, names, act, opinion)


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_each_of("documents")
def urge(documents: list[dict] | str, opinion: str = "") -> list[dict]:
	"""Urge whoever has to act on each of many `{doctype, name}`: `[{doctype, name, ok, message}]`.

	For who oversees all approvals, and a leader's office on what its leader answers for; whoever sent a document in urges on it too. Not too often: each
	says when again.
	"""
	check_logged_in(_("Log in first."))
	return urging.urge_each(many.read_documents(documents), opinion)


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def answer_urge(doctype: str, name: str, opinion: str) -> None:
	"""Answer the last urge on a document, for whom it was told to, once: it stands in the record, and whoever urged is told."""
	check_logged_in(_("Log in first."))
	answering_urges.answer(doctype, name, opinion)


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_choices(doctype: str, name: str) -> list[dict]:
	"""The acts the user may do now: `[{act, next_state, opinion, words, asks, confirm, place, colour}]`.

	`opinion` is true where a reason is needed, `asks` says whether one is required, optional or none.
	"""
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	return performing.choices(doc)


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_trail(doctype: str, name: str) -> list[dict]:
	"""What happened to a document, in the order of its log.

	`[{name, sequence, cause, act, from_state, to_state, actor, actor_name, on_behalf_of, opinion, acted_at}]`; `cause` is
	the entry it follows from, whose opinion it shares.
	"""
	frappe.get_doc(doctype, name).check_permission("read")
	return causes.trail_of(doctype, name)
