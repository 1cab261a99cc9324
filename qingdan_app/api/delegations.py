"""Stand-ins: for whom one may enter one, and what it may be limited to."""

import frappe

from qingdan_app import arguments
from qingdan_app.workflows.flows import form_options
from qingdan_app.workflows.requests import access


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_principals() -> list[str] | None:
	"""For whom the user may enter a stand-in, themselves first; None for everybody."""
	frappe.has_permission("Qingdan Approval Delegation", "create", throw=True)
	return None if access.administers_all_approvals() else access.principals()


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_scope_kinds() -> list[dict]:
	"""The kinds of what a stand-in may be limited to: `[{value, label}]`, first no limit at all."""
	frappe.has_permission("Qingdan Approval Delegation", "create", throw=True)
	return [{"value": kind, "label": words} for kind, words in form_options.scope_kinds().items()]


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_scopes(kind: str) -> list[dict]:
	"""What a stand-in may be limited to: `[{value, label}]` for a kind of scope."""
	frappe.has_permission("Qingdan Approval Delegation", "create", throw=True)
	return form_options.scopes(kind)
