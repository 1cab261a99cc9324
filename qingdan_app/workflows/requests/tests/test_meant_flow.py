"""Which flow is meant is asked again when a returned document comes back changed."""

import frappe

from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.log import chains
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.requests import acting
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import REQUEST, ApprovalTestCase
from qingdan_app.workflows.tests.purchases import AGREE, DONE, HAND_IN, LEAVE, PURCHASE, step

BACK = {"target": "@initiator"}


class TestMeantFlow(ApprovalTestCase):
	def flows(self, doctype: str):
		"""Small purchases are for one, large ones for two."""
		self.small = purchases.flow(
			step("一", self.one), doctype=doctype, conditions=[("amount", "<", "1000")]
		)
		self.large = purchases.flow(
			step("大", self.two), doctype=doctype, conditions=[("amount", ">=", "1000")]
		)

	def corrected(self, doctype: str, **fields) -> None:
		with self.as_user(self.buyer):
			frappe.get_doc(doctype, self.doc.name).update(fields).save()

	def running(self, doctype: str):
		name = chains.running(doctype, self.doc.name)
		return frappe.get_doc(REQUEST, name) if name else None

	def test_a_purchase_that_has_grown_goes_into_the_flow_for_large_ones(self):
		for resume in (self._by_act, self._by_sending):
			with self.subTest(resume.__name__):
				self.flows(PURCHASE)
				self.doc = purchases.purchase(self.buyer, amount=100)
				first = self.do(self.send(self.doc), "return", self.one, "请改", **BACK)
				self.corrected(PURCHASE, amount=50_000)
				resume(first)

				run = self.running(PURCHASE)
				self.assertEqual((run.flow, run.initiator), (self.large.name, self.buyer))
				self.assertEqual(self.open_for(run), [self.two])
				first.reload()
				self.assertEqual((first.status, first.outcome), ("Ended", "Terminated"))
				self.assertEqual(self.do(run, "approve", self.two).outcome, "Approved")
				publishing.retire(self.small)
				publishing.retire(self.large)

	def test_one_that_stays_small_goes_on_where_it_was(self):
		self.flows(PURCHASE)
		self.doc = purchases.purchase(self.buyer, amount=100)
		run = self.do(self.send(self.doc), "return", self.one, "请改", **BACK)
		self.corrected(PURCHASE, amount=90)
		run = self.do(run, "resume", self.buyer)

		self.assertEqual((run.status, self.open_for(run)), ("Running", [self.one]))

	def test_a_new_version_of_its_flow_is_not_another_flow(self):
		self.flows(PURCHASE)
		self.doc = purchases.purchase(self.buyer, amount=100)
		run = self.do(self.send(self.doc), "return", self.one, "请改", **BACK)
		publishing.publish(publishing.next_version(self.small))
		run = self.do(run, "resume", self.buyer)

		self.assertEqual((run.status, run.flow), ("Running", self.small.name))

	def test_a_leave_sent_on_by_its_workflow_changes_its_flow_too(self):
		self.flows(LEAVE)
		self.doc = purchases.purchase(self.buyer, LEAVE)
		self._hand_in()
		self.do(self.running(LEAVE), "return", self.one, "请改", **BACK)
		self.corrected(LEAVE, amount=5_000)
		self._hand_in()

		self.assertEqual(self.running(LEAVE).flow, self.large.name)

	def test_a_leave_that_no_flow_is_meant_for_any_more_goes_by_role(self):
		self.small = purchases.flow(step("一", self.one), doctype=LEAVE, conditions=[("amount", "<", "1000")])
		self.doc = purchases.purchase(self.buyer, LEAVE)
		self._hand_in()
		self.do(self.running(LEAVE), "return", self.one, "请改", **BACK)
		self.corrected(LEAVE, amount=5_000)
		self._hand_in()
		self.assertIsNone(self.running(LEAVE))
		with self.as_user(self.buyer):
			performing.perform(LEAVE, self.doc.name, AGREE)

		self.assertEqual(self.stored(LEAVE, self.doc.name, "state"), DONE)

	def _hand_in(self):
		with self.as_user(self.buyer):
			performing.perform(LEAVE, self.doc.name, HAND_IN)

	def _by_act(self, run):
		with self.as_user(self.buyer):
			acting.act(run.name, acting.engine.Act("resume", self.buyer))

	def _by_sending(self, run):
		with self.as_user(self.buyer):
			sent = acting.send(PURCHASE, self.doc.name)
		self.assertEqual(sent.flow, self.large.name)
