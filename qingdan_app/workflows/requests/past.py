"""A request as it stood at an entry of its log, made from the events up to it."""

import json

import frappe
from frappe import _

from qingdan_app.workflows.engine import flow as engine
from qingdan_app.workflows.engine.flow import from_plain
from qingdan_app.workflows.engine.flow.events import Event
from qingdan_app.workflows.flows.form_options import label_of
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves.subjects import subject_class, subject_of
from qingdan_app.workflows.requests import columns

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


def document_of(request: str, until: int | None = None) -> list[dict]:
	"""The document by its title, and its words as they were last decided on: `[{label, value}]`, tables left out."""
	filters = {"request": request, "snapshot": ("is", "set")}
	if until is not None:
		filters["sequence"] = ("<=", until)
	fields = ["snapshot", "reference_doctype"]
	found = frappe.get_all(trail.LOG, filters, fields, order_by="sequence desc", limit=1)
	if not found or not frappe.db.exists("DocType", found[0].reference_doctype):
		return []
	doctype, words = found[0].reference_doctype, json.loads(found[0].snapshot or "{}")
	title = frappe.db.get_value(REQUEST, request, "subject_title")
	spoken_of = subject_of(frappe.new_doc(subject_class(doctype).words_doctype or doctype))
	told = [(label_of(spoken_of, name), value) for name, value in words.items() if isinstance(value, str)]
	return [{"label": label, "value": value} for label, value in [(_(doctype), title), *told]]
