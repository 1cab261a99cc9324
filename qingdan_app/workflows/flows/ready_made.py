"""Flows to start from: steps as they are mostly wanted, to be given people and changed."""

from collections.abc import Iterator

import frappe
from frappe import _


def of(doctype: str | None) -> list[dict]:
	"""`[{value, label, description, steps}]`, those that fit the DocType; the titles of steps in the reader's language."""
	meta = frappe.get_meta(doctype) if doctype else None
	amount = next((field for field in meta.fields if field.fieldtype == "Currency"), None) if meta else None
	return [*_always(), *(_of_amount(_(amount.label), amount.fieldname) if amount else ())]


def for_forms() -> list[dict]:
	"""The same for a DocType that is still to be made; the last one asks for an amount."""
	return [*_always(), *_of_amount(_("Amount"))]


def _always() -> Iterator[dict]:
	decision = {"title": _("Decision"), "resolver": "user"}
	superior = {"title": _("Superior"), "resolver": "superior_of_previous"}
	yield _flow("one", _("One decides"), _("Any one of the people you name."), decision)
	yield _flow(
		"superior",
		_("The superior, then somebody you name"),
		_("Two steps, one after the other."),
		superior,
		decision,
	)
	yield _flow(
		"all",
		_("Everybody signs"),
		_("All of the people you name have to agree."),
		{"title": _("Joint Signature"), "resolver": "user", "mode": "All"},
	)
	yield _flow(
		"role",
		_("A role checks, then one decides"),
		_("Whoever holds the role checks first."),
		{"title": _("Check"), "resolver": "role"},
		decision,
	)


def _of_amount(label: str, field: str = "") -> Iterator[dict]:
	"""Where there is an amount: more of it needs one more signature."""
	more = {"condition_field": field, "condition_operator": ">", "condition_value": "10000"}
	yield _flow(
		"amount",
		_("One more signature above an amount"),
		_("The second step is for documents whose {0} is above 10,000; change the figure.").format(label),
		{"title": _("Decision"), "resolver": "user"},
		{"title": _("Second Decision"), "resolver": "user", **more},
	)


def _flow(value: str, label: str, description: str, *steps: dict) -> dict:
	rows = [{"mode": "Any", **step} for step in steps]
	return {"value": value, "label": label, "description": description, "steps": rows}
