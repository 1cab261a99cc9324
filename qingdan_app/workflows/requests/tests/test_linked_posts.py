"""Who signs may stand in a document that a link leads to, or hold a role: turns follow a change there soon, not at night."""

import frappe

from qingdan_app.tests import users
from qingdan_app.workflows.exceptions import FlowIsFrozen, TurnsAreWrittenByTheFlow
from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.requests import following_posts
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import step


class TestLinkedPosts(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.delete("DefaultValue", {"defkey": following_posts.CHANGE})
		choosing.forget(purchases.PURCHASE)

	def test_a_document_that_a_path_leads_to(self):
		purchases.draft_flow(step("一", resolver="field", parameter="approver.role_profile_name"))
		purchases.draft_flow(step("一", resolver="role_within", parameter="System Manager: items.buyer"))
		self.sent(step("一", self.one))
		frappe.db.delete("DefaultValue", {"defkey": following_posts.CHANGE})
		frappe.get_doc({"doctype": "ToDo", "description": "x"}).insert()
		self.assertIsNone(following_posts.noted_change())

		name = users.unique("profile")
		profile = frappe.get_doc({"doctype": "Role Profile", "role_profile": name}).insert()
		self.assertTrue(following_posts.noted_change())
		frappe.db.delete("DefaultValue", {"defkey": following_posts.CHANGE})
		profile.delete()
		self.assertTrue(following_posts.noted_change())

	def test_a_role_that_is_disabled(self):
		role = frappe.get_doc({"doctype": "Role", "role_name": users.unique("role")}).insert()
		holder = users.user(role.name)
		run = self.sent(step("一", resolver="role", parameter=role.name), step("二", self.two))
		self.assertEqual(self.open_for(run), [holder])
		frappe.db.delete("DefaultValue", {"defkey": following_posts.CHANGE})

		role.update({"disabled": 1}).save()

		self.assertTrue(following_posts.noted_change())


class TestWithoutValidation(ApprovalTestCase):
	"""Another app tells core to leave out validation."""

	def test_the_engines_own_rows_stay_as_they_are(self):
		run = self.sent(step("一", self.one))
		run.flags.ignore_validate = True
		self.assertRefused(TurnsAreWrittenByTheFlow, run.update({"status": "Ended"}).save)

	def test_so_does_a_flow_in_force(self):
		flow = purchases.flow(step("一", self.one))
		flow = frappe.get_doc(flow.doctype, flow.name)
		flow.flags.ignore_validate = True
		flow.steps[0].parameter = self.two
		self.assertRefused(FlowIsFrozen, flow.save)

	def test_and_a_draft_is_put_in_force_by_publishing_alone(self):
		flow = purchases.draft_flow(step("一", self.one))
		flow.flags.ignore_validate = True
		flow.update({"status": "Published"}).save()
		self.assertEqual(self.stored(flow.doctype, flow.name, "status"), "Draft")
