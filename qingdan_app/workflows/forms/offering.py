"""What the guided page offers to choose from, and the forms that somebody may fill in."""

import frappe
from frappe import _

from qingdan_app.compat import everybody_at_desk
from qingdan_app.workflows import administrators
from qingdan_app.workflows.flows import ready_made


def choices() -> dict[str, list[dict]]:
	"""`{kinds, roles, flows}`, each `[{value, label, …}]`."""
	chosen = sorted(roles())
	return {
		"kinds": [{"value": kind, "label": words} for kind, words in _kinds().items()],
		"roles": [{"value": role, "label": _(role)} for role in chosen],
		"flows": ready_made.for_forms(),
	}


def _kinds() -> dict[str, str]:
	return {
		"Data": _("Text, one line"),
		"Small Text": _("Text, several lines"),
		"Int": _("Whole number"),
		"Float": _("Number with decimals"),
		"Currency": _("Amount"),
		"Date": _("Date"),
		"Check": _("Yes or no"),
		"Select": _("Choice"),
		"Attach": _("File"),
	}


def roles() -> set[str]:
	"""The roles that may be given a form to fill in: those of people in Desk."""
	found = frappe.get_all("Role", {"disabled": 0, "desk_access": 1}, pluck="name")
	return {*found, everybody_at_desk()} - administrators.NOBODYS


def listed() -> list[dict]:
	"""The forms that the session's user may fill in: `[{doctype, title, flow}]`; `flow` says whether one is in force."""
	rows = frappe.get_all(
		"DocType", {"module": administrators.FORMS, "custom": 1}, pluck="name", order_by="creation"
	)
	decided = set(frappe.get_all("Qingdan Approval Flow", {"status": "Published"}, pluck="document_type"))
	return [
		{"doctype": name, "title": _(name), "flow": name in decided}
		for name in rows
		if frappe.has_permission(name, "create")
	]
