"""What a flow enters into its document: fields that its end sets, and fields that signers fill in with their decision.

Controllers of other apps want a field set by whoever approves (a status, a sanctioned amount) before the document is
submitted. What may be entered stands in the flow, which is frozen; the state and what the flow owns never can be.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model import no_value_fields, table_fields
from frappe.model.document import Document

from qingdan_app.parsing.entered_values import Unreadable, value_of
from qingdan_app.workflows.exceptions import FieldIsNotYours, ValueUnreadable
from qingdan_app.workflows.flows.choosing import evaluate
from qingdan_app.workflows.moves.subjects import ApprovalSubject

EXPRESSION = "eval:"
LARGEST: Mapping[str, int] = {"Int": 2**31, "Check": 2}
LARGEST_NUMBER = 10**12
"""What a column of the database holds stays below."""
NEVER = frozenset(
	{"name", "owner", "docstatus", "idx", "creation", "modified", "modified_by", "amended_from"}
)


def set_at_end(flow: Document, outcome: str, doc: Document) -> dict[str, Any]:
	"""Field → value that the end of a flow sets in its document. Raises ConditionFails where an expression does."""
	rows = [row for row in flow.settings if row.outcome.lower() == outcome]
	return {row.field: _value(flow, row, doc) for row in rows}


def fields_of_step(flow: Document, step: str) -> list[str]:
	"""The fields that signers of a step fill in."""
	row = next((row for row in flow.steps if row.step_key == step), None)
	return _names(row.fills if row else "")


def filled(flow: Document, step: str, values: Mapping[str, Any], doc: Document) -> dict[str, Any]:
	"""Field → value that somebody fills in at a step, read as its type asks.

	Raises FieldIsNotYours for what the step does not give them, ValueUnreadable for what is no value of the field.
	"""
	given = {name for name in fields_of_step(flow, step) if doc.meta.has_field(name)}
	for name in sorted(set(values) - given):
		frappe.throw(_("“{0}” is not filled in at this step.").format(name), FieldIsNotYours)
	return {name: _read(doc.meta.get_field(name), value) for name, value in values.items()}


def _read(field, value: Any) -> Any:
	"""A value as it came from a form or over HTTP; nothing stays nothing."""
	if value is None or value == "":
		return None
	try:
		if not isinstance(value, str | int | float):
			raise Unreadable(value)
		read = value_of(str(value), field.fieldtype)
		if isinstance(read, float) and abs(read) >= LARGEST.get(field.fieldtype, LARGEST_NUMBER):
			raise Unreadable(value)
	except Unreadable:
		what = frappe.utils.escape_html(str(value))[:140]
		frappe.throw(
			_("{0}: “{1}” is no value of the type {2}.").format(
				_(field.label or field.fieldname), what, _(field.fieldtype)
			),
			ValueUnreadable,
		)
	return read


def problems_of(flow: Document, subject: ApprovalSubject) -> Iterator[str]:
	"""Fields that a flow enters and that there are none of, or that are nobody's to enter."""
	named = [row.field for row in flow.settings]
	named += [name for row in flow.steps for name in _names(row.fills)]
	meta, owned = subject.doc.meta, {*NEVER, *subject.written_by_flow}
	for name in dict.fromkeys(named):
		field = meta.get_field(name)
		if not field or field.fieldtype in (*no_value_fields, *table_fields, "Password") or name in owned:
			yield _("{0} is no field that a flow may set").format(name)


def _names(words: str | None) -> list[str]:
	return [
		name.strip()
		for name in (words or "").replace("，", ",").replace("\n", ",").split(",")
		if name.strip()
	]


def _value(flow: Document, row: Document, doc: Document) -> Any:
	field, words = doc.meta.get_field(row.field), row.value or ""
	if not words.startswith(EXPRESSION):
		return doc.cast(value_of(words, field.fieldtype), field) if words else None
	return evaluate(flow, words.removeprefix(EXPRESSION).strip(), doc)
