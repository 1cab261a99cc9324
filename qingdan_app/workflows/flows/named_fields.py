"""The fields of documents that a flow names: in conditions, expressions, steps and tables of conditions."""

import ast
from collections.abc import Iterator

import frappe
from frappe.model.document import Document
from frappe.model.workflow import get_workflow_name

from qingdan_app.workflows.flows import entries, resolvers
from qingdan_app.workflows.flows.paths import fields_along

ROUTE = "Qingdan Approval Route"
Field = tuple[str, str]
"""A DocType and the name of one of its fields."""


def of(flow: Document) -> frozenset[Field]:
	"""Every field that a flow reads or enters, of its own documents, their rows and those that links lead to.

	By name alone: while a DocType is saved, what is known of its fields may be what it would be.
	"""
	doctype = flow.document_type
	if not frappe.db.exists("DocType", doctype):
		return frozenset()
	named = {field for path in _paths(flow) for field in fields_along(doctype, path)}
	return frozenset(named | set(_in_expressions(flow)))


def options_named(flow: Document, fieldname: str) -> list[str]:
	"""The values that the conditions of a flow ask for in a field of its documents, as they are written."""
	rows = [(row.field, row.value) for row in flow.conditions]
	rows += [(row.condition_field, row.condition_value) for row in flow.steps]
	rows += [(row.field, row.value) for row in flow.settings]
	rows += [(row.field, row.value) for route in _routes(flow) for row in route.rows]
	return [value for field, value in rows if field == fieldname and value]


def _paths(flow: Document) -> Iterator[str]:
	yield from (row.field for row in flow.conditions)
	yield from (row.field for row in flow.settings)
	for row in flow.steps:
		yield from filter(None, (row.condition_field, row.due_field))
		yield from entries.fields_of_step(flow, row.step_key)
		yield from _read_by(row.resolver, row.parameter)
		yield from _read_by(row.copy_resolver, row.copy_parameter)
	for route in _routes(flow):
		for row in route.rows:
			yield from filter(None, (row.field,))
			yield from _read_by(row.resolver, row.parameter)
	if flow.guard == "Transition" and (name := get_workflow_name(flow.document_type)):
		yield frappe.get_cached_value("Workflow", name, "workflow_state_field")


def _read_by(resolver: str | None, parameter: str | None) -> Iterator[str]:
	if resolver and (path := resolvers.path_of(resolver, parameter or "")):
		yield path


def _routes(flow: Document) -> Iterator[Document]:
	named = {row.parameter for row in flow.steps if row.resolver == "route"}
	named |= {row.copy_parameter for row in flow.steps if row.copy_resolver == "route"}
	for name in sorted(filter(None, named)):
		if frappe.db.exists(ROUTE, name):
			yield frappe.get_cached_doc(ROUTE, name)


def _in_expressions(flow: Document) -> Iterator[Field]:
	"""Fields of the documents, and of their rows, that an expression may mean by a name."""
	sets = [row.value.removeprefix(entries.EXPRESSION) for row in flow.settings if _is_expression(row)]
	words = {word for text in (flow.expression or "", *sets) for word in _words(text)}
	meta = frappe.get_meta(flow.document_type)
	for doctype in (flow.document_type, *(field.options for field in meta.get_table_fields())):
		yield from ((doctype, word) for word in words)


def _is_expression(row: Document) -> bool:
	return (row.value or "").startswith(entries.EXPRESSION)


def _words(expression: str) -> Iterator[str]:
	try:
		tree = ast.parse(expression.strip() or "None", mode="eval")
	except (SyntaxError, ValueError, RecursionError, MemoryError):
		return
	for node in ast.walk(tree):
		match node:
			case ast.Attribute(attr=word) | ast.Constant(value=str() as word):
				yield word
