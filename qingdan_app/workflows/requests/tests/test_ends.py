"""Every end of a request says what becomes of its document, and what waits for nobody is found."""

import frappe

from qingdan_app.tests import users
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.requests import acting, stranded
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import REQUEST, ApprovalTestCase
from qingdan_app.workflows.tests.purchases import AGREE, BUYER, DRAFT, HAND_IN, LEAVE, REVIEW, TAKE_BACK, step


class EndsTestCase(ApprovalTestCase):
	def waiting(self, *steps, **fields):
		"""A leave handed in under a flow; answers its request."""
		self.flow = purchases.flow(*(steps or [step("一", self.one, may_reject=1)]), doctype=LEAVE, **fields)
		return self.handed_in()

	def handed_in(self):
		self.doc = purchases.purchase(self.buyer, LEAVE)
		with self.as_user(self.buyer):
			performing.perform(LEAVE, self.doc.name, HAND_IN)
		names = frappe.get_all(REQUEST, {"reference_name": self.doc.name}, pluck="name")
		return frappe.get_doc(REQUEST, names[0]) if names else None

	def state(self) -> str:
		return self.stored(LEAVE, self.doc.name, "state")

	def offered(self, who: str) -> list[str]:
		with self.as_user(who):
			return [choice["act"] for choice in performing.choices(frappe.get_doc(LEAVE, self.doc.name))]


class TestEnds(EndsTestCase):
	def test_an_end_that_names_no_act_gives_the_document_back_as_a_return_does(self):
		for verb, who, more in (
			("reject", self.one, {}),
			("withdraw", self.buyer, {}),
			("terminate", self.admin, {"administrator": True}),
		):
			with self.subTest(verb=verb):
				run = self.do(self.waiting(), verb, who, **more)
				self.assertEqual((run.status, self.state()), ("Ended", DRAFT))
				self.assertEqual(self.handed_in().status, "Running")
				frappe.db.set_value("Qingdan Approval Flow", self.flow.name, "status", "Retired")

	def test_an_end_that_names_an_act_takes_that(self):
		run = self.waiting(returned_action=None, terminated_action=TAKE_BACK)
		self.do(run, "terminate", self.admin, administrator=True)

		self.assertEqual(self.state(), DRAFT)

	def test_a_termination_is_not_held_up_by_a_workflow_without_a_way_back(self):
		run = self.waiting()
		frappe.db.set_value(LEAVE, self.doc.name, "state", "Test Done")
		run = self.do(run, "terminate", self.admin, administrator=True)

		self.assertEqual(run.outcome, "Terminated")


class TestStranded(EndsTestCase):
	def left_behind(self):
		"""A leave whose request was terminated by a flow that gives nothing back."""
		run = self.waiting(step("一", self.two), returned_action=None)
		self.do(run, "terminate", self.admin, administrator=True)
		self.assertEqual(self.state(), REVIEW)

	def found(self) -> list[str]:
		return [row["reference_name"] for row in stranded.documents() if row["reference_doctype"] == LEAVE]

	def test_a_document_in_a_guarded_state_without_a_request_is_found(self):
		self.waiting()
		self.assertNotIn(self.doc.name, self.found())
		frappe.db.set_value("Qingdan Approval Flow", self.flow.name, "status", "Retired")
		self.left_behind()

		self.assertIn(self.doc.name, self.found())

	def test_only_those_who_may_read_it_find_it(self):
		self.left_behind()
		with self.as_user(self.four):
			self.assertEqual(self.found(), [])

	def test_buttons_that_would_refuse_are_not_offered(self):
		self.left_behind()
		colleague = users.user(BUYER)

		self.assertNotIn(AGREE, self.offered(colleague))
		frappe.get_doc("User", self.two).add_roles(BUYER)
		self.assertIn(AGREE, self.offered(self.two))

	def test_sent_in_again_it_has_its_turn(self):
		self.left_behind()
		with self.as_user(self.buyer):
			run = acting.send(LEAVE, self.doc.name)

		self.assertEqual((run.initiator, self.open_for(run)), (self.buyer, [self.two]))
		self.assertNotIn(self.doc.name, self.found())
