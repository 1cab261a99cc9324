"""Two DocTypes that have nothing to do with tasks, as an administrator makes them in Desk, and flows for them.

A purchase is submitted; a leave goes through a core Workflow. They are made once on a test site and stay there.
"""

import base64
from typing import ClassVar

import frappe

from qingdan_app.sessions import acting_as
from qingdan_app.tests import users
from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.moves.subjects import ApprovalSubject

PURCHASE, LEAVE = "Test Order", "Test Absence"
ITEM = "Test Order Item"
BUYER = "Test Buyer"
"""The role that may write both; signers need none."""
DRAFT, REVIEW, DONE = "Test Draft", "Test Review", "Test Done"
HAND_IN, AGREE, SEND_BACK, TAKE_BACK = "Test Hand In", "Test Agree", "Test Send Back", "Test Take Back"
"""States and actions of the Workflow of leaves: made on site, so that each action is its own act."""

FIELDS = (
	{"fieldname": "subject", "fieldtype": "Data", "label": "Subject", "reqd": 1},
	{"fieldname": "amount", "fieldtype": "Currency", "label": "Amount"},
	{"fieldname": "needed_on", "fieldtype": "Date", "label": "Needed On"},
	{"fieldname": "approver", "fieldtype": "Link", "options": "User", "label": "Approver"},
	{"fieldname": "unit", "fieldtype": "Data", "label": "Unit"},
)


class PurchaseSubject(ApprovalSubject):
	"""Another app's subject, attached by the hook in tests."""

	ended: ClassVar[list] = []

	def facts(self) -> dict:
		return {**super().facts(), "expensive": int((self.doc.amount or 0) >= 10000)}

	def labels(self):
		return [("Unit", self.doc.unit or "")]

	def authors(self):
		return [self.doc.approver] if self.doc.unit == "own work" else []

	def snapshot(self) -> dict:
		return {"amount": str(self.doc.amount), "subject": self.doc.subject}

	def after_end(self, outcome: str) -> None:
		self.ended.append((self.doc.name, outcome))


def make_doctypes() -> None:
	"""Make both DocTypes where they are missing, as Desk does: no code, custom, committed."""
	if frappe.db.exists("DocType", LEAVE):
		return
	_make_words()
	_make(ITEM, [{"fieldname": "buyer", "fieldtype": "Link", "options": "User", "label": "Buyer"}], istable=1)
	table = {"fieldname": "items", "fieldtype": "Table", "options": ITEM, "label": "Items"}
	_make(PURCHASE, [*FIELDS, table], is_submittable=1, title_field="subject")
	state = {"fieldname": "state", "fieldtype": "Link", "options": "Workflow State", "label": "State"}
	_make(LEAVE, [*FIELDS, state], title_field="subject")
	_make_workflow()
	frappe.db.commit()


def purchase(who: str | None = None, doctype: str = PURCHASE, **fields):
	"""A draft, written by `who`."""
	with acting_as(who or frappe.session.user):
		return frappe.get_doc({"doctype": doctype, "subject": "Desks", "amount": 100, **fields}).insert()


def step(key: str, *people: str, **rules) -> dict:
	"""A step that the named people sign."""
	who = {"resolver": "user", "parameter": ",".join(people)} if people else {}
	return {"step_key": key, "title": key, "mode": "Any", **who, **rules}


def draft_flow(*steps: dict, doctype: str = PURCHASE, key: str | None = None, **fields):
	"""A flow as an administrator saves it."""
	flow = frappe.new_doc("Qingdan Approval Flow")
	flow.update({"flow_key": key or users.unique("flow"), "title": "Purchases", "document_type": doctype})
	flow.update(
		{"guard": "Submission"}
		if doctype == PURCHASE
		else {"guarded_state": REVIEW, "approved_action": AGREE, "returned_action": SEND_BACK}
	)
	conditions, settings = fields.pop("conditions", ()), fields.pop("settings", ())
	flow.update(fields)
	for row in steps:
		flow.append("steps", row)
	for row in settings:
		flow.append("settings", row)
	for field, operator, value in conditions:
		flow.append("conditions", {"field": field, "operator": operator, "value": value})
	return flow.insert()


def flow(*steps: dict, **fields):
	"""A published flow."""
	return publishing.publish(draft_flow(*steps, **fields))


def _make(name: str, fields: list, **more) -> None:
	rights = dict.fromkeys(("read", "write", "create", "submit", "cancel", "delete", "report", "export"), 1)
	if not more.get("is_submittable"):
		rights = {**rights, "submit": 0, "cancel": 0}
	permissions = [{"role": role, **rights} for role in (BUYER, "System Manager")]
	words = {"doctype": "DocType", "name": name, "module": "Custom", "custom": 1, "fields": fields}
	if not more.get("istable"):
		words.update({"permissions": permissions, "autoname": "hash", "track_changes": 1})
	frappe.get_doc({**words, **more}).insert()


def _make_words() -> None:
	frappe.get_doc({"doctype": "Role", "role_name": BUYER, "desk_access": 1}).insert()
	for state in (DRAFT, REVIEW, DONE):
		frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": state}).insert()
	for action in (HAND_IN, AGREE, SEND_BACK, TAKE_BACK):
		frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": action}).insert()


def _make_workflow() -> None:
	edges = (
		(DRAFT, HAND_IN, REVIEW),
		(REVIEW, AGREE, DONE),
		(REVIEW, SEND_BACK, DRAFT),
		(REVIEW, TAKE_BACK, DRAFT),
	)
	workflow = frappe.new_doc("Workflow")
	workflow.update({"workflow_name": LEAVE, "document_type": LEAVE, "workflow_state_field": "state"})
	workflow.update({"is_active": 1, "send_email_alert": 0})
	for state in (DRAFT, REVIEW, DONE):
		workflow.append("states", {"state": state, "doc_status": "0", "allow_edit": "All"})
	for state, action, next_state in edges:
		row = {"state": state, "action": action, "next_state": next_state, "allowed": BUYER}
		workflow.append("transitions", {**row, "allow_self_approval": 1})
	workflow.insert()


def picture(words: str) -> str:
	"""What a signature field sends, as far as anybody but a browser can tell."""
	return f"data:image/png;base64,{base64.b64encode(words.encode()).decode()}"
