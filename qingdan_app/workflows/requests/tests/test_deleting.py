"""A document that was once sent in can be deleted when nothing runs on it; its trail stays, and so do people who signed."""

import frappe
from frappe.desk.query_report import run as run_report

from qingdan_app.tests import factories
from qingdan_app.workflows.exceptions import ApprovalPending
from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.requests import views
from qingdan_app.workflows.seals import sealing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import REQUEST, TURN, ApprovalTestCase
from qingdan_app.workflows.tests.purchases import step

LOG = "Qingdan Approval Log"


class TestDeleting(ApprovalTestCase):
	def delete(self, who: str, doctype: str | None = None, name: str | None = None) -> None:
		args = {"doctype": doctype or self.doc.doctype, "name": name or self.doc.name}
		self.call("frappe.client.delete", who, **args)

	def test_what_was_sent_in_and_withdrawn_is_deleted_by_its_owner_and_its_trail_stays(self):
		run = self.sent(step("一", self.one))
		self.do(run, "withdraw", self.buyer)
		self.delete(self.buyer)
		self.assertFalse(frappe.db.exists(self.doc.doctype, self.doc.name))
		about = {"reference_doctype": self.doc.doctype, "reference_name": self.doc.name}
		rows = frappe.get_all(LOG, about, ["act", "actor", "snapshot"], order_by="sequence")
		self.assertEqual([row.act for row in rows], ["start", "withdraw", "delete"])
		self.assertEqual((rows[-1].actor, "Desks" in rows[-1].snapshot), (self.buyer, True))
		self.assertIsNone(sealing.verify_one(self.doc.doctype, self.doc.name))
		self.assertTrue(frappe.get_all(TURN, {"request": run.name}))

	def test_overseers_still_read_the_request_of_a_document_that_is_no_more(self):
		run = self.sent(step("一", self.one))
		self.do(run, "withdraw", self.buyer)
		self.delete(self.buyer)
		with self.as_user(self.admin):
			view = views.of_request(run.name, frappe.utils.now_datetime())
			self.assertTrue(frappe.get_doc(REQUEST, run.name).has_permission("read"))
		self.assertEqual([row["act"] for row in view["history"]], ["start", "withdraw"])

	def test_a_cancelled_document_that_was_approved_is_deleted(self):
		run = self.sent(step("一", self.one))
		self.do(run, "approve", self.one)
		doc = frappe.get_doc(self.doc.doctype, self.doc.name)
		doc.cancel()
		self.delete("Administrator")
		self.assertFalse(frappe.db.exists(self.doc.doctype, self.doc.name))

	def test_nothing_is_deleted_while_a_request_decides_or_waits_for_its_initiator(self):
		run = self.sent(step("一", self.one, may_return=1))
		for who in (self.buyer, "Administrator"):
			self.assertRefused(ApprovalPending, self.delete, who)
		self.do(run, "return", self.one)
		self.assertRefused(ApprovalPending, self.delete, self.buyer)
		self.assertTrue(frappe.db.exists(self.doc.doctype, self.doc.name))

	def test_what_was_never_sent_in_leaves_no_trail(self):
		self.doc = purchases.purchase(self.buyer)
		self.delete(self.buyer)
		self.assertEqual(frappe.get_all(LOG, {"reference_name": self.doc.name}), [])

	def test_who_signed_and_the_flow_they_signed_by_are_kept(self):
		run = self.sent(step("一", self.one))
		self.do(run, "approve", self.one)
		for doctype, name in (
			("User", self.one),
			("User", self.buyer),
			("Qingdan Approval Flow", run.flow),
		):
			with self.subTest(doctype=doctype, name=name), self.assertRaises(frappe.ValidationError):
				frappe.delete_doc(doctype, name)
		frappe.delete_doc("User", factories.user())


class TestDocumentGone(ApprovalTestCase):
	"""Another app has deleted the document by a statement of its own."""

	def gone(self):
		run = self.sent(step("一", self.one), step("二", self.two))
		frappe.db.delete(self.doc.doctype, {"name": self.doc.name})
		return run

	def act(self, run, verb: str, who: str, **more):
		return self.call(
			"qingdan_app.api.approvals.act", who, request=run.name, verb=verb, opinion="已删", **more
		)

	def test_its_request_is_ended_by_an_administrator_or_whoever_sent_it_in(self):
		for verb, who, outcome in (
			("terminate", self.admin, "Terminated"),
			("withdraw", self.buyer, "Withdrawn"),
		):
			with self.subTest(verb):
				run = self.gone()
				self.assertRefused(frappe.DoesNotExistError, self.act, run, "approve", self.one)
				told = self.act(run, verb, who)
				self.assertEqual((told["status"], told["outcome"]), ("Ended", outcome))
				self.assertFalse(frappe.get_all(TURN, {"request": run.name, "standing": "Open"}))
				self.assertEqual(self.acts_on(run), ["start", verb])
				publishing.retire(self.flow)

	def test_it_is_found_and_shown_with_what_can_be_done(self):
		run = self.gone()
		with self.as_user(self.admin):
			rows = run_report("Qingdan Nobody Can Act", {})["result"]
			view = views.of_request(run.name, frappe.utils.now_datetime())

		self.assertIn(run.name, [row["name"] for row in rows if isinstance(row, dict)])
		self.assertEqual({each["verb"] for each in view["choices"]}, {"terminate"})
