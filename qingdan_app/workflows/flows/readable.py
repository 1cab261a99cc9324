"""Conditions are read when they are saved: what the type of a field cannot read is refused, never taken for 0."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import frappe
from frappe import _
from frappe.model import table_fields
from frappe.model.document import Document
from frappe.utils import cstr

from qingdan_app.workflows.engine.flow.conditions import CannotJudge, Operator
from qingdan_app.workflows.exceptions import ValueUnreadable
from qingdan_app.workflows.flows import choosing, entries
from qingdan_app.workflows.flows.definitions import test_of
from qingdan_app.workflows.moves.subjects import subject_of

Row = tuple[str, str, str | None]
OPERATORS = frozenset(each.value for each in Operator)
NAMING = frozenset({Operator.EQUALS, Operator.NOT_EQUALS, Operator.IN, Operator.NOT_IN})
LINKED = {"owner": "User", "modified_by": "User"}
"""Fields of every document that name another one although they are no links."""


def check_flow(flow: Document) -> None:
	"""Raise ValueUnreadable, naming every condition of a flow that cannot be read as it is written."""
	_refuse(list(problems_of_flow(flow)))


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


def _refuse(problems: list[str]) -> None:
	if problems:
		frappe.throw("<br>".join(problems), ValueUnreadable, title=_("A Condition Cannot Be Read"))


def problems_of_flow(flow: Document) -> Iterator[str]:
	"""What is no value of its field's type, or names what there is not: in conditions, and in what the end of a flow sets."""
	if not frappe.db.exists("DocType", flow.document_type):
		return
	rows = [(row.field, row.operator, row.value) for row in flow.conditions]
	known = {field: (value or "").strip() for field, operator, value in rows if operator == "="}
	rows += [(row.condition_field, row.condition_operator, row.condition_value) for row in flow.steps]
	types, meta = choosing.fieldtypes(flow.document_type), frappe.get_meta(flow.document_type)
	rows += [(row.field, "=", row.value) for row in flow.settings if _is_plain(row, meta)]
	for row in rows:
		if row[0] and row[1]:
			yield from _problems(row, types, meta, known)


def _is_plain(setting: Document, meta) -> bool:
	"""Whether a flow sets a value of a field's type; what it cannot set at all is said when it is published."""
	field, value = meta.get_field(setting.field), setting.value or ""
	return (
		bool(field and value)
		and field.fieldtype not in table_fields
		and not value.startswith(entries.EXPRESSION)
	)


def _problems(
	row: Row, types: Mapping[str, str], meta, known: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
	"""`known` are the values that other conditions ask for: they say whither a dynamic link leads."""
	field, operator, value = row
	if operator not in OPERATORS:
		yield _("There is no comparison “{0}”.").format(frappe.utils.escape_html(operator))
		return
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
	if test.operator in NAMING and (target := _target(meta.get_field(field) or LINKED.get(field), known)):
		yield from _of_links(target, label, test.values)


def _of_options(field, label: str, values: tuple) -> Iterator[str]:
	options = [option.strip() for option in (field.options or "").split("\n")] if field else []
	for value in values:
		if options and value not in options:
			yield _("{0} has no option “{1}”.").format(label, frappe.utils.escape_html(str(value)))


def _target(field, known: Mapping[str, str]) -> str:
	"""The DocType whose documents a field names; empty where it names none, or where that is not certain."""
	if not field or isinstance(field, str):
		return field or ""
	leads = {"Link": field.options, "Dynamic Link": known.get(field.options)}.get(field.fieldtype)
	return leads if leads and frappe.db.exists("DocType", {"name": leads, "is_virtual": 0}) else ""


def _of_links(target: str, label: str, names: tuple) -> Iterator[str]:
	"""A name that leads nowhere never holds, in silence; neither does one that is spelt otherwise."""
	for name in filter(None, names):
		if cstr(frappe.db.get_value(target, name, "name")) != name:
			yield _("{0}: there is no {1} “{2}”.").format(
				label, _(target), frappe.utils.escape_html(str(name))
			)
