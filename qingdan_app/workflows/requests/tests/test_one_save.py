"""One save that makes the flow meant for the document, and passes it: judged as it was, and as it is saved."""

import frappe

from qingdan_app.workflows.exceptions import ApprovalPending, UnderApproval
from qingdan_app.workflows.tests import expenses, purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.listeners import listening
from qingdan_app.workflows.tests.purchases import AGREE, DONE, DRAFT, HAND_IN, LEAVE, PURCHASE, REVIEW, step

LARGE = [("amount", ">=", "10000")]


class TestOneSave(ApprovalTestCase):
	def waiting(self, amount: float = 100, state: str = REVIEW):
		"""A leave in a guarded state for which no flow was meant when it came there."""
		self.doc = purchases.purchase(self.buyer, LEAVE, amount=amount)
		frappe.db.set_value(LEAVE, self.doc.name, "state", state)

	def save(self, **values) -> None:
		with self.as_user(self.buyer):
			doc = frappe.get_doc(LEAVE, self.doc.name)
			doc.flags.ignore_validate = values.pop("unasked", False)
			doc.update(values).save()

	def setUp(self):
		super().setUp()
		self.flow = purchases.flow(step("一", self.one), doctype=LEAVE, conditions=LARGE)

	def test_a_state_is_not_left_in_the_save_that_makes_the_flow_meant_for_it(self):
		self.waiting()
		self.assertRefused(ApprovalPending, self.save, amount=88_888, state=DONE)
		self.save(amount=9_999, state=DONE)

		self.assertEqual(self.stored(LEAVE, self.doc.name, "state"), DONE)

	def test_nor_in_the_save_that_makes_the_flow_no_longer_meant_for_it(self):
		self.waiting(88_888)

		self.assertRefused(ApprovalPending, self.save, amount=1, state=DONE)

	def test_what_a_hook_enters_after_the_check_is_judged_too(self):
		self.waiting()

		def enter(doc):
			doc.amount = 88_888

		with listening(LEAVE, "before_save", enter):
			self.assertRefused(ApprovalPending, self.save, state=DONE)

	def test_a_save_of_which_core_asks_no_hook_before_is_judged_too(self):
		self.waiting(88_888)

		self.assertRefused(ApprovalPending, self.save, state=DONE, unasked=True)

	def test_a_new_document_does_not_begin_past_the_state_that_is_guarded(self):
		purchases.flow(
			step("一", self.one),
			doctype=LEAVE,
			conditions=LARGE,
			guarded_state=DRAFT,
			approved_action=HAND_IN,
			returned_action=None,
		)

		self.assertRefused(
			ApprovalPending, purchases.purchase, self.buyer, LEAVE, amount=88_888, state=REVIEW
		)

	def test_core_own_move_takes_the_document_as_it_is_stored(self):
		self.waiting()
		with self.as_user(self.buyer):
			doc = frappe.get_doc(LEAVE, self.doc.name).update({"amount": 88_888})
			frappe.model.workflow.apply_workflow(frappe.as_json(doc.as_dict()), AGREE)

		self.assertEqual(frappe.db.get_value(LEAVE, self.doc.name, ["state", "amount"]), (DONE, 100))


class TestOneSubmission(ApprovalTestCase):
	def test_a_draft_that_grows_while_it_is_submitted_is_decided_by_the_flow_for_large_ones(self):
		purchases.flow(step("一", self.one), conditions=LARGE)
		doc = purchases.purchase(self.buyer, amount=100)
		for unasked in (False, True):
			with self.subTest(unasked=unasked):
				grown = frappe.get_doc(PURCHASE, doc.name).update({"amount": 88_888})
				grown.flags.ignore_validate = unasked
				self.assertRefused(ApprovalPending, grown.submit)

	def test_what_is_decided_on_is_neither_edited_nor_submitted_unasked(self):
		self.sent(step("一", self.one))
		for values in ({"amount": 5}, {"docstatus": 1}):
			with self.subTest(values):
				doc = frappe.get_doc(PURCHASE, self.doc.name).update(values)
				doc.flags.ignore_validate = True
				self.assertRefused(ApprovalPending, doc.save)


class TestOneCancellation(ApprovalTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		expenses.make_doctypes()

	def test_a_guarded_state_is_not_left_by_cancelling(self):
		doc = expenses.claim(self.buyer, amount=5_000)
		frappe.db.set_value(expenses.CLAIM, doc.name, {"docstatus": 1, "state": expenses.PAID})
		purchases.flow(
			step("一", self.one),
			doctype=expenses.CLAIM,
			conditions=[("amount", ">=", "1000")],
			guarded_state=expenses.PAID,
			approved_action=expenses.CANCEL,
			returned_action=None,
		)
		with self.as_user(self.buyer):
			doc = frappe.get_doc(expenses.CLAIM, doc.name).update({"state": expenses.VOID})
			self.assertRefused(ApprovalPending, doc.cancel)

	def test_a_draft_that_is_decided_on_is_not_discarded(self):
		run = self.sent(step("一", self.one))

		self.assertRefused(UnderApproval, self.doc.run_method, "before_discard")
		self.do(run, "withdraw", self.buyer)
		frappe.get_doc(PURCHASE, self.doc.name).run_method("before_discard")
