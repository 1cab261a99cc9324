"""The Python API of approvals for other apps: send a document in, ask who has it, ship a flow.

These names, their arguments and what they answer stay as they are; `docs/api.md` shows them. Refusals are those of
`qingdan_app.workflows.exceptions`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from qingdan_app.workflows.engine.flow import Body
from qingdan_app.workflows.exceptions import NoSuchRequest
from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.flows.resolvers import Answering, enabled, titled
from qingdan_app.workflows.moves.hearing import Heard
from qingdan_app.workflows.moves.kept_words import note
from qingdan_app.workflows.moves.performing import MoveTo, Perform, Write
from qingdan_app.workflows.moves.subjects import ApprovalSubject, Move
from qingdan_app.workflows.requests import acting, views

__all__ = [
	"Answering",
	"ApprovalSubject",
	"Body",
	"Heard",
	"Move",
	"MoveTo",
	"Pending",
	"Perform",
	"Standing",
	"Write",
	"enabled",
	"note",
	"pending",
	"publish",
	"send",
	"standing",
	"titled",
]

FLOW, TURN = "Qingdan Approval Flow", "Qingdan Approval Assignment"
SHIPPED = "qingdan_shipped_flow:{0}"


@dataclass(frozen=True)
class Pending:
	"""Somebody's open turn."""

	request: str
	doctype: str
	name: str
	step: str
	assignee: str
	on_behalf_of: str
	opened_at: datetime
	due: datetime | None


@dataclass(frozen=True)
class Standing:
	"""Where a document's latest request stands: `status` Running, Returned, Blocked or Ended, and how it ended.

	`outcome` is Approved, Rejected, Withdrawn or Terminated; empty while it runs.
	"""

	request: str
	flow: str
	status: str
	outcome: str


def send(doc: Document) -> str:
	"""Send a saved document into the flow that guards its submission, as the session's user; answers the request.

	A document that was returned is sent in again. Raises NoSuchRequest where no flow is meant for it, frappe.PermissionError
	for a user who may not write it. Where a flow guards a state of the Workflow, it begins by itself.
	"""
	doc.check_permission("write")
	return acting.send(doc.doctype, doc.name).name


def pending(doc: Document | None = None, user: str | None = None) -> list[Pending]:
	"""The open turns on a document, of a user, or of a user on a document, the longest open first."""
	wanted: dict[str, str] = {"standing": "Open"}
	if doc:
		wanted |= {"reference_doctype": doc.doctype, "reference_name": doc.name}
	if user:
		wanted["assignee"] = user
	fields = [
		"request",
		"reference_doctype",
		"reference_name",
		"step",
		"assignee",
		"on_behalf_of",
		"opened_at",
		"due",
	]
	rows = frappe.get_all(TURN, wanted, fields, order_by="opened_at, name", as_list=True)
	return [Pending(*row[:5], row[5] or "", *row[6:]) for row in rows]


def standing(doc: Document) -> Standing | None:
	"""Where the document's latest request stands; None where it was never sent in."""
	latest = views.latest_of(doc.doctype, doc.name)
	return latest and Standing(latest.name, latest.flow, latest.status, latest.outcome or "")


def publish(flow: Mapping[str, Any]) -> str:
	"""Ship a flow: put in force what `flow` says, by its `flow_key`; answers the name of the version in force.

	`flow` holds the fields of a Qingdan Approval Flow, its `steps` and `conditions` as lists of rows. For `after_install` and
	`after_migrate`: what was shipped before is not shipped again, so that a version which an administrator has made since,
	or has retired, stays; a flow that has changed in the app becomes the next version. Raises FlowUnsound or FlowsCollide.
	"""
	key, shipped = flow["flow_key"], _print_of(flow)
	if frappe.db.get_default(SHIPPED.format(key)) != shipped:
		draft = frappe.get_doc({"doctype": FLOW, **flow}).insert()
		publishing.publish(draft)
		frappe.db.set_default(SHIPPED.format(key), shipped)
	return _in_force(key)


def _in_force(key: str) -> str:
	names = frappe.get_all(FLOW, {"flow_key": key}, ["name", "status"], order_by="version desc")
	if not names:
		frappe.throw(_("There is no approval flow {0}.").format(key), NoSuchRequest)
	return next((row.name for row in names if row.status == "Published"), names[0].name)


def _print_of(flow: Mapping[str, Any]) -> str:
	return hashlib.sha256(cstr(frappe.as_json(flow)).encode()).hexdigest()[:32]
