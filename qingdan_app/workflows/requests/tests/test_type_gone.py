"""A whole DocType is deleted while requests run on its documents: core asks no hook, and nobody is left with it."""

from unittest.mock import patch

import frappe
from frappe.desk.query_report import run as run_report

from qingdan_app.workflows.requests import inbox, without_document
from qingdan_app.workflows.tests.base import REQUEST, ApprovalTestCase
from qingdan_app.workflows.tests.purchases import PURCHASE, step


class TestTypeGone(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		self.run_ = self.sent(step("一", self.one))
		frappe.db.delete("DocType", {"name": PURCHASE})
		frappe.clear_cache(doctype=PURCHASE)
		self.addCleanup(frappe.clear_cache, doctype=PURCHASE)

	def test_who_looks_after_requests_finds_it_and_its_signer_s_inbox_opens(self):
		rows = run_report("Qingdan Nobody Can Act", {})["result"]
		why = [row["why"] for row in rows if isinstance(row, dict) and row["name"] == self.run_.name]
		self.assertEqual(why, ["Its document is gone: end the request"])
		self.assertEqual(inbox.page(self.one, "todo", 0, 5)["total"], 1)

	def test_it_is_not_decided_and_can_be_ended(self):
		self.assertTrue(without_document.is_gone(PURCHASE, self.doc.name))
		with patch.object(self, "assertInStep"):
			with self.assertRaisesRegex(frappe.DoesNotExistError, "Its document is gone"):
				self.do(self.run_, "approve", self.one)
			self.do(self.run_, "withdraw", self.buyer)
		self.assertEqual(frappe.db.get_value(REQUEST, self.run_.name, "outcome"), "Withdrawn")
