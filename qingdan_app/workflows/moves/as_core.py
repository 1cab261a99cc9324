"""How the flow writes a document of another app: core's own save, submit and cancel, whole.

Controllers of other apps rebuild tables in `validate`, fetch, compute and name by fields, and a later line of Frappe may
do more in a save: none of it is left out. One step alone is answered here, once in each save: whether the session's user
may take this edge of the core Workflow, which the flow has decided. A save of the same document by a hook is core's again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr

from qingdan_app.workflows.exceptions import IllegalStep

STEP = "validate_workflow"
SAVES = {(0, 0): "save", (0, 1): "_submit", (1, 1): "save", (1, 2): "_cancel"}
"""Docstatus before and after → what core calls; the queue that some controllers put in front of `submit` is not taken:
the document is submitted in the transaction that ends its request, or not at all."""


def refresh(doc: Document) -> None:
	"""Read the document anew where another instance of it was saved since: core refuses to write what is old."""
	if hasattr(doc, "_action") and cstr(_modified(doc)) != cstr(doc.modified):
		doc.load_from_db()


def save(doc: Document, docstatus: int) -> None:
	"""Save, submit or cancel a document under `guard.permit`. Raises IllegalStep, and whatever its hooks refuse."""
	how = SAVES.get((cint(doc.docstatus), docstatus))
	if not how:
		_refuse(doc, docstatus)
	with _freed(doc):
		doc.save(ignore_version=False) if how == "save" else getattr(doc, how)()


def move(doc: Document, docstatus: int, state: str) -> None:
	"""The same for a document whose state in the core Workflow the flow has set: core puts it on the timeline too."""
	with _answered(doc):
		save(doc, docstatus)
	doc.add_comment("Workflow", _(state))


def passed(doc: Document) -> None:
	"""What the flow answers in place of core's check of the edge, once."""
	doc.__dict__.pop(STEP, None)


@contextmanager
def _answered(doc: Document) -> Iterator[None]:
	doc.__dict__[STEP] = partial(passed, doc)
	try:
		yield
	finally:
		passed(doc)


@contextmanager
def _freed(doc: Document) -> Iterator[None]:
	"""While it lasts: whose turn it is was decided before; units and signers may not write."""
	before = doc.flags.get("ignore_permissions")
	doc.flags.ignore_permissions = True
	try:
		yield
	finally:
		doc.flags.ignore_permissions = before


def _modified(doc: Document) -> str | None:
	return frappe.db.get_value(doc.doctype, doc.name, "modified")


def _refuse(doc: Document, docstatus: int) -> None:
	words = (_("Draft"), _("Submitted"), _("Cancelled"))
	frappe.throw(
		_("{0} cannot go from {1} to {2}: mend the Workflow of {3}.").format(
			frappe.bold(doc.name), words[cint(doc.docstatus)], words[docstatus], _(doc.doctype)
		),
		IllegalStep,
	)
