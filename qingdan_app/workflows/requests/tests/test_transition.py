"""A DocType made in Desk with a core Workflow, one transition of which a flow decides."""

import frappe
from frappe.model.workflow import apply_workflow, bulk_workflow_approval

from qingdan_app.tests.security.side_doors import UPDATES
from qingdan_app.tests.site import one_transaction
from qingdan_app.workflows.exceptions import ApprovalPending
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import REQUEST, ApprovalTestCase
from qingdan_app.workflows.tests.purchases import (
	AGREE,
	DONE,
	DRAFT,
	HAND_IN,
	LEAVE,
	REVIEW,
	SEND_BACK,
	TAKE_BACK,
	step,
)

SHUT = (frappe.ValidationError, frappe.PermissionError)


class TestTransition(ApprovalTestCase):
	def waiting(self, *steps: dict, **fields):
		"""A leave that core's own button has sent in; answers its request."""
		self.flow = purchases.flow(*(steps or (step("一", self.one),)), doctype=LEAVE, **fields)
		self.doc = purchases.purchase(self.buyer, LEAVE)
		return self.applied(HAND_IN)

	def applied(self, action: str, who: str | None = None):
		with self.as_user(who or self.buyer):
			apply_workflow(frappe.get_doc(LEAVE, self.doc.name), action)
		names = frappe.get_all(
			REQUEST, {"reference_name": self.doc.name}, pluck="name", order_by="creation desc"
		)
		return frappe.get_doc(REQUEST, names[0]) if names else None

	def state(self) -> str:
		return self.stored(LEAVE, self.doc.name, "state")

	def test_cores_own_button_starts_the_flow_and_the_flow_moves_the_state(self):
		run = self.waiting(step("一", self.one), step("二", self.two))
		self.assertEqual((self.state(), self.open_for(run)), (REVIEW, [self.one]))
		self.do(run, "approve", self.one)
		self.assertEqual(self.state(), REVIEW)

		self.do(run, "approve", self.two)

		self.assertEqual(self.state(), DONE)

	def test_a_return_moves_it_back_and_sending_it_again_goes_on(self):
		run = self.waiting()
		self.do(run, "return", self.one, "请假太久", target="@initiator")
		self.assertEqual(self.state(), DRAFT)

		again = self.applied(HAND_IN)

		self.assertEqual((again.name, again.status, self.open_for(again)), (run.name, "Running", [self.one]))

	def test_it_is_sent_again_by_a_colleague_under_a_new_request(self):
		from qingdan_app.tests import factories

		run = self.waiting()
		self.do(run, "return", self.one, "请假太久", target="@initiator")

		again = self.applied(HAND_IN, factories.user(purchases.BUYER))

		self.assertNotEqual(again.name, run.name)
		self.assertEqual(self.stored(REQUEST, run.name, "outcome"), "Terminated")
		self.assertEqual(self.open_for(again), [self.one])

	def test_no_door_of_core_makes_the_guarded_move(self):
		self.waiting()
		for action in (AGREE, SEND_BACK, TAKE_BACK):
			for who in (self.buyer, "Administrator"):
				with self.subTest(action=action, who=who):
					self.assertRefused(ApprovalPending, self.applied, action, who)
		for name, door in UPDATES.items():
			for state in (DONE, DRAFT):
				for who in (self.buyer, "Administrator"):
					with self.subTest(door=name, state=state, who=who), self.assertRaises(SHUT):
						door(self, who, self.doc, state=state)
		self.assertEqual(self.state(), REVIEW)

	def test_bulk_workflow_approval_is_refused_as_well(self):
		self.waiting()
		with one_transaction(), self.as_user(self.buyer):
			bulk_workflow_approval(frappe.as_json([self.doc.name]), LEAVE, AGREE)

		self.assertEqual(self.state(), REVIEW)

	def test_our_own_door_takes_the_move_for_a_decision_of_the_flow(self):
		run = self.waiting()
		with self.as_user(self.buyer), self.assertRaises(frappe.ValidationError):
			performing.perform(LEAVE, self.doc.name, AGREE)

		with self.as_user(self.one):
			performing.perform(LEAVE, self.doc.name, AGREE)

		self.assertEqual((self.state(), self.stored(REQUEST, run.name, "outcome")), (DONE, "Approved"))

	def test_a_leave_that_no_flow_is_meant_for_goes_by_role_as_ever(self):
		self.assertIsNone(self.waiting(conditions=[("amount", ">", "1000")]))
		self.applied(AGREE)

		self.assertEqual(self.state(), DONE)

	def test_a_leave_that_waited_before_the_flow_was_published_gets_its_request_with_the_first_act(self):
		self.doc = purchases.purchase(self.buyer, LEAVE)
		self.applied(HAND_IN)
		purchases.flow(step("一", self.buyer, self.one), doctype=LEAVE)

		with self.assertRaises(frappe.ValidationError), self.as_user(self.buyer):
			performing.perform(LEAVE, self.doc.name, AGREE)
		with self.as_user(self.one):
			performing.perform(LEAVE, self.doc.name, AGREE)

		self.assertEqual(self.state(), DONE)

	def test_while_it_is_with_its_initiator_nobody_makes_the_guarded_move(self):
		"""A flow that leaves the state alone on a return must not open the core Workflow by it."""
		run = self.waiting(returned_action=None)
		self.do(run, "return", self.one, "请改", target="@initiator")
		self.assertEqual((self.state(), self.open_for(run)), (REVIEW, [self.buyer]))

		self.assertRefused(ApprovalPending, self.applied, AGREE)
		with self.assertRaises(frappe.ValidationError), self.as_user(self.buyer):
			performing.perform(LEAVE, self.doc.name, AGREE)
		self.assertEqual(self.state(), REVIEW)

	def test_a_leave_withdrawn_by_the_flows_own_verb_moves_as_the_flow_says(self):
		run = self.waiting(withdrawn_action=TAKE_BACK)
		self.do(run, "withdraw", self.buyer)

		self.assertEqual(self.state(), DRAFT)
		self.assertEqual(self.applied(HAND_IN).status, "Running")
