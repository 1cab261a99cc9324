"""Another app commits in the middle of what a flow's end does, and fails after that: somebody hears of it."""

import frappe

from qingdan_app.tests.concurrency import ConcurrencyTestCase
from qingdan_app.workflows.flows import choosing, publishing
from qingdan_app.workflows.requests import acting, stranded
from qingdan_app.workflows.seals import sealing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import REQUEST, ApprovalTestCase
from qingdan_app.workflows.tests.listeners import listening
from qingdan_app.workflows.tests.purchases import PURCHASE, step


def commit_and_fail(doc) -> None:
	if doc.docstatus == 1:
		frappe.db.commit()
		frappe.throw("Kein Budget", frappe.ValidationError)


class TestForeignCommits(ConcurrencyTestCase, ApprovalTestCase):
	TABLES = (*ConcurrencyTestCase.TABLES, PURCHASE, purchases.ITEM)

	def tearDown(self):
		super().tearDown()
		choosing.forget(PURCHASE)
		frappe.db.commit()

	def test_the_request_is_blocked_with_the_reason_and_can_be_tried_again(self):
		commits = not hasattr(
			frappe.db, "_disable_transaction_control"
		)  # Frappe 16 lets no hook of a document commit
		for event, docstatus in (("before_submit", 0), ("on_submit", int(commits))):
			with self.subTest(event=event):
				flow = purchases.flow(step("一", self.one))
				self.doc = purchases.purchase(self.buyer)
				run = self.send(self.doc)
				with listening(PURCHASE, event, commit_and_fail):
					run = self.do(run, "approve", self.one)
				frappe.db.commit()  # as the request does that the decision came with

				stored = frappe.db.get_value(REQUEST, run.name, ["status", "outcome"])
				self.assertEqual(stored, ("Blocked", ""))
				self.assertEqual(self.stored(PURCHASE, self.doc.name, "docstatus"), docstatus)
				self.assertEqual(self.acts_on(run), ["start", "approve", "fail"])
				self.assertEqual(frappe.session.user, "Administrator")
				publishing.retire(flow)
				frappe.db.commit()

	def test_the_record_names_one_that_was_left_a_draft(self):
		purchases.flow(step("一", self.one))
		self.doc = purchases.purchase(self.buyer)
		run = self.send(self.doc)
		self.do(run, "approve", self.one)
		self.assertIsNone(sealing.verify_one(PURCHASE, self.doc.name))
		frappe.db.set_value(PURCHASE, self.doc.name, "docstatus", 0)

		found = sealing.verify_one(PURCHASE, self.doc.name)
		self.assertEqual((found.chain, found.fault), (f"{PURCHASE}/{self.doc.name}", "not as the log tells"))
		self.assertIn(self.doc.name, [row["reference_name"] for row in stranded.documents()])
		with self.as_user(self.buyer):
			acting.send(PURCHASE, self.doc.name)
		self.assertNotIn(self.doc.name, [row["reference_name"] for row in stranded.documents()])
