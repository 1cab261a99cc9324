"""The keys of a flow and of its steps, made where nobody has named them: what stands in the record must not be thought up."""

from itertools import count

import frappe
from frappe.model.document import Document

FLOW = "Qingdan Approval Flow"


def of_flow(flow: Document) -> str:
	"""The flow's own key, else one that no other flow has, made of its document type."""
	if flow.flow_key:
		return flow.flow_key
	stem = frappe.scrub(flow.document_type or "flow")
	keys = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
	return next(key for key in keys if not frappe.db.exists(FLOW, {"flow_key": key}))


def fill_steps(flow: Document) -> None:
	"""Name every step that has no key by its number, and never as another is named already."""
	taken = {row.step_key for row in flow.steps if row.step_key}
	for row in flow.steps:
		if not row.step_key:
			row.step_key = next(key for key in _from(row.idx) if key not in taken)
			taken.add(row.step_key)


def _from(number: int):
	return (f"step{each}" for each in count(number or 1))
