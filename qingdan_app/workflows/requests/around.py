"""What happens to a document under approval outside its flow: refused by name while a request runs, or followed through.

A renamed document takes its request and its log along. While a request runs it is not merged, cancelled or deleted;
afterwards it may be, and its trail stays.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from qingdan_app import plain_rows
from qingdan_app.workflows.exceptions import UnderApproval
from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.log import chains, renaming
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.requests import (
	acting,
	approved_words,
	docstatus_moves,
	linked_posts,
	renamed_documents,
	save_checks,
	seen,
)


def check_rename(doc: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""Raise UnderApproval where a document with a trail is merged into another: two trails do not become one."""
	if not choosing.is_governed(doc.doctype):
		return
	if not merge and renaming.has_log(doc.doctype, old) and renaming.has_log(doc.doctype, new):
		frappe.throw(
			_("There is an approval trail of a document that was called {0}: choose another name.").format(
				frappe.bold(new)
			),
			UnderApproval,
		)
	if merge and (renaming.has_log(doc.doctype, old) or chains.running(doc.doctype, new)):
		frappe.throw(
			_("{0} has an approval trail and is not merged into {1}: two trails do not become one.").format(
				frappe.bold(old), frappe.bold(new)
			),
			UnderApproval,
		)


def follow_rename(doc: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""Carry request, turns and log along to the new name, and what names the document in flows and requests.

	A name that is a number, as of a DocType that counts by itself, is text in all of these.
	"""
	old, new = cstr(old), cstr(new)
	if choosing.is_governed(doc.doctype) and not merge:
		renaming.carry(doc.doctype, old, new)
	renamed_documents.follow(doc.doctype, old, new)


def check_cancel(doc: Document, method: str | None = None) -> None:
	"""Raise UnderApproval, or ApprovalPending, where a flow decides on the document that is cancelled or discarded."""
	if guard.is_permitted(doc) or not choosing.is_governed(doc.doctype):
		return
	_refuse_running(
		doc, _("{0} is under approval: withdraw the request, or have it ended, before it is cancelled.")
	)
	before = doc.get_doc_before_save()
	if save_checks.is_due(doc, before) or docstatus_moves.goes_around(doc, before):
		save_checks.refuse(doc)


def settle(doc: Document, method: str | None = None) -> None:
	"""Everybody's hooks of a save are done: what they have written was sent in too, with a request that the save started."""
	started = frappe.local.qingdan_started if hasattr(frappe.local, "qingdan_started") else []
	for each in [each for each in started if each[0] is doc]:
		started.remove(each)
		now = seen.print_for(frappe.get_doc(doc.doctype, doc.name))
		plain_rows.update(acting.REQUEST, each[1], {"subject_print": now})
	linked_posts.follow(doc)
	approved_words.follow(doc)


def _refuse_running(doc: Document, words: str) -> None:
	if not isinstance(doc, FlowControlledDocument) and save_checks.running_on(doc):
		frappe.throw(words.format(frappe.bold(doc.name)), UnderApproval, title=_("Only Through the Flow"))
