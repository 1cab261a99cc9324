"""The rule of visibility for one document: the list condition of its DocType, asked of its row.

Decided on what is stored: a document sent in from outside may claim another unit, person or state.
"""

import frappe
from frappe.model.document import Document

from qingdan_app.organization.people import standing_of
from qingdan_app.permissions.guarded import RULED
from qingdan_app.tasks import in_hands
from qingdan_app.workflows.listed import EVERYTHING, holds

READING = frozenset({None, "read", "select", "report", "print", "export", "email"})


def check(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	"""Whether the list of the DocType holds this document for the user; the hook `has_permission` of all of them.

	A document that is not stored yet has no row: its roles decide, and its own words where the rule says so.
	"""
	user, rule = user or frappe.session.user, RULED[doc.doctype]
	path = rule.condition if ptype in READING else rule.change or rule.condition
	condition = frappe.get_attr(path)(user)
	if condition == EVERYTHING:
		return True
	held = holds(doc.doctype, doc.name, condition)
	return _may_begin(rule.creation, doc, user) if held is None else held


def new_task(doc: Document, user: str) -> bool:
	"""A new task is seen by its units and its leader's office; one still without units by whoever may write it."""
	units = [row.unit for row in doc.get("units") or []]
	return not units or standing_of(user).sees(units, doc.get("leader"))


def new_report(doc: Document, user: str) -> bool:
	"""A report is begun by its own unit, or by whom the unit handed the task to."""
	own = not doc.get("unit") or doc.unit in standing_of(user).all_units
	return own or doc.unit in in_hands.units_handed(doc.get("task"), user)


def new_contact(doc: Document, user: str) -> bool:
	return doc.get("user") == user


def new_verification(doc: Document, user: str) -> bool:
	"""Of those whose roles may write one, whoever sees all."""
	return standing_of(user).sees_all


def nothing_new(doc: Document, user: str) -> bool:
	"""Only those begin an import who see all of them."""
	return False


def _may_begin(creation: str, doc: Document, user: str) -> bool:
	return bool(frappe.get_attr(creation)(doc, user)) if creation else True
