"""Drawing up a flow without code: keys make themselves, a draft says whom it lacks, ready-made flows to start from."""

import frappe

from qingdan_app.api import flows as api
from qingdan_app.tests import users
from qingdan_app.workflows.flows import soundness
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import PURCHASE


class TestDrawingUp(ApprovalTestCase):
	def draft(self, *steps: dict, **fields):
		flow = frappe.new_doc("Qingdan Approval Flow")
		flow.update({"title": "Orders", "document_type": PURCHASE, "guard": "Submission", **fields})
		for step in steps:
			flow.append("steps", {"mode": "Any", **step})
		return flow

	def test_keys_that_nobody_named_are_made_and_are_no_others(self):
		named = {"title": "Named", "step_key": "step2", "resolver": "user", "parameter": self.one}
		first = self.draft({"title": "First", "resolver": "user", "parameter": self.one}, {**named}).insert()
		second = self.draft(named, {"title": "Next", "resolver": "user", "parameter": self.two}).insert()

		self.assertEqual([row.step_key for row in first.steps], ["step1", "step2"])
		self.assertEqual([row.step_key for row in second.steps], ["step2", "step3"])
		self.assertNotEqual(first.flow_key, second.flow_key)
		self.assertTrue(first.flow_key.startswith("test_order"))

	def test_keys_that_are_named_stay(self):
		flow = purchases.draft_flow(purchases.step("mine", self.one))
		flow.save()
		self.assertEqual([row.step_key for row in flow.steps], ["mine"])

	def test_a_draft_says_whom_it_lacks_when_it_is_saved(self):
		lonely = users.unique("Role")
		frappe.get_doc({"doctype": "Role", "role_name": lonely}).insert()
		steps = (
			{"title": "Nobody", "resolver": "user"},
			{"title": "Empty role", "resolver": "role", "parameter": lonely},
			{"title": "Somebody", "resolver": "user", "parameter": self.one},
		)
		frappe.clear_messages()

		flow = self.draft(*steps).insert()

		self.assertEqual(len(soundness.nobody_named(flow)), 2)
		self.assertIn("Nobody: no people are named yet", str(frappe.get_message_log()))
		flow.steps = [flow.steps[2]]
		self.assertEqual(soundness.nobody_named(flow), [])

	def test_ready_made_flows_fit_the_doctype_and_can_be_saved(self):
		found = {each["value"]: each for each in api.get_ready_made(PURCHASE)}
		self.assertIn("amount", found)
		self.assertNotIn("amount", {each["value"] for each in api.get_ready_made("Test Order Item")})
		for each in found.values():
			with self.subTest(each["value"]):
				self.assertTrue(self.draft(*each["steps"]).insert().steps[0].step_key)
