"""Conditions are read when they are saved: what the type of a field cannot read is refused, never taken for 0."""

from collections.abc import Iterable, Iterator, Mapping

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.workflows.engine.flow.conditions import CannotJudge
from qingdan_app.workflows.exceptions import ValueUnreadable
from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.flows.definitions import test_of
from qingdan_app.workflows.moves.subjects import subject_of

Row = tuple[str, str, str | None]


def check_flow(flow: Document) -> None:
	"""Raise ValueUnreadable, naming every condition of a flow that cannot be read as it is written."""
	if not frappe.db.exists("DocType", flow.document_type):
		return
	rows = [(row.field, row.operator, row.value) for row in flow.conditions]
	rows += [
		(row.condition_field, row.condition_operator, row.condition_value)
		for row in flow.steps
		if row.condition_field
	]
	_check(rows, choosing.fieldtypes(flow.document_type), frappe.get_meta(flow.document_type))


def check_route(route: Document, doctypes: Iterable[str]) -> None:
	"""Raise ValueUnreadable where a row of a route cannot be read for one of `doctypes`, which it is for."""
	problems = (problem for doctype in doctypes for problem in problems_of_route(route, doctype))
	_refuse(list(dict.fromkeys(problems)))


def problems_of_route(route: Document, doctype: str) -> Iterator[str]:
	"""What is wrong with the rows of a route for documents of one DocType: no such field, or no value of its type."""
	if not frappe.db.exists("DocType", doctype):
		return
	subject = subject_of(frappe.new_doc(doctype))
	facts, meta = subject.facts(), subject.doc.meta
	types = subject.fieldtypes(facts)
	for row in route.rows:
		if row.field and row.field not in facts:
			yield _("{0} has no field {1}").format(_(doctype), frappe.utils.escape_html(row.field))
		elif row.field:
			yield from _problems((row.field, row.operator, row.value), types, meta)


def _check(rows: Iterable[Row], types: Mapping[str, str], meta) -> None:
	_refuse([problem for row in rows if row[0] and row[1] for problem in _problems(row, types, meta)])


def _refuse(problems: list[str]) -> None:
	if problems:
		frappe.throw("<br>".join(problems), ValueUnreadable, title=_("A Condition Cannot Be Read"))


def _problems(row: Row, types: Mapping[str, str], meta) -> Iterator[str]:
	field, operator, value = row
	kind, label = types.get(field), _(meta.get_label(field) or field)
	written = frappe.utils.escape_html(value or "")
	try:
		test = test_of(field, operator, value, types)
	except CannotJudge:
		yield _(
			"{0} {1} “{2}”: this is no value of the type {3}. Write it plainly, as 10000 or 2021-03-01."
		).format(label, operator, written, _(kind or ""))
		return
	if kind == "Select" and test.values:
		yield from _of_options(meta.get_field(field), label, test.values)


def _of_options(field, label: str, values: tuple) -> Iterator[str]:
	options = [option.strip() for option in (field.options or "").split("\n")] if field else []
	for value in values:
		if options and value not in options:
			yield _("{0} has no option “{1}”.").format(label, frappe.utils.escape_html(str(value)))
