"""A whole DocType is deleted while requests run on its documents: core asks no hook, and nobody is left with it."""

from unittest.mock import patch

import frappe
from frappe.desk.query_report import run as run_report

from qingdan_app.api import approvals
from qingdan_app.tests import users
from qingdan_app.workflows.requests import acting, inbox, sweeping, without_document
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
		page = inbox.page(self.one, "todo", 0, 5)
		self.assertEqual((page["total"], [row["decides"] for row in page["rows"]]), (1, [False]))

	def test_who_administers_the_flow_ends_it_without_reading_its_documents(self):
		role = frappe.get_doc({"doctype": "Role", "role_name": users.unique("采购主管")}).insert().name
		keeper, other = users.user(role), users.user()
		with patch.dict(frappe.conf, {"approval_publishers": {PURCHASE: [role]}}):
			with self.as_user(other), self.assertRaises(frappe.PermissionError):
				approvals.act(self.run_.name, "terminate", opinion="没有了")
			with self.as_user(keeper):
				self.assertEqual(frappe.get_list(REQUEST, pluck="name"), [self.run_.name])
				offered = [each["verb"] for each in approvals.get_view(self.run_.name)["choices"]]
				self.assertEqual(offered, ["terminate"])
				done = approvals.act(self.run_.name, "terminate", opinion="没有了")
		self.assertEqual((done["outcome"], inbox.count(self.one, "todo")), ("Terminated", 0))

	def test_clocks_and_posts_pass_it_over_and_fill_no_log_of_errors(self):
		commit, rollback = patch.object(frappe.db, "commit"), patch.object(frappe.db, "rollback")
		with patch.object(frappe, "log_error") as logged, commit, rollback:
			self.assertEqual(sweeping.batch([self.run_.name], acting.reseat), 0)
		logged.assert_not_called()

	def test_it_is_not_decided_and_can_be_ended(self):
		self.assertTrue(without_document.is_gone(PURCHASE, self.doc.name))
		with patch.object(self, "assertInStep"):
			with self.assertRaisesRegex(frappe.DoesNotExistError, "Its document is gone"):
				self.do(self.run_, "approve", self.one)
			self.do(self.run_, "withdraw", self.buyer)
		self.assertEqual(frappe.db.get_value(REQUEST, self.run_.name, "outcome"), "Withdrawn")
