"""The side doors are shut here: only a permitted move may change what the flow owns."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.workflows.exceptions import StateChangeRefused
from qingdan_app.workflows.moves.subjects import ApprovalSubject, subject_of


@contextmanager
def permit(doc: Document) -> Iterator[None]:
	"""While it lasts, a save of this very document may change its state and its flow-owned fields.

	Kept on the request, not on the document: flags of a document can come in from outside.
	"""
	permitted = _permitted()
	permitted.append(doc)
	try:
		yield
	finally:
		permitted.pop()


def is_permitted(doc: Document) -> bool:
	"""Whether the flow itself is saving this document."""
	return any(permitted is doc for permitted in _permitted())


def is_saving(doctype: str, name: str) -> bool:
	"""Whether the flow itself is saving a document of that name: hooks of its app may write its rows meanwhile."""
	return any((doc.doctype, doc.name) == (doctype, name) for doc in _permitted())


def check(doc: Document) -> None:
	"""Refuse a change of state or flow-owned fields that does not come from the flow.

	Raises StateChangeRefused. A new document has to start in the first state of its Workflow.
	"""
	if is_permitted(doc):
		return
	subject = subject_of(doc)
	before = doc.get_doc_before_save()
	if doc.docstatus:
		_refuse(doc, subject.state_field)
	for fieldname in (subject.state_field, *subject.owned_fields):
		if not _same(doc, fieldname, before.get(fieldname) if before else _first(subject, fieldname)):
			_refuse(doc, fieldname)


def set_first_state(doc: Document) -> None:
	"""Give a new document without a state the first state of its Workflow."""
	subject = subject_of(doc)
	if not doc.get(subject.state_field):
		doc.set(subject.state_field, subject.first_state)


def _permitted() -> list[Document]:
	if not hasattr(frappe.local, "qingdan_permitted_moves"):
		frappe.local.qingdan_permitted_moves = []
	return frappe.local.qingdan_permitted_moves


def _first(subject: ApprovalSubject, fieldname: str) -> str | None:
	return subject.first_state if fieldname == subject.state_field else None


def _same(doc: Document, fieldname: str, expected) -> bool:
	"""Compared as they are stored; nothing stays nothing, which core would cast into today for a date."""
	field = doc.meta.get_field(fieldname)
	given, expected = (
		doc.cast(value, field) if value not in (None, "") else None
		for value in (doc.get(fieldname), expected)
	)
	return (given or None) == (expected or None)


def _refuse(doc: Document, fieldname: str) -> None:
	frappe.throw(
		_(
			"{0} of {1} cannot be changed here: it follows from the flow. Open the document and use its button (start, report, complete, return)."
		).format(frappe.bold(_(doc.meta.get_label(fieldname))), frappe.bold(doc.name or _(doc.doctype))),
		StateChangeRefused,
		title=_("Only Through the Flow"),
	)
