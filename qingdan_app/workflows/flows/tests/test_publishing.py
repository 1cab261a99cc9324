"""A flow from draft to retired: frozen in force, never two that could match, never one that could strand."""

import frappe

from qingdan_app.tests import factories
from qingdan_app.workflows.exceptions import (
	ConditionFails,
	FlowIsFrozen,
	FlowsCollide,
	FlowUnsound,
	StateChangeRefused,
)
from qingdan_app.workflows.flows import choosing, publishing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import draft_flow, flow, step

FLOW = "Qingdan Approval Flow"


class TestPublishing(ApprovalTestCase):
	def test_a_new_flow_is_a_draft_whatever_it_claims(self):
		made = draft_flow(step("一", self.one), status="Published")

		self.assertEqual((made.status, made.version), ("Draft", 1))
		self.assertIsNone(choosing.flow_for(purchases.purchase(), "Submission"))

	def test_publishing_puts_a_draft_in_force_and_retires_the_version_before(self):
		first = flow(step("一", self.one))
		second = publishing.next_version(first)
		second.steps[0].parameter = self.two
		second.save()
		publishing.publish(second)

		self.assertEqual((second.version, second.flow_key), (2, first.flow_key))
		self.assertEqual(self.stored(FLOW, first.name, "status"), "Retired")
		self.assertEqual(choosing.flow_for(purchases.purchase(), "Submission").name, second.name)

	def test_a_published_version_and_one_that_has_run_are_frozen(self):
		run = self.sent(step("一", self.one))
		for status in ("Published", "Retired"):
			frappe.db.set_value(FLOW, run.flow, "status", status)
			made = frappe.get_doc(FLOW, run.flow)
			made.steps[0].parameter = self.two
			with self.subTest(status=status):
				self.assertRefused(FlowIsFrozen, made.save)
				self.assertRefused(FlowIsFrozen, frappe.delete_doc, FLOW, run.flow)

	def test_a_row_of_a_frozen_flow_is_not_changed_by_itself(self):
		made = flow(step("一", self.one))
		row = frappe.get_doc("Qingdan Approval Step", made.steps[0].name)
		row.parameter = self.two

		self.assertRefused(StateChangeRefused, row.save)
		self.assertRefused(StateChangeRefused, frappe.delete_doc, row.doctype, row.name)
		self.assertRefused(
			FlowIsFrozen,
			self.call,
			"frappe.client.set_value",
			"Administrator",
			doctype=row.doctype,
			name=row.name,
			fieldname="parameter",
			value=self.two,
		)

	def test_only_a_draft_is_published(self):
		made = flow(step("一", self.one))

		self.assertRefused(FlowIsFrozen, publishing.publish, made)
		self.assertRefused(FlowIsFrozen, publishing.publish, publishing.retire(made))

	def test_a_retired_flow_takes_no_document_and_what_runs_goes_on(self):
		run = self.sent(step("一", self.one))
		publishing.retire(self.flow)

		self.assertIsNone(choosing.flow_for(purchases.purchase(), "Submission"))
		self.assertEqual(self.do(run, "approve", self.one).outcome, "Approved")

	def test_two_flows_that_could_match_one_document_are_refused_naming_both(self):
		first = flow(step("一", self.one), conditions=[("amount", ">", "100")])
		second = draft_flow(step("一", self.one), conditions=[("amount", ">", "500")])

		refusal = self.assertRefused(FlowsCollide, publishing.publish, second)

		self.assertIn(first.name, str(refusal))
		self.assertIn(second.name, str(refusal))

	def test_flows_that_exclude_each_other_or_differ_in_priority_live_side_by_side(self):
		dear = flow(step("一", self.one), conditions=[("amount", ">", "100")])
		cheap = flow(step("一", self.one), conditions=[("amount", "<=", "100")])
		first = flow(step("一", self.one), conditions=[("unit", "=", "财政局")], priority=5)

		taken = [
			choosing.flow_for(purchases.purchase(**values), "Submission").name
			for values in ({"amount": 200}, {"amount": 50}, {"amount": 50, "unit": "财政局"})
		]

		self.assertEqual(taken, [dear.name, cheap.name, first.name])

	def test_two_flows_whose_expressions_meet_are_refused_at_the_document_naming_both(self):
		one = flow(step("一", self.one), expression="doc.amount > 10")
		other = draft_flow(step("一", self.one), expression="doc.amount > 20")
		try:
			publishing.publish(other)
		except FlowsCollide as refusal:
			self.assertIn(one.name, str(refusal))
			return
		self.assertRefused(FlowsCollide, choosing.flow_for, purchases.purchase(), "Submission")

	def test_an_expression_that_raises_is_refused_by_name(self):
		flow(step("一", self.one), expression="1 / (doc.amount - 54321) > 1")  # no other purchase costs that

		bought = purchases.purchase(amount=54321)
		refusal = self.assertRefused(ConditionFails, choosing.flow_for, bought, "Submission")
		self.assertIn("zero", str(refusal))

	def test_unsound_flows_are_refused_with_what_is_wrong(self):
		cases = {
			"unknown resolver": draft_flow(step("一", resolver="oracle")),
			"unknown field": draft_flow(step("一", self.one), conditions=[("colour", "=", "red")]),
			"colour": draft_flow(step("一", self.one, condition_field="colour")),
			"key used twice": draft_flow(step("一", self.one), step("一", self.two)),
			"count below one": draft_flow(step("一", self.one, mode="Count")),
			"percentage outside": draft_flow(step("一", self.one, mode="Percent", threshold=101)),
			"fallback without people": draft_flow(step("一", self.one, nobody="Fallback")),
			"key begins with @": draft_flow(step("@一", self.one)),
			"due_on": draft_flow(step("一", self.one, due_field="due_on")),
			"销毁": draft_flow(
				step("一", self.one), doctype=purchases.LEAVE, approved_action=_action("销毁")
			),
			"approved_action": draft_flow(
				step("一", self.one), doctype=purchases.LEAVE, approved_action=None
			),
			"批阅": draft_flow(step("一", self.one), doctype=purchases.LEAVE, guarded_state="批阅"),
			"needs a Workflow": draft_flow(
				step("一", self.one),
				guard="Transition",
				guarded_state=purchases.REVIEW,
				approved_action=purchases.AGREE,
			),
			"not submittable": draft_flow(step("一", self.one), doctype=purchases.LEAVE, guard="Submission"),
			"reminder not after": draft_flow(step("一", self.one, working_hours=8, reminders="两小时")),
			"nobody is given the role": draft_flow(step("一", resolver="role", parameter="All")),
			"ghost@qingdan.example": draft_flow(step("一", "ghost@qingdan.example")),
			"has no access to Desk": draft_flow(step("一", factories.user(user_type="Website User"))),
		}
		for words, made in cases.items():
			with self.subTest(words=words):
				self.assertIn(words, str(self.assertRefused(FlowUnsound, publishing.publish, made)))
				self.assertEqual(self.stored(FLOW, made.name, "status"), "Draft")

	def test_a_flow_without_steps_is_not_even_saved(self):
		self.assertRefused(frappe.MandatoryError, draft_flow)

	def test_a_route_that_does_not_exist_is_refused_by_name(self):
		made = draft_flow(step("一", resolver="route", parameter="nowhere"))

		self.assertIn("nowhere", str(self.assertRefused(FlowUnsound, publishing.publish, made)))

	def test_an_expression_with_a_fault_in_its_grammar_is_not_even_saved(self):
		self.assertRefused(
			frappe.ValidationError, draft_flow, step("一", self.one), expression="doc.amount >"
		)

	def test_clearing_caches_forgets_what_was_published_before_a_backup_was_put_back(self):
		made = publishing.publish(draft_flow(step("一", self.one)))
		self.assertIn(made.name, [row.flow for row in choosing.guarded(purchases.PURCHASE)])
		frappe.db.set_value("Qingdan Approval Flow", made.name, "status", "Retired")

		frappe.clear_cache()

		self.assertNotIn(made.name, [row.flow for row in choosing.guarded(purchases.PURCHASE)])

	def test_only_administrators_publish(self):
		made = draft_flow(step("一", self.one))
		door = "qingdan_app.api.flows.publish"
		for who in (self.buyer, self.one, factories.supervisor()):
			self.assertRefused(frappe.PermissionError, self.call, door, who, name=made.name)

		self.assertEqual(self.call(door, self.admin, name=made.name)["status"], "Published")


def _action(name: str) -> str:
	if not frappe.db.exists("Workflow Action Master", name):
		frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": name}).insert()
	return name
