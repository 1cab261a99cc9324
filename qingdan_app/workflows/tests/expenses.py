"""A DocType as ERPNext and HRMS have them, made as Desk makes it: named by a field, submitted by a core Workflow whose
edges have conditions and whose states set fields, with a department, a company fetched from it and two tables.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import frappe

from qingdan_app.sessions import acting_as
from qingdan_app.tests import users
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.listeners import listening
from qingdan_app.workflows.tests.purchases import BUYER

CLAIM, LINE, SHARE = "Test Claim", "Test Claim Line", "Test Claim Share"
DEPARTMENT = "Test Claim Department"
OPEN, PENDING, PAID, AUDITED, VOID = (
	f"Test Claim {word}" for word in ("Open", "Pending", "Paid", "Audited", "Void")
)
HAND_IN, AGREE, REFUSE, CANCEL = (f"Test Claim {word}" for word in ("Hand In", "Agree", "Refuse", "Cancel"))
NOT_COMPARED = ("name", "code", "department", "parent", "creation", "modified", "modified_by", "owner")
"""What differs between any two documents, and who wrote them when."""


def make_doctypes() -> None:
	"""Make them where they are missing; they stay on the test site."""
	purchases.make_doctypes()
	if frappe.db.exists("DocType", CLAIM):
		return
	_make(DEPARTMENT, [_field("company")], autoname="hash")
	_make(LINE, [_field("amount", "Currency"), _field("department", "Link", options=DEPARTMENT)], istable=1)
	_make(SHARE, [_field("share", "Float"), _field("reviewed_by")], istable=1)
	_make(
		CLAIM,
		[
			_field("code", reqd=1, unique=1),
			_field("amount", "Currency", allow_on_submit=1),
			_field("urgent", "Check"),
			_field("department", "Link", options=DEPARTMENT),
			_field("company", fetch_from="department.company", read_only=1),
			_field("status", "Select", options="Open\nApproved\nRejected", default="Open", allow_on_submit=1),
			_field("remark", "Small Text", allow_on_submit=1),
			_field("lines", "Table", options=LINE),
			_field("shares", "Table", options=SHARE),
			_field("state", "Link", options="Workflow State", allow_on_submit=1),
		],
		is_submittable=1,
		autoname="field:code",
	)
	_make_workflow()
	frappe.db.commit()


def claim(who: str, **fields):
	"""A draft, written by `who`."""
	department = frappe.get_doc({"doctype": DEPARTMENT, "company": "甲公司"}).insert()
	words = {"code": users.unique("claim"), "department": department.name, "amount": 10}
	words["lines"] = [{"amount": 4, "department": department.name}, {"amount": 6}]
	with acting_as(who):
		return frappe.get_doc({"doctype": CLAIM, **words, **fields}).insert()


@contextmanager
def rebuilding() -> Iterator[None]:
	"""As if its controller did what those of ERPNext do: empty a table in `validate` and fill it anew, here and there."""
	with ExitStack() as stack:
		for event, listener in (("validate", _rebuild), ("before_submit", _remark), ("on_submit", _note)):
			stack.enter_context(listening(CLAIM, event, listener))
		yield


def content(name: str) -> dict:
	"""Everything stored of a claim, its rows in order, but for what no two documents share."""
	doc = frappe.get_doc(CLAIM, name)
	return {
		**_plain(doc),
		"lines": [_plain(row) for row in doc.lines],
		"shares": [_plain(row) for row in doc.shares],
	}


def _rebuild(doc) -> None:
	doc.set("shares", [])
	for row in doc.lines:
		doc.append("shares", {"share": (row.amount or 0) / (doc.amount or 1)})


def _remark(doc) -> None:
	doc.remark = f"{len(doc.shares)} shares"
	for row in doc.shares:
		row.reviewed_by = "before_submit"


def _note(doc) -> None:
	doc.db_set("urgent", 1)


def _plain(doc) -> dict:
	columns = frappe.db.get_value(doc.doctype, doc.name, "*", as_dict=True)
	return {name: value for name, value in columns.items() if name not in NOT_COMPARED}


def _field(name: str, kind: str = "Data", **more) -> dict:
	return {"fieldname": name, "fieldtype": kind, "label": name.replace("_", " ").title(), **more}


def _make(name: str, fields: list[dict], **more) -> None:
	rights = dict.fromkeys(("read", "write", "create", "delete"), 1)
	if more.get("is_submittable"):
		rights.update({"submit": 1, "cancel": 1, "amend": 1})
	words = {"doctype": "DocType", "name": name, "module": "Custom", "custom": 1, "fields": fields}
	if not more.get("istable"):
		words["permissions"] = [{"role": role, **rights} for role in (BUYER, "System Manager")]
	frappe.get_doc({**words, **more}).insert()


def _make_workflow() -> None:
	states = (
		(OPEN, 0, None),
		(PENDING, 0, None),
		(PAID, 1, "Approved"),
		(AUDITED, 1, "Approved"),
		(VOID, 2, "Rejected"),
	)
	edges = (
		(OPEN, HAND_IN, PENDING, ""),
		(PENDING, AGREE, PAID, "doc.amount < 1000"),
		(PENDING, AGREE, AUDITED, "doc.amount >= 1000"),
		(PENDING, REFUSE, OPEN, ""),
		(PAID, CANCEL, VOID, ""),
		(AUDITED, CANCEL, VOID, ""),
	)
	workflow = frappe.new_doc("Workflow")
	workflow.update({"workflow_name": CLAIM, "document_type": CLAIM, "workflow_state_field": "state"})
	workflow.update({"is_active": 1, "send_email_alert": 0})
	for state, docstatus, status in states:
		frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": state}).insert()
		sets = {"update_field": "status", "update_value": status} if status else {}
		workflow.append("states", {"state": state, "doc_status": str(docstatus), "allow_edit": "All", **sets})
	for action in (HAND_IN, AGREE, REFUSE, CANCEL):
		frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": action}).insert()
	for state, action, next_state, condition in edges:
		row = {
			"state": state,
			"action": action,
			"next_state": next_state,
			"allowed": BUYER,
			"condition": condition,
		}
		workflow.append("transitions", {**row, "allow_self_approval": 1})
	workflow.insert()
