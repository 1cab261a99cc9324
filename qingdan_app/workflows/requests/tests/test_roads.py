"""Desk's button and the engine's own verb are one way in: the same statements, and nothing locked or read twice."""

import frappe
from frappe.model.workflow import apply_workflow

from qingdan_app.api import approvals
from qingdan_app.tests.statements import Said, noted
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.seals import sealing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import REQUEST, ApprovalTestCase
from qingdan_app.workflows.tests.listeners import listening
from qingdan_app.workflows.tests.purchases import AGREE, DONE, DRAFT, HAND_IN, LEAVE, TAKE_BACK, step

LOG = "Qingdan Approval Log"


class TestRoads(ApprovalTestCase):
	def test_a_document_of_any_type_is_decided_with_the_same_statements_on_either_road(self):
		self.flow = purchases.flow(step("一", self.one), doctype=LEAVE)
		by_desk = self._said_on_leave(lambda doc: performing.perform(LEAVE, doc.name, AGREE))
		by_verb = self._said_on_leave(lambda doc: approvals.act(self._request(doc), "approve"))

		for said in (by_desk, by_verb):
			for doctype in (LEAVE, REQUEST):
				with self.subTest(doctype):
					self.assertEqual((said.reads()[doctype], said.locks()[doctype]), (1, 1))
		self.assertLessEqual(abs(len(by_desk) - len(by_verb)), 2)

	def test_both_roads_leave_the_same_behind(self):
		self.flow = purchases.flow(step("一", self.one), doctype=LEAVE)
		left = []
		for act in (
			lambda doc: performing.perform(LEAVE, doc.name, AGREE, "同意"),
			lambda doc: approvals.act(self._request(doc), "approve", "同意"),
		):
			self.told.clear()
			doc = self._waiting()
			with self.as_user(self.one):
				act(doc)
			rows = frappe.get_all(
				LOG, {"reference_name": doc.name}, ["act", "actor", "opinion"], order_by="sequence"
			)
			run = frappe.get_doc(REQUEST, {"reference_name": doc.name})
			self.assertInStep(run.name)
			state = self.stored(LEAVE, doc.name, "state")
			left.append((state, run.outcome, [tuple(row.values()) for row in rows], list(self.told)))

		self.assertEqual(left[0], left[1])

	def test_where_another_app_acts_on_the_document_in_the_middle_its_log_stays_one_chain(self):
		self.flow = purchases.flow(step("一", self.one), doctype=LEAVE)
		doc = self._waiting()
		acted = []

		def urge(leave):
			if not acted and leave.state == DONE:
				acted.append(performing.perform_on(leave, TAKE_BACK))

		edge = {"state": DONE, "action": TAKE_BACK, "next_state": DRAFT, "allowed": "All"}
		workflow = frappe.get_doc("Workflow", LEAVE)
		workflow.append("transitions", {**edge, "allow_self_approval": 1})
		workflow.save()
		with listening(LEAVE, "on_update", urge), self.as_user(self.one):
			approvals.act(self._request(doc), "approve")

		self.assertTrue(acted)
		self.assertIsNone(sealing.verify_one(LEAVE, doc.name))
		sequences = frappe.get_all(LOG, {"reference_name": doc.name}, pluck="sequence", order_by="sequence")
		self.assertEqual(sequences, list(range(1, len(sequences) + 1)))

	def _said_on_leave(self, act) -> Said:
		"""What the second act of the kind says: the first fills what a process reads once."""
		first, second = self._waiting(), self._waiting()
		self._said(self.one, lambda: act(first))
		return self._said(self.one, lambda: act(second))

	def _waiting(self):
		doc = purchases.purchase(self.buyer, LEAVE, approver=self.one)
		with self.as_user(self.buyer):
			apply_workflow(frappe.get_doc(LEAVE, doc.name), HAND_IN)
		return doc

	def _request(self, doc) -> str:
		return frappe.db.get_value(REQUEST, {"reference_name": doc.name, "status": "Running"})

	def _said(self, who: str, act) -> Said:
		with self.as_user(who), noted() as said:
			act()
		return said
