"""By what one may filter what waits for one: only what would leave something, and something out."""

from collections.abc import Iterable

import frappe
from frappe import _

from qingdan_app.workflows.flows import form_options
from qingdan_app.workflows.requests import boxes, columns


def of(user: str) -> list[dict]:
	"""`[{name, label, options: [{value, label}]}]`: kinds of documents, steps, and the scopes of the hook `approval_scopes`."""
	rows = boxes.kinds_waiting(user)
	doctypes = {row.reference_doctype: _(row.reference_doctype) for row in rows}
	steps = {row.step_title: columns.shown_title(row) for row in rows if row.step_title}
	found = [*_scopes(rows), _filter("doctype", _("Type"), doctypes), _filter("step", _("Step"), steps)]
	return [each for each in found if len(each["options"]) > 1]


def _scopes(rows: list[dict]) -> Iterable[dict]:
	words = form_options.scope_kinds()
	for kind in frappe.get_hooks("approval_scopes", {}):
		names = {row.get(f"scope_{kind}") for row in rows} - {None, ""}
		if kind in words:
			yield _filter(kind, words[kind], _titles(form_options.doctype_of_scope(kind), names))


def _titles(doctype: str, names: set[str]) -> dict[str, str]:
	"""Names of documents → the words for them; they stand on documents that are the user's to decide on."""
	title = frappe.get_meta(doctype).get_title_field()
	if title == "name" or not names:
		return {name: name for name in names}
	rows = frappe.get_all(doctype, {"name": ("in", sorted(names))}, ["name", title])
	return {name: name for name in names} | {row.name: row[title] or row.name for row in rows}


def _filter(name: str, label: str, options: dict[str, str]) -> dict:
	rows = [{"value": value, "label": words} for value, words in options.items()]
	return {
		"name": name,
		"label": label,
		"options": sorted(rows, key=lambda row: (row["label"], row["value"])),
	}
