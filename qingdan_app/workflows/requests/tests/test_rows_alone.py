"""Rows that are written by themselves pass no check of their document: refused while somebody decides on it."""

import frappe

from qingdan_app.workflows.exceptions import UnderApproval
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.tests import expenses, purchases
from qingdan_app.workflows.tests.base import REQUEST, ApprovalTestCase
from qingdan_app.workflows.tests.listeners import listening
from qingdan_app.workflows.tests.purchases import AGREE, ITEM, LEAVE, PURCHASE, step

BACK = {"target": "@initiator"}


class TestRowsAlone(ApprovalTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		expenses.make_doctypes()

	def with_row(self):
		"""A purchase with an item, sent in; answers its request."""
		run = self.sent(step("一", self.one), step("二", self.two), subject={"items": [{"buyer": self.one}]})
		self.row = self.doc.items[0].name
		return run

	def ways(self):
		"""What may be done to a row by itself."""
		about = {"parent": self.doc.name, "parenttype": PURCHASE, "parentfield": "items"}
		row, other = frappe.get_doc(ITEM, self.row), purchases.purchase(self.buyer)
		unasked = frappe.get_doc(ITEM, self.row).update({"buyer": self.two})
		unasked.flags.ignore_validate = True
		moved = frappe.get_doc(ITEM, self.row).update({"parent": other.name})
		yield "saved", row.update({"buyer": self.two}).save
		yield "saved unasked", unasked.save
		yield "moved elsewhere", moved.save
		yield "added", frappe.get_doc({"doctype": ITEM, "buyer": self.two, **about}).insert
		yield "deleted", lambda: frappe.delete_doc(ITEM, self.row)
		yield "deleted by force", lambda: frappe.delete_doc(ITEM, self.row, force=True)

	def test_while_a_submission_is_decided_on_no_row_is_written_by_itself(self):
		self.with_row()
		for what, way in self.ways():
			with self.subTest(what):
				self.assertRefused(UnderApproval, way)
		self.assertEqual(self.stored(ITEM, self.row, "buyer"), self.one)

	def test_over_http_as_well(self):
		self.with_row()
		about = {"parent": self.doc.name, "parenttype": PURCHASE, "parentfield": "items"}
		self.assertRefused(UnderApproval, self.rest, "PUT", f"{ITEM}/{self.row}", self.buyer, buyer=self.two)
		self.assertRefused(UnderApproval, self.rest, "POST", ITEM, self.buyer, buyer=self.two, **about)
		self.assertRefused(UnderApproval, self.rest, "DELETE", f"{ITEM}/{self.row}", self.buyer)

	def test_before_it_is_sent_in_and_while_it_is_corrected_rows_are_written_as_ever(self):
		self.flow = purchases.flow(step("一", self.one))
		self.doc = purchases.purchase(self.buyer, items=[{"buyer": self.one}])
		row = self.doc.items[0]
		row.update({"buyer": self.two}).save()
		run = self.do(self.send(frappe.get_doc(PURCHASE, self.doc.name)), "return", self.one, "请改", **BACK)
		frappe.get_doc(ITEM, row.name).update({"buyer": self.three}).save()

		self.assertEqual(self.do(run, "resume", self.buyer).status, "Running")
		self.assertEqual(self.stored(ITEM, row.name, "buyer"), self.three)

	def test_on_a_document_that_its_workflow_moves_neither(self):
		purchases.flow(
			step("一", self.one),
			doctype=expenses.CLAIM,
			guarded_state=expenses.PENDING,
			approved_action=expenses.AGREE,
			returned_action=expenses.REFUSE,
		)
		doc = expenses.claim(self.buyer)
		with self.as_user(self.buyer):
			performing.perform(expenses.CLAIM, doc.name, expenses.HAND_IN)

		row = frappe.get_doc(expenses.LINE, doc.lines[0].name).update({"amount": 88_888})
		self.assertRefused(UnderApproval, row.save)

	def test_hooks_of_its_app_write_rows_while_the_flow_submits(self):
		run = self.with_row()

		def write(doc):
			frappe.get_doc(ITEM, self.row).update({"buyer": self.three}).save()

		self.do(run, "approve", self.one)
		with listening(PURCHASE, "before_submit", write):
			self.do(run, "approve", self.two)

		self.assertEqual(self.stored(REQUEST, run.name, "outcome"), "Approved")

	def test_a_row_of_the_workflow_is_not_changed_by_itself(self):
		purchases.flow(step("一", self.one), doctype=LEAVE)
		workflow = frappe.get_doc("Workflow", LEAVE)
		edge = next(row for row in workflow.transitions if row.action == AGREE)
		self.assertRefused(UnderApproval, edge.update({"next_state": purchases.DRAFT}).save)
		self.assertRefused(UnderApproval, frappe.delete_doc, edge.doctype, edge.name)
		state = next(row for row in workflow.states if row.state == purchases.REVIEW)
		self.assertRefused(UnderApproval, state.update({"doc_status": "1"}).save)

	def test_a_field_that_a_flow_names_is_not_changed_past_the_form_of_its_doctype(self):
		purchases.flow(step("一", self.one), conditions=[("unit", "=", "x")])
		field = frappe.get_doc("DocField", {"parent": PURCHASE, "fieldname": "unit"})

		self.assertRefused(
			UnderApproval, frappe.get_doc("DocField", field.name).update({"fieldtype": "Int"}).save
		)
		self.assertRefused(UnderApproval, frappe.delete_doc, "DocField", field.name)
