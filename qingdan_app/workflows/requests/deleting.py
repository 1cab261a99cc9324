"""Deleting a document that was once sent in: while its request runs it is refused, afterwards its trail stays.

Core refuses to delete what a row points at. The engine's rows are memory and do not hold documents (hook
`ignore_links_on_delete`); that hook ignores their links to users and flows as well, so these are looked after here.
"""

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.workflows.engine.deletion import Deletion, deletion
from qingdan_app.workflows.exceptions import ApprovalPending
from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.log import chains
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause
from qingdan_app.workflows.moves.performing import write_log
from qingdan_app.workflows.moves.subjects import Move, state_of, subject_of
from qingdan_app.workflows.requests import linked_posts, rows_alone

MEMORY = (
	"Qingdan Approval Assignment",
	"Qingdan Approval Chain",
	"Qingdan Approval Copy",
	"Qingdan Approval Log",
	"Qingdan Approval Request",
)
"""The engine's rows about a document, which stay when it goes."""
DELETED = "delete"
"""The act by which the log says that its document is no more."""


def check(doc: Document, method: str | None = None) -> None:
	"""Raise ApprovalPending while a request runs, LinkExistsError for what rows of the engine stand on; else note it."""
	if doc.doctype in MEMORY:
		return
	if doc.meta.istable:
		rows_alone.check(doc)
	linked_posts.follow(doc, method)
	_refuse_what_is_linked(doc)
	found = deletion(*_log_of(doc))
	if found is Deletion.REFUSED:
		frappe.throw(
			_("{0} waits for its approval. Withdraw it first, then it can be deleted.").format(
				frappe.bold(doc.name)
			),
			ApprovalPending,
		)
	if found is Deletion.NOTED:
		_note(doc)


def _log_of(doc: Document) -> tuple[int, str]:
	"""How long the log of a document is, and what runs on it; asked under the lock that whoever sends it in takes first."""
	is_governed = choosing.is_governed(doc.doctype)
	if is_governed:
		frappe.db.get_value(doc.doctype, doc.name, "name", for_update=True)
	key = chains.key_of(doc.doctype, str(doc.name))
	stored = frappe.db.get_value(chains.CHAIN, key, ["length", "running"], for_update=is_governed)
	return stored or (0, "")


def _note(doc: Document) -> None:
	"""The last entry of its log: who deleted it, and what it held."""
	state = state_of(doc) or ""
	step = Move(DELETED, state, "", frappe.session.user)
	write_log(Held.of(doc), doc, step, subject_of(doc).record(), Cause())


def _refuse_what_is_linked(doc: Document) -> None:
	for memory in MEMORY:
		fields = [
			field.fieldname
			for field in frappe.get_meta(memory).get_link_fields()
			if field.options == doc.doctype
		]
		for field in fields:
			if frappe.db.exists(memory, {field: doc.name}):
				frappe.throw(
					_("{0} {1} stands in approvals and is kept. Disable it instead.").format(
						_(doc.doctype), frappe.bold(doc.name)
					),
					frappe.LinkExistsError,
				)
