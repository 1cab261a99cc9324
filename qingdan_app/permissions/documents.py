"""The rule of visibility for one document: what the `has_permission` hooks answer. Always True or False."""

import frappe
from frappe.model.document import Document

from qingdan_app.organization.people import standing_of
from qingdan_app.organization.rules.standing import Standing
from qingdan_app.tasks.invariants import open_for_change
from qingdan_app.tasks.rules.states import ReportState
from qingdan_app.workflows.requests.access import has_live_turn

CHANGES = frozenset({"create", "write", "delete", "submit", "cancel", "amend"})


def task(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	"""A task is seen by its units, its leader's office, and whoever is to decide on it while it is his turn."""
	standing = standing_of(user)
	return sees_task(standing, doc) or (
		ptype not in CHANGES and _has_turn(standing, "Qingdan Task", doc.name)
	)


def key_work(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	standing = standing_of(user)
	if standing.sees_all or not doc.name:
		return True
	seen = standing.all_units
	units = frappe.qb.DocType("Qingdan Task Unit")
	tasks = frappe.qb.DocType("Qingdan Task")
	query = (
		frappe.qb.from_(tasks)
		.left_join(units)
		.on(units.parent == tasks.name)
		.select(tasks.name)
		.where(tasks.key_work == doc.name)
		.where(units.unit.isin(list(seen) or [""]) | tasks.leader.isin(list(standing.leaders) or [""]))
		.limit(1)
	)
	return bool(query.run())


def report(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	"""A report is seen with its task, a draft by its own unit only; its unit alone may change it.

	Decided on what is stored: a document sent in from outside may claim another unit or state.
	"""
	standing = standing_of(user)
	if standing.user == "Administrator":
		return True
	kept = (
		frappe.db.get_value(doc.doctype, doc.name, ["unit", "task", "state"], as_dict=True)
		if doc.name
		else None
	)
	if not kept:
		return not doc.get("unit") or doc.unit in standing.all_units
	own = kept.unit in standing.all_units
	if ptype in CHANGES:
		return own and open_for_change(kept)
	if kept.state == ReportState.DRAFT.value and not own:
		return False
	return _sees_task_named(standing, kept.task) or _has_turn(standing, doc.doctype, doc.name)


def contact(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	standing = standing_of(user)
	return standing.sees_all or doc.get("user") == standing.user


def import_run(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	return standing_of(user).sees_all


def approval_log(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	"""An entry is seen with the document it speaks of."""
	if standing_of(user).user == "Administrator":
		return True
	if not doc.get("reference_name") or not frappe.db.exists(doc.reference_doctype, doc.reference_name):
		return False
	return bool(frappe.has_permission(doc.reference_doctype, "read", doc.reference_name, user=user))


def sees_task(standing: Standing, doc: Document) -> bool:
	"""Whether a task document is his to see; a new one, still without units, has to pass the role only."""
	units = [row.unit for row in doc.get("units") or []]
	return standing.sees(units, doc.get("leader")) or bool(doc.is_new() and not units)


def _sees_task_named(standing: Standing, name: str) -> bool:
	if standing.sees_all:
		return True
	units = frappe.get_all("Qingdan Task Unit", {"parent": name}, pluck="unit")
	leader = frappe.db.get_value("Qingdan Task", name, "leader")
	return standing.sees(units, leader) or _has_turn(standing, "Qingdan Task", name)


def _has_turn(standing: Standing, doctype: str, name: str | None) -> bool:
	return bool(name) and has_live_turn(doctype, name, standing.user)
