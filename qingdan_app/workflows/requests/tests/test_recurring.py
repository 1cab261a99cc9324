"""Core's Auto Repeat copies a document under a flow: the copy is sent in, by whoever made the repetition."""

from unittest.mock import patch

import frappe

from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import REQUEST, ApprovalTestCase
from qingdan_app.workflows.tests.purchases import AGREE, DONE, DRAFT, LEAVE, PURCHASE, step


class TestRecurring(ApprovalTestCase):
	def test_what_would_be_submitted_is_sent_in_and_the_repetition_goes_on(self):
		self.flow = purchases.flow(step("一", self.one))
		again = self.repetition(purchases.purchase(self.buyer), submit_on_creation=1)
		made = self.made_by(again)

		run = frappe.get_doc(REQUEST, {"reference_name": made.name})
		self.assertEqual((made.docstatus, run.status, run.initiator), (0, "Running", self.buyer))
		self.assertFalse(frappe.db.get_value("Auto Repeat", again.name, "disabled"))
		self.assertEqual(self.do(run, "approve", self.one).outcome, "Approved")
		self.assertEqual(self.stored(PURCHASE, made.name, "docstatus"), 1)

	def test_a_flow_that_is_not_meant_for_it_lets_core_submit_it(self):
		self.flow = purchases.flow(step("一", self.one), conditions=[("amount", ">", "10000")])
		again = self.repetition(purchases.purchase(self.buyer), submit_on_creation=1)
		self.assertEqual(self.made_by(again).docstatus, 1)

		publishing.retire(self.flow)
		again = self.repetition(purchases.purchase(self.buyer), submit_on_creation=0)
		self.assertEqual(self.made_by(again).docstatus, 0)

	def test_the_copy_of_one_that_is_done_begins_where_documents_begin(self):
		self.flow = purchases.flow(step("一", self.one), doctype=LEAVE, approved_action=AGREE)
		done = purchases.purchase(self.buyer, doctype=LEAVE)
		frappe.db.set_value(LEAVE, done.name, "state", DONE)

		self.assertEqual(self.made_by(self.repetition(done)).state, DRAFT)

	def repetition(self, doc, **fields):
		"""An Auto Repeat that the buyer has made, without the columns core would alter tables for."""
		about = {"reference_doctype": doc.doctype, "reference_document": doc.name, "frequency": "Daily"}
		again = frappe.get_doc(
			{"doctype": "Auto Repeat", "start_date": frappe.utils.today(), **about, **fields}
		)
		again.name, again.owner = frappe.generate_hash(length=10), self.buyer
		again.creation = again.modified = (
			frappe.utils.now()
		)  # without one, core makes the session's user the owner
		again.db_insert()
		return frappe.get_doc("Auto Repeat", again.name)

	def made_by(self, again):
		"""What the scheduler makes of it."""
		before = set(frappe.get_all(again.reference_doctype, pluck="name"))
		with patch.object(frappe.db, "commit"):
			again.create_documents()
		(name,) = set(frappe.get_all(again.reference_doctype, pluck="name")) - before
		return frappe.get_doc(again.reference_doctype, name)
