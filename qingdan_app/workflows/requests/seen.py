"""A decision is taken on what was seen: a document that has changed since it was sent in is looked at again first.

The fingerprint of the document is kept with its request when it is sent in, and when somebody decides on what they say
they saw. Documents whose state is the flow's own keep what is decided by rules of their own and are not asked.
"""

import json
from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.workflows.engine.flow import Act
from qingdan_app.workflows.engine.trail import Difference, differences, fingerprint
from qingdan_app.workflows.exceptions import SubjectChanged
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.moves.document_words import KEPT_BESIDE, print_of
from qingdan_app.workflows.moves.subjects import ApprovalSubject

DECISIONS = frozenset({"approve", "reject"})
RECORDS = frozenset({"resume"})
"""What is sent in again is what is decided on from then on."""
MOST_NAMED = 5


def print_for(doc: Document) -> str:
	"""The fingerprint that a decision on this document is taken on; empty where none is asked for."""
	return "" if isinstance(doc, FlowControlledDocument) else print_of(doc)


def print_now(row: Mapping, doc: Document) -> str:
	"""The same of a document on which a request runs, with the files beside it as they have become since (`files.py`)."""
	plain, files = print_for(doc), row.get("files_print")
	return fingerprint(plain + files) if plain and files else plain


def check(row: frappe._dict, subject: ApprovalSubject, asked: Act) -> None:
	"""Raise SubjectChanged where somebody decides on a document that is not what they saw, or not what was sent in.

	What is decided on from now on is set on `row`, which the caller writes.
	"""
	if asked.verb not in DECISIONS | RECORDS:
		return
	now = print_now(row, subject.doc)
	known = asked.snapshot or row.subject_print
	if asked.verb in DECISIONS and now and known and now != known:
		_refuse(row, subject)
	row.subject_print = now


def unseen(row: Mapping, doc: Document) -> bool:
	"""Whether a document is no longer what was sent in or last decided on."""
	now = print_now(row, doc) if row.subject_print else ""
	return bool(now) and now != row.subject_print


def changed(row: Mapping, subject: ApprovalSubject) -> list[Difference]:
	"""What differs between the document as it is and as the last entry of the request has it."""
	if not unseen(row, subject.doc):
		return []
	last = frappe.get_all(
		trail.LOG,
		{"request": row.name, "snapshot": ("is", "set"), "act": ("in", ["start", *DECISIONS, *RECORDS])},
		["snapshot"],
		order_by="sequence desc",
		limit=1,
	)
	before = json.loads(last[0].snapshot) if last else {}
	words = {name: value for name, value in before.items() if not name.startswith(KEPT_BESIDE)}
	return list(differences(words, subject.snapshot())) if last else []


def _refuse(row: frappe._dict, subject: ApprovalSubject) -> None:
	doc = subject.doc
	labels = ((doc.meta.get_label(str(each.path[0])) or each.path[0], each) for each in changed(row, subject))
	told = [f"{_(label)}: {each.before or '—'} → {each.after or '—'}" for label, each in labels]
	what = "；".join(map(frappe.utils.escape_html, told[:MOST_NAMED])) or _(
		"something in it, or a file attached to it"
	)
	frappe.throw(
		_("{0} has changed since: {1}. Nothing was decided; look at it again, then decide.").format(
			frappe.bold(doc.name), what
		),
		SubjectChanged,
		title=_("Changed Meanwhile"),
	)
