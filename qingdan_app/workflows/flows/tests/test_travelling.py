"""A flow travels as a fixture or an import; what a site has in force, or has run, is not changed by it."""

import frappe
from frappe.modules.import_file import import_doc

from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import PURCHASE, step

FLOW = "Qingdan Approval Flow"


class TestTravelling(ApprovalTestCase):
	def arrive(self, words: dict, **changes):
		"""As core imports a fixture: the document of that name is deleted without a word, and the other inserted."""
		known = dict(frappe.local.flags)
		try:
			return import_doc({**words, **changes}, data_import=True)
		finally:
			frappe.local.flags.in_import = known.get("in_import")

	def exported(self, flow) -> dict:
		return frappe.parse_json(frappe.as_json(frappe.get_doc(FLOW, flow.name).as_dict(no_nulls=True)))

	def test_a_flow_in_force_stays_in_force_and_as_it_is(self):
		flow = purchases.flow(step("一", self.one))
		words = self.exported(flow)
		words["steps"][0]["parameter"] = self.four
		for status in ("Published", "Draft", "Retired"):
			with self.subTest(status):
				self.arrive(words, status=status, title="Andere")
				stored = frappe.get_doc(FLOW, flow.name)
				self.assertEqual((stored.status, stored.title), ("Published", "Purchases"))
				self.assertEqual([row.parameter for row in stored.steps], [self.one])
				self.assertEqual([row.flow for row in choosing.guarded(PURCHASE)], [flow.name])

	def test_requests_that_run_go_on_after_it(self):
		run = self.sent(step("一", self.one), step("二", self.two))
		self.arrive(self.exported(self.flow), status="Draft")
		self.do(run, "approve", self.one)

		self.assertEqual(self.do(run, "approve", self.two).outcome, "Approved")

	def test_a_draft_here_is_changed_by_what_arrives(self):
		draft = purchases.draft_flow(step("一", self.one))
		self.arrive(self.exported(draft), title="Andere")

		stored = frappe.get_doc(FLOW, draft.name)
		self.assertEqual((stored.status, stored.title), ("Draft", "Andere"))

	def test_one_in_force_elsewhere_is_in_force_where_it_is_new(self):
		words = self.exported(purchases.draft_flow(step("一", self.one)))
		frappe.delete_doc(FLOW, words["name"])
		self.arrive(words, status="Published")

		self.assertEqual(self.stored(FLOW, words["name"], "status"), "Published")

	def test_one_that_cannot_run_here_arrives_as_a_draft(self):
		words = self.exported(purchases.draft_flow(step("一", "nobody@nowhere.example")))
		frappe.delete_doc(FLOW, words["name"])
		self.arrive(words, status="Published")

		self.assertEqual(self.stored(FLOW, words["name"], "status"), "Draft")

	def test_nobody_makes_a_flow_that_is_in_force_at_once(self):
		flow = frappe.get_doc(
			{**self.exported(purchases.draft_flow(step("一", self.one))), "flow_key": "neu", "version": 1}
		)
		flow.name, flow.status = None, "Published"
		flow.insert()

		self.assertEqual(flow.status, "Draft")
