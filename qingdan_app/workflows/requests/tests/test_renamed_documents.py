"""A department, a project, an account is renamed as people do it: what flows and requests say of it goes on meaning it."""

import frappe
from frappe.model.workflow import apply_workflow

from qingdan_app.tests import users
from qingdan_app.tests.site import new_request
from qingdan_app.workflows.engine.flow import Act
from qingdan_app.workflows.exceptions import ApprovalPending, SubjectChanged, ValueUnreadable
from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.log import chains
from qingdan_app.workflows.requests import acting, around
from qingdan_app.workflows.seals import comparing, sealing
from qingdan_app.workflows.tests import expenses, purchases
from qingdan_app.workflows.tests.base import REQUEST, ApprovalTestCase
from qingdan_app.workflows.tests.expenses import AGREE, CLAIM, DEPARTMENT, HAND_IN, PENDING
from qingdan_app.workflows.tests.purchases import PURCHASE, step

CONDITION = "Qingdan Approval Condition"


class TestRenamedDocuments(ApprovalTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		expenses.make_doctypes()

	def setUp(self):
		super().setUp()
		self.department, self.other = (
			frappe.get_doc({"doctype": DEPARTMENT, "company": "甲公司"}).insert().name for _ in range(2)
		)

	def renamed(self, doctype: str, old: str, new: str | None = None, merge: bool = False) -> str:
		domain = "@qingdan.example" if doctype == "User" else ""
		new = new or f"{users.unique('new')}{domain}".lower()
		frappe.rename_doc(doctype, old, new, force=True, merge=merge)
		new_request()
		return new

	def claims_flow(self, *steps, **fields):
		words = {"guard": "Transition", "guarded_state": PENDING, "approved_action": AGREE}
		steps = steps or [step("一", self.one)]
		return purchases.flow(*steps, doctype=CLAIM, **{**words, "returned_action": None, **fields})

	def handed_in(self, doc) -> str | None:
		with self.as_user(self.buyer):
			apply_workflow(frappe.get_doc(CLAIM, doc.name), HAND_IN)
		return chains.running(CLAIM, doc.name)

	def approve(self, run: str, who: str) -> None:
		with self.as_user(who):
			acting.act(run, Act("approve", who, opinion="同意"))

	def assertWhole(self, flow, *about: str) -> None:
		"""Nothing is said to have been changed past the flow."""
		self.assertNotIn(f"Qingdan Approval Flow/{flow.name}", [each.chain for each in comparing.flows()])
		if about:
			self.assertIsNone(sealing.verify_one(*about))

	def test_a_condition_goes_on_meaning_the_department_that_it_names(self):
		for operator, value in (("=", self.department), ("in", f"{self.department}, {self.other}")):
			with self.subTest(operator=operator):
				frappe.db.savepoint("renaming")
				flow = self.claims_flow(conditions=[("department", operator, value)])
				doc = expenses.claim(self.buyer, department=self.department)
				self.renamed(DEPARTMENT, self.renamed(DEPARTMENT, self.department))

				self.assertTrue(self.handed_in(doc))
				self.assertWhole(flow)
				frappe.db.rollback(save_point="renaming")
				choosing.forget_all()

	def test_a_document_whose_name_is_a_number_is_renamed_as_well(self):
		flow = self.claims_flow(conditions=[("department", "=", self.department)])
		about = (CONDITION, flow.conditions[0].name, "value")
		frappe.db.set_value(*about, "7")
		around.follow_rename(frappe.get_doc(DEPARTMENT, self.department), "after_rename", 7, 8)

		self.assertEqual(self.stored(*about), "8")

	def test_so_it_does_when_the_old_name_is_given_to_another(self):
		self.claims_flow(conditions=[("department", "=", self.department)])
		doc = expenses.claim(self.buyer, department=self.department)
		self.renamed(DEPARTMENT, self.department)
		frappe.get_doc({"doctype": DEPARTMENT, "name": self.department, "company": "乙公司"}).insert(
			set_name=self.department
		)
		other = expenses.claim(self.buyer, department=self.department)

		self.assertIsNone(self.handed_in(other))
		self.assertTrue(self.handed_in(doc))

	def test_a_condition_goes_on_meaning_an_account(self):
		flow = purchases.flow(
			step("一", self.one), conditions=[("approver", "=", self.two)], acts_as=self.three
		)
		doc = purchases.purchase(self.buyer, approver=self.two)
		self.renamed("User", self.two)
		self.renamed("User", self.three)

		with self.as_user(self.buyer):
			self.assertRefused(ApprovalPending, frappe.get_doc(PURCHASE, doc.name).submit)
		self.assertWhole(flow)

	def test_a_request_that_runs_goes_on_meaning_it_at_its_next_step(self):
		later = {
			"condition_field": "department",
			"condition_operator": "=",
			"condition_value": self.department,
		}
		flow = self.claims_flow(step("一", self.one), step("二", self.two, **later))
		doc = expenses.claim(self.buyer, department=self.department)
		run = self.handed_in(doc)
		self.renamed(DEPARTMENT, self.department)

		self.approve(run, self.one)

		self.assertEqual(self.open_for(frappe._dict(name=run)), [self.two])
		self.assertWhole(flow, CLAIM, doc.name)

	def test_what_a_flow_sets_and_what_a_table_of_conditions_asks_follow(self):
		flow = self.claims_flow(
			settings=[{"outcome": "Approved", "field": "department", "value": self.department}]
		)
		route = frappe.new_doc("Qingdan Approval Route")
		route.update({"route_name": users.unique("route"), "document_type": CLAIM})
		row = {"field": "department", "operator": "=", "value": self.department}
		route.append("rows", {**row, "resolver": "user", "parameter": self.one})
		route.insert()

		new = self.renamed(DEPARTMENT, self.department)

		self.assertEqual(frappe.get_doc("Qingdan Approval Flow", flow.name).settings[0].value, new)
		self.assertEqual(frappe.get_doc("Qingdan Approval Route", route.name).rows[0].value, new)
		self.assertWhole(flow)

	def test_a_name_that_cannot_stand_in_a_list_is_refused(self):
		self.claims_flow(conditions=[("department", "in", f"{self.department},{self.other}")])
		self.assertRefused(ValueUnreadable, self.renamed, DEPARTMENT, self.department, "甲,乙")

	def test_text_that_happens_to_be_the_same_stays(self):
		flow = self.claims_flow(conditions=[("code", "=", self.department)])
		self.renamed(DEPARTMENT, self.department)
		self.assertEqual(
			frappe.get_doc("Qingdan Approval Flow", flow.name).conditions[0].value, self.department
		)

	def test_nobody_has_edited_a_document_by_renaming_what_it_names(self):
		for merge in (False, True):
			with self.subTest(merge=merge):
				named, buyer = users.user(), users.user()
				frappe.db.savepoint("renaming")
				run = self.sent(
					step("一", self.one), subject={"approver": named, "items": [{"buyer": buyer}]}
				)
				self.renamed("User", named, self.four if merge else None, merge)
				self.renamed("User", buyer)

				self.approve(run.name, self.one)

				self.assertEqual(self.stored(REQUEST, run.name, "outcome"), "Approved")
				frappe.db.rollback(save_point="renaming")
				choosing.forget_all()

	def test_an_edit_before_or_after_is_one_still(self):
		for late in (False, True):
			with self.subTest(late=late):
				named = users.user()
				frappe.db.savepoint("renaming")
				run = self.sent(step("一", self.one), subject={"approver": named})
				if late:
					self.renamed("User", named)
				frappe.db.set_value(PURCHASE, self.doc.name, "amount", 88_888)
				if not late:
					self.renamed("User", named)

				self.assertRefused(SubjectChanged, self.approve, run.name, self.one)
				frappe.db.rollback(save_point="renaming")
				choosing.forget_all()

	def test_a_document_that_is_called_by_one_of_its_fields_may_be_renamed_while_it_waits(self):
		self.claims_flow()
		doc = expenses.claim(self.buyer)
		run = self.handed_in(doc)
		self.renamed(CLAIM, doc.name)

		self.approve(run, self.one)

		self.assertEqual(self.stored(REQUEST, run, "outcome"), "Approved")
