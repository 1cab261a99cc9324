"""A document whose Workflow submits or cancels it is submitted or cancelled by the edges of that, past no flow."""

import frappe
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs
from frappe.model.workflow import apply_workflow

from qingdan_app.tests.site import as_json, one_transaction
from qingdan_app.workflows.exceptions import ApprovalPending
from qingdan_app.workflows.log import chains
from qingdan_app.workflows.tests import expenses, purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.expenses import (
	AGREE,
	AUDITED,
	CANCEL,
	CLAIM,
	HAND_IN,
	OPEN,
	PAID,
	PENDING,
	REFUSE,
	VOID,
)
from qingdan_app.workflows.tests.purchases import step


class TestDocstatusMoves(ApprovalTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		expenses.make_doctypes()

	def flow(self, state: str = PENDING, action: str = AGREE, **fields):
		words = {"guard": "Transition", "guarded_state": state, "approved_action": action}
		return purchases.flow(
			step("一", self.one), doctype=CLAIM, **{**words, "returned_action": None, **fields}
		)

	def stands(self, doc) -> tuple:
		return frappe.db.get_value(CLAIM, doc.name, ["docstatus", "state"])

	def as_json(self, doc, **values) -> str:
		return as_json({**frappe.get_doc(CLAIM, doc.name).as_dict(), **values})

	def in_bulk(self, doc, action: str) -> None:
		with one_transaction(), self.as_user(self.buyer):
			submit_cancel_or_update_docs(CLAIM, as_json([doc.name]), action)
		if self.stands(doc)[0] == {"submit": 1, "cancel": 2}[action]:
			return
		raise ApprovalPending

	def test_no_door_of_core_submits_a_draft_around_the_state_that_a_flow_guards(self):
		self.flow()
		call, who, form = self.call, self.buyer, "frappe.desk.form.save.savedocs"
		for door in (
			lambda doc: call("frappe.client.submit", who, doc=self.as_json(doc)),
			lambda doc: call(form, who, doc=self.as_json(doc), action="Submit"),
			lambda doc: self.rest("PUT", f"{CLAIM}/{doc.name}", who, docstatus=1),
			lambda doc: call("frappe.client.save", who, doc=self.as_json(doc, docstatus=1)),
			lambda doc: call("frappe.client.save", who, doc=self.as_json(doc, docstatus=1, state=PENDING)),
			lambda doc: self.in_bulk(doc, "submit"),
		):
			doc = expenses.claim(self.buyer)
			self.assertRefused(ApprovalPending, door, doc)
			self.assertEqual(self.stands(doc), (0, OPEN))

	def test_nor_is_one_inserted_as_submitted(self):
		self.flow()
		for state in ({}, {"state": OPEN}):
			self.assertRefused(ApprovalPending, expenses.claim, self.buyer, docstatus=1, **state)

	def test_nor_is_one_cancelled_around_it(self):
		"""The flow decides on the cancelling of what was paid; what was audited is cancelled by its own edge alone."""
		doc = expenses.claim(self.buyer, amount=5000)
		for action in (HAND_IN, AGREE):
			self.apply(doc, action)
		self.assertEqual(self.stands(doc), (1, AUDITED))
		self.flow(PAID, CANCEL)

		call, who = self.call, self.buyer
		for door in (
			lambda: call("frappe.client.cancel", who, doctype=CLAIM, name=doc.name),
			lambda: call("frappe.desk.form.save.cancel", who, doctype=CLAIM, name=doc.name),
			lambda: self.in_bulk(doc, "cancel"),
		):
			self.assertRefused(ApprovalPending, door)
		self.assertEqual(self.stands(doc), (1, AUDITED))
		self.apply(doc, CANCEL)
		self.assertEqual(self.stands(doc), (2, VOID))

	def test_what_the_flow_is_not_meant_for_is_submitted_as_core_does_it(self):
		self.flow(conditions=[("amount", ">=", "1000")])
		doc = expenses.claim(self.buyer)
		with self.as_user(self.buyer):
			frappe.get_doc(CLAIM, doc.name).submit()
		self.assertEqual(self.stands(doc), (1, PAID))

	def test_it_is_not_made_to_be_what_the_flow_is_not_meant_for_by_the_same_save(self):
		self.flow(conditions=[("amount", ">=", "1000")])
		doc = expenses.claim(self.buyer, amount=5000)
		form = "frappe.desk.form.save.savedocs"
		less = self.as_json(doc, amount=10)
		self.assertRefused(ApprovalPending, lambda: self.call(form, self.buyer, doc=less, action="Submit"))
		self.assertEqual(self.stands(doc), (0, OPEN))

	def test_the_flow_itself_submits_it(self):
		self.flow(returned_action=REFUSE)
		doc = expenses.claim(self.buyer)
		self.apply(doc, HAND_IN)
		self.do(frappe._dict(name=chains.running(CLAIM, doc.name)), "approve", self.one)
		self.assertEqual(self.stands(doc), (1, PAID))

	def apply(self, doc, action: str) -> None:
		with self.as_user(self.buyer):
			apply_workflow(frappe.get_doc(CLAIM, doc.name), action)
