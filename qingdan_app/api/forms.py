"""Forms that administrators make, with their flows; which of them one may fill in."""

import frappe

from qingdan_app import arguments
from qingdan_app.workflows.forms import making, offering


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_choices() -> dict:
	"""What the guided page offers: `{kinds, roles, flows}`, each `[{value, label}]`."""
	making.refuse_unless_theirs()
	return offering.choices()


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_forms() -> list[dict]:
	"""The forms that one may fill in: `[{doctype, title, flow}]`."""
	return offering.listed()


@frappe.whitelist(methods=["POST"])
@arguments.read
def make(form: dict | str) -> dict:
	"""Make a form and its flow: `{doctype, title, flow, status, why}`.

	`form` says `title`, `fields` (`{label, kind, required, options}`), `roles`, `own_only`, `flow` (one that is ready) and
	`signers`, for each of its steps a list of users, or of one role.
	"""
	making.refuse_unless_theirs()
	return making.make(frappe.parse_json(form))
