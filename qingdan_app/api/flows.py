"""Flows, for administrators: publish, retire, next version, picture, dry run."""

import frappe
from frappe.utils import add_years, getdate

from qingdan_app import arguments
from qingdan_app.workflows.flows import dry_run, form_options, picture, publishing, ready_made
from qingdan_app.working_time import site_calendar


@frappe.whitelist(methods=["POST"])
@arguments.read
def publish(name: str) -> dict:
	"""Put a draft in force; the version before is retired: `{name, status}`."""
	return _answer(publishing.publish(_flow(name, "write")))


@frappe.whitelist(methods=["POST"])
@arguments.read
def retire(name: str) -> dict:
	"""Take a version out of force; what runs under it goes on."""
	return _answer(publishing.retire(_flow(name, "write")))


@frappe.whitelist(methods=["POST"])
@arguments.read
def make_next_version(name: str) -> dict:
	"""A draft like this version, to be changed."""
	return _answer(publishing.next_version(_flow(name, "write")))


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_picture(name: str) -> str:
	"""The flow drawn as SVG, from its steps as they are."""
	return picture.drawn(_flow(name, "read"))


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_form_options(document_type: str | None = None) -> dict:
	"""What the form of a flow offers: `{resolvers, fields, states, dates}`, each `[{value, label}]`."""
	frappe.has_permission("Qingdan Approval Flow", "read", throw=True)
	return form_options.of(document_type)


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_ready_made(document_type: str | None = None) -> list[dict]:
	"""Flows to start from: `[{value, label, description, steps}]`, those that fit the DocType."""
	frappe.has_permission("Qingdan Approval Flow", "create", throw=True)
	return ready_made.of(document_type)


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_unknown_years() -> list[int]:
	"""Years, of this and the next, whose statutory calendar is not known: clocks count Monday to Friday in them."""
	frappe.has_permission("Qingdan Approval Flow", "read", throw=True)
	today = getdate()
	return site_calendar.unknown_years(today, add_years(today, 1))


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_dry_run(name: str, limit: int = 2000) -> dict:
	"""Who would get the documents of this type under this draft, who resolves to nobody, what differs from now."""
	return dry_run.of(_flow(name, "read"), limit)


def _flow(name: str, right: str):
	flow = frappe.get_doc("Qingdan Approval Flow", name)
	flow.check_permission(right)
	return flow


def _answer(flow) -> dict:
	return {"name": flow.name, "status": flow.status}
