"""The approval sheet: what a document says, and under it everybody who decided on it, in order, with their words."""

import json
from collections.abc import Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from qingdan_app.workflows.engine.trail import differences
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.moves.subjects import ApprovalSubject, subject_of
from qingdan_app.workflows.papers import opinions
from qingdan_app.workflows.papers.fields import (
	as_typed,
	cell,
	fields_of,
	in_lines,
	is_called_by_name,
	tables_of,
	value_of,
)
from qingdan_app.workflows.papers.rendering import FOLDER, render
from qingdan_app.workflows.requests import past
from qingdan_app.workflows.requests.in_words import InWords

TEMPLATE = f"{FOLDER}/approval_sheet.html"
LONGEST_TITLE = 60
STANDING = ("Draft", "Submitted", "Cancelled")


def qingdan_approval_sheet(doc: Any) -> str:
	"""The approval sheet of a document under a flow, or of a request itself, as HTML: what print formats call.

	Any template of the site may call it, so it asks for itself. Raises frappe.PermissionError.
	"""
	if doc.doctype == opinions.REQUEST:
		return render(TEMPLATE, of_request(doc.name))
	stored = readable(doc.doctype, doc.name)
	return render(TEMPLATE, of_document(stored))


def readable(doctype: str, name: str) -> Document:
	"""The stored document, for whoever may read it. Raises frappe.PermissionError."""
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	return doc


def of_document(doc: Document) -> dict:
	"""What stands on the sheet of a document: `{title, heading, number, standing, fields, tables, requests, lines, changed}`."""
	requests = opinions.requests_about(doc.doctype, doc.name)
	return {
		"title": _("Approval Sheet"),
		**heading_of(doc),
		"fields": fields_of(doc, {doc.meta.get_title_field()} if _title(doc) else ()),
		"tables": tables_of(doc),
		"requests": requests,
		"lines": opinions.lines_about(doc.doctype, doc.name, requests),
		"changed": _changed_since(doc, requests),
	}


def of_request(name: str) -> dict:
	"""The same of one request, with the document as it was last decided on, as far as the user reads it."""
	request = opinions.request_read(name)
	if not request:
		frappe.throw(_("This approval is not yours to see."), frappe.PermissionError)
	about = frappe.db.get_value(opinions.REQUEST, name, ["reference_doctype", "reference_name"])
	document = past.document_of(name, request["until"])
	words = [word for word in document["words"] if word["value"] != document["title"]]
	told = (cell(word["label"], as_typed(word["value"])) for word in words)
	files = [cell(_("Files"), "\n".join(file["name"] for file in document["files"]))]
	return {
		"title": _("Approval Sheet"),
		"kind": _(about[0]),
		"heading": as_typed(document["title"]),
		"number": "",
		"standing": "",
		"fields": list(in_lines([*told, *(files if document["files"] else [])])),
		"tables": [],
		"requests": [request],
		"lines": opinions.lines_about(*about, [request], moves=False),
		"changed": [],
	}


def heading_of(doc: Document) -> dict:
	"""What a document is called on paper: `{kind, heading, number, standing}`."""
	standing = _(STANDING[doc.docstatus]) if doc.meta.is_submittable else ""
	return {
		"kind": _(doc.doctype),
		"heading": _title(doc),
		"number": cstr(doc.name) if is_called_by_name(doc) else "",
		"standing": standing,
	}


def _title(doc: Document) -> str:
	"""What stands above a document: what its title field holds, where that is no whole text."""
	field = doc.meta.get_field(doc.meta.get_title_field())
	title = value_of(field.fieldname, doc) if field else ""
	return title if len(title) <= LONGEST_TITLE else ""


def _changed_since(doc: Document, requests: list[Mapping]) -> list[dict]:
	"""What people changed in a document after it was approved: opinions are not about that."""
	if not requests or not requests[-1]["approved"] or isinstance(doc, FlowControlledDocument):
		return []
	kept = _last_words(doc, requests[-1]["name"])
	if not kept:
		return []
	subject, before = subject_of(doc), json.loads(kept)
	now = subject.snapshot()
	found = [each for each in differences(before, now) if _is_entered(each.path[0], subject)]
	return InWords(doc.doctype).changes(found, before, now)


def _last_words(doc: Document, request: str) -> str | None:
	"""The document as it was once the request had done with it, with all that its end entered."""
	about = {"reference_doctype": doc.doctype, "reference_name": doc.name}
	rows = frappe.get_all(trail.LOG, about, ["name", trail.CAUSE, "request", "snapshot"], order_by="sequence")
	of_it: set[str] = set()
	kept = None
	for row in rows:
		if row.request == request or row[trail.CAUSE] in of_it:
			of_it.add(row.name)
			kept = row.snapshot or kept
	return kept


def _is_entered(name: str, subject: ApprovalSubject) -> bool:
	field = subject.doc.meta.get_field(name)
	written = field and (field.read_only or field.hidden or field.no_copy)
	return bool(field) and not written and name not in subject.written_by_flow
