"""A request as it stood at an entry of its log, made from the events up to it."""

import json

import frappe

from qingdan_app.workflows.engine import flow as engine
from qingdan_app.workflows.engine.flow import from_plain
from qingdan_app.workflows.engine.flow.events import Event
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.requests import columns, reading_files
from qingdan_app.workflows.requests.in_words import InWords

REQUEST = "Qingdan Approval Request"


def state_at(request: str, until: int) -> engine.Request:
	"""The request after that entry."""
	found = frappe.get_all(
		trail.LOG, {"request": request, "sequence": ("<=", until)}, ["event"], order_by="sequence asc"
	)
	return engine.replay(from_plain(Event, json.loads(row.event)) for row in found if row.event)


def columns_at(request: engine.Request) -> dict:
	"""What its row said then of where it stood."""
	values = columns.request_values(request)
	return {column: values.get(column) for column in ("status", "outcome", "step", "ended_at")}


def document_of(request: str, until: int | None = None) -> dict:
	"""The document as it was last sent in or decided on: `{doctype, title, words, files}`, words as `[{label, value}]`.

	What hangs on the document today belongs to it for those alone who read all of the request.
	"""
	row = frappe.db.get_value(
		REQUEST, request, ["reference_doctype", "reference_name", "subject_title"], as_dict=True
	)
	about = {"doctype": row.reference_doctype, "title": row.subject_title}
	if not frappe.db.exists("DocType", row.reference_doctype):
		return {**about, "words": [], "files": []}
	words, told = _last_words(request, until), InWords(row.reference_doctype)
	files = told.files(words)
	if until is None:
		files += reading_files.attached_to(row.reference_doctype, row.reference_name)
	return {**about, "words": told.told(words), "files": reading_files.shown(files)}


def _last_words(request: str, until: int | None) -> dict:
	filters = {"request": request, "snapshot": ("is", "set")}
	if until is not None:
		filters["sequence"] = ("<=", until)
	found = frappe.get_all(trail.LOG, filters, pluck="snapshot", order_by="sequence desc", limit=1)
	return json.loads(found[0]) if found else {}
