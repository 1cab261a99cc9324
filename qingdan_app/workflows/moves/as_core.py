"""How the flow writes a document of another app: core's own save, submit and cancel, whole.

Controllers of other apps rebuild tables in `validate`, fetch, compute and name by fields, and a later line of Frappe may
do more in a save: none of it is left out. Three of core's steps are answered here, once in each save, because the flow
knows the answer: whether the session's user may take this edge of the core Workflow; what stood in the database before,
where the act has read that under its lock; and whether links lead somewhere, where none has changed and no more than
that would be looked at. A save of the same document by a hook is core's again, and so is a step that a controller overrides.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr

from qingdan_app import plain_rows
from qingdan_app.workflows.exceptions import IllegalStep
from qingdan_app.workflows.moves import links

SAVES = {(0, 0): "save", (0, 1): "_submit", (1, 1): "save", (1, 2): "_cancel"}
"""Docstatus before and after → what core calls; the queue that some controllers put in front of `submit` is not taken:
the document is submitted in the transaction that ends its request, or not at all."""


def prepared(doc: Document) -> Document | None:
	"""The document as it stands in the database, as `found` for a save; None where core had better read it.

	Where another instance of it was saved since, it is read anew: core refuses to write what is old.
	"""
	if not hasattr(doc, "_action"):
		return as_found(doc) if doc.flags.for_update else None
	if cstr(_modified(doc)) != cstr(doc.modified):
		doc.load_from_db()
	return None


def as_found(doc: Document) -> Document:
	"""A copy of a document that was just read, kept for the hooks of the save that follows.

	Values are plain, so a copy of the document and of each row is enough: copied to the depth it costs as much as a query.
	"""
	found = copy.copy(doc)
	found.flags = doc.flags.copy()
	for table in doc.meta.get_table_fields():
		found.__dict__[table.fieldname] = [copy.copy(row) for row in doc.get(table.fieldname) or ()]
	return found


def save(doc: Document, found: Document | None, docstatus: int, moved: bool = False) -> None:
	"""Save, submit or cancel a document under `guard.permit`, `found` being what `prepared` gave.

	`moved` where the flow has set its state in the core Workflow. Raises IllegalStep, also where a hook has kept the document
	from being submitted or cancelled without a word, and whatever its hooks refuse.
	"""
	how = SAVES.get((cint(doc.docstatus), docstatus))
	if not how:
		_refuse(doc, docstatus)
	with freed(doc), _answered(doc, _answers(doc, found, moved)):
		doc.save(ignore_version=False) if how == "save" else getattr(doc, how)()
	if cint(doc.docstatus) != docstatus:
		_refuse_kept_back(doc)


def move(doc: Document, found: Document | None, docstatus: int, state: str) -> None:
	"""The same for a document whose state in the core Workflow the flow has set: core puts it on the timeline too."""
	save(doc, found, docstatus, moved=True)
	about = {"reference_doctype": doc.doctype, "reference_name": doc.name}
	said = {"comment_type": "Workflow", "comment_email": frappe.session.user, "content": _(state)}
	plain_rows.insert("Comment", [{**about, **said, "seen": 0, "published": 0}])


def _answers(doc: Document, found: Document | None, moved: bool) -> dict[str, Callable[[], None]]:
	"""Core's steps that need not be taken in the next save, and what is done instead."""
	answers = {"validate_workflow": lambda: None} if moved else {}
	if found:
		answers["load_doc_before_save"] = partial(doc.__dict__.__setitem__, "_doc_before_save", found)
	if found and not links.matter(doc, found):
		answers["_validate_links"] = lambda: None
	return {step: answer for step, answer in answers.items() if _is_cores(doc, step)}


def _is_cores(doc: Document, step: str) -> bool:
	return getattr(type(doc), step) is getattr(Document, step)


@contextmanager
def _answered(doc: Document, answers: Mapping[str, Callable[[], None]]) -> Iterator[None]:
	"""Within the next save these steps are answered, each once."""

	def answer_once(step: str, *_words, **_more) -> None:
		doc.__dict__.pop(step, None)
		answers[step]()

	doc.__dict__.update({step: partial(answer_once, step) for step in answers})
	try:
		yield
	finally:
		for step in answers:
			doc.__dict__.pop(step, None)


@contextmanager
def freed(doc: Document, **flags: Any) -> Iterator[None]:
	"""While it lasts: whose turn it is was decided before; units and signers may not write. `flags` are set as long."""
	set_now = {"ignore_permissions": True, **flags}
	kept = {name: doc.flags.get(name) for name in set_now}
	doc.flags.update(set_now)
	try:
		yield
	finally:
		doc.flags.update(kept)


def _modified(doc: Document) -> str | None:
	return frappe.db.get_value(doc.doctype, doc.name, "modified")


def _refuse(doc: Document, docstatus: int) -> None:
	frappe.throw(
		_("{0} cannot go from {1} to {2}: mend the Workflow of {3}.").format(
			frappe.bold(doc.name), _shown(doc.docstatus), _shown(docstatus), _(doc.doctype)
		),
		IllegalStep,
	)


def _refuse_kept_back(doc: Document) -> None:
	frappe.throw(
		_("{0} is still in state {1}: a rule of its own app has kept it there, without a word.").format(
			frappe.bold(doc.name), _shown(doc.docstatus)
		),
		IllegalStep,
	)


def _shown(docstatus: int) -> str:
	return (_("Draft"), _("Submitted"), _("Cancelled"))[cint(docstatus)]
