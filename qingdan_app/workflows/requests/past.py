"""A request as it stood at an entry of its log, made from the events up to it."""

import json

import frappe

from qingdan_app.workflows.engine import flow as engine
from qingdan_app.workflows.engine.flow import from_plain
from qingdan_app.workflows.engine.flow.events import Event
from qingdan_app.workflows.flows.form_options import label_of
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves.subjects import subject_of
from qingdan_app.workflows.requests import columns


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
	"""The words of the document as they were last decided on: `[{label, value}]`, tables left out."""
	filters = {"request": request, "snapshot": ("is", "set")}
	if until is not None:
		filters["sequence"] = ("<=", until)
	fields = ["snapshot", "reference_doctype"]
	found = frappe.get_all(trail.LOG, filters, fields, order_by="sequence desc", limit=1)
	if not found or not frappe.db.exists("DocType", found[0].reference_doctype):
		return []
	subject = subject_of(frappe.new_doc(found[0].reference_doctype))
	words = json.loads(found[0].snapshot or "{}").items()
	return [
		{"label": label_of(subject, name), "value": value} for name, value in words if isinstance(value, str)
	]
