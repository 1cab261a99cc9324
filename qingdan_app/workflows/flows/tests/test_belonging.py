"""Signers by a linked document, and by a role within a company or department: without code, on DocTypes made in Desk."""

import frappe

from qingdan_app.tests import factories
from qingdan_app.workflows.exceptions import FlowUnsound
from qingdan_app.workflows.flows import belonging, form_options, paths, publishing, resolvers
from qingdan_app.workflows.flows.tests.test_resolvers import resolved
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase, attached

BODY, PERSON, ORDER, LINE = "Test Body", "Employee", "Test Body Order", "Test Body Line"


def make_doctypes() -> None:
	"""A tree of bodies, people who belong to them, orders of a body and a person; made once and kept."""
	if frappe.db.exists("DocType", ORDER):
		return
	purchases._make(BODY, [link("parent_test_body", BODY), link("head", "User")], autoname="Prompt")
	if not frappe.db.exists("DocType", PERSON):
		fields = [link("user_id", "User"), link("department", BODY), link("reports_to", PERSON)]
		purchases._make(PERSON, [*fields, {"fieldname": "status", "fieldtype": "Data", "label": "Status"}])
	purchases._make(LINE, [link("body", BODY)], istable=1)
	table = {"fieldname": "lines", "fieldtype": "Table", "options": LINE, "label": "Lines"}
	fields = [link("body", BODY), link("employee", PERSON), table]
	kind = {"fieldname": "party_type", "fieldtype": "Link", "options": "DocType", "label": "Kind"}
	party = {"fieldname": "party", "fieldtype": "Dynamic Link", "options": "party_type", "label": "Party"}
	purchases._make(ORDER, [*purchases.FIELDS, *fields, kind, party], is_submittable=1)
	frappe.db.commit()


def link(fieldname: str, options: str) -> dict:
	return {"fieldname": fieldname, "fieldtype": "Link", "options": options, "label": fieldname.title()}


class TestBelonging(ApprovalTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		make_doctypes()

	def setUp(self):
		super().setUp()
		self.role = frappe.get_doc({"doctype": "Role", "role_name": factories.unique("会计")}).insert().name
		self.group = self.body()
		self.inner = self.body(parent_test_body=self.group)
		self.other = self.body()
		self.inside, self.outside, self.free = (factories.user(self.role) for _ in range(3))
		self.permit(self.inside, self.inner)
		self.permit(self.outside, self.other)

	def body(self, **fields) -> str:
		return frappe.get_doc({"doctype": BODY, "name": factories.unique("body"), **fields}).insert().name

	def permit(self, user: str, body: str, **fields) -> None:
		values = {"doctype": "User Permission", "user": user, "allow": BODY, "for_value": body, **fields}
		frappe.get_doc(values).insert()

	def employee(self, user: str | None, **fields) -> str:
		return frappe.get_doc({"doctype": PERSON, "user_id": user, **fields}).insert().name

	def order(self, **fields):
		return purchases.purchase(doctype=ORDER, **fields)

	def within(self, order, path: str = "body") -> list[str]:
		return resolved("role_within", f"{self.role}: {path}", order)

	def test_a_role_is_asked_within_the_company_of_the_document(self):
		self.assertEqual(self.within(self.order(body=self.inner)), [self.inside])
		self.assertEqual(self.within(self.order(body=self.other)), [self.outside])
		self.assertEqual(self.within(self.order()), [])

	def test_where_nobody_belongs_those_of_the_one_above_are_asked(self):
		above = factories.user(self.role)
		self.permit(above, self.group)
		leaf = self.body(parent_test_body=self.inner)
		self.assertEqual(self.within(self.order(body=leaf)), [self.inside])
		self.assertEqual(self.within(self.order(body=self.body(parent_test_body=self.group))), [above])

	def test_a_permission_for_other_documents_or_without_what_lies_below_does_not_count_there(self):
		elsewhere, narrow = factories.user(self.role), factories.user(self.role)
		self.permit(elsewhere, self.inner, apply_to_all_doctypes=0, applicable_for="Note")
		self.permit(narrow, self.group, hide_descendants=1)
		self.assertEqual(self.within(self.order(body=self.inner)), [self.inside])
		self.assertEqual(self.within(self.order(body=self.body(parent_test_body=self.group))), [])
		self.assertEqual(self.within(self.order(body=self.group)), [narrow])

	def test_one_belongs_to_the_department_of_ones_employee_record_until_one_leaves(self):
		clerk, gone = factories.user(self.role), factories.user(self.role)
		self.employee(clerk, department=self.group)
		self.employee(gone, department=self.group, status="Left")
		self.employee(factories.user(), department=self.group)
		self.assertEqual(self.within(self.order(body=self.group)), [clerk])
		frappe.db.set_value("User", clerk, "enabled", 0)
		self.assertEqual(self.within(self.order(body=self.group)), [])

	def test_the_company_may_be_that_of_a_linked_document_or_of_several_rows(self):
		employee = self.employee(self.free, department=self.inner)
		self.assertEqual(
			sorted(self.within(self.order(employee=employee), "employee.department")),
			sorted([self.inside, self.free]),
		)
		order = self.order(lines=[{"body": self.other}, {"body": self.inner}, {"body": self.other}])
		found = self.within(order, "lines.body")
		self.assertEqual((found[0], set(found[1:])), (self.outside, {self.inside, self.free}))

	def test_a_tree_that_leads_in_a_circle_ends(self):
		frappe.db.set_value(BODY, self.group, "parent_test_body", self.inner)
		self.assertEqual(belonging.within([self.free], BODY, self.inner), [])

	def test_the_user_of_a_linked_document_signs(self):
		frappe.db.set_value(BODY, self.inner, "head", self.one)
		self.assertEqual(resolved("field", "body.head", self.order(body=self.inner)), [self.one])
		order = self.order(party_type=BODY, party=self.inner)
		self.assertEqual(resolved("field", "party.head", order), [self.one])
		lines = self.order(lines=[{"body": self.inner}, {"body": self.other}])
		self.assertEqual(resolved("field", "lines.body.head", lines), [self.one])

	def test_a_link_to_a_person_leads_to_the_persons_account(self):
		superior = self.employee(self.two)
		employee = self.employee(self.one, reports_to=superior)
		order = self.order(employee=employee)
		self.assertEqual(resolved("field", "employee", order), [self.one])
		self.assertEqual(resolved("field", "employee.reports_to", order), [self.two])
		nobody = self.order(employee=self.employee(None))
		self.assertEqual(resolved("field", "employee.reports_to", nobody), [])

	def test_the_owner_of_a_linked_document_can_be_named(self):
		frappe.db.set_value(BODY, self.inner, "owner", self.three)
		self.assertEqual(resolved("field", "body.owner", self.order(body=self.inner)), [self.three])

	def test_a_path_or_role_that_leads_nowhere_is_refused_when_the_flow_is_published(self):
		for resolver, parameter in (
			("field", "nothing"),
			("field", "body.nothing"),
			("field", "subject.head"),
			("role_within", f"{self.role}: nothing"),
			("role_within", f"{self.role}: subject"),
			("role_within", "No Such Role: body"),
			("role_within", self.role),
		):
			with self.subTest(resolver=resolver, parameter=parameter):
				flow = purchases.draft_flow(
					purchases.step("a", resolver=resolver, parameter=parameter),
					doctype=ORDER,
					guard="Submission",
				)
				self.assertRefused(FlowUnsound, publishing.publish, flow)
		for resolver, parameter in (
			("field", "body.owner"),
			("field", "party.head"),
			("role_within", f"{self.role}: lines.body"),
		):
			self.assertIsNone(resolvers.problem_of(resolver, ORDER, parameter))

	def test_the_form_says_what_a_parameter_holds(self):
		offered = {option["value"]: option for option in form_options.of(ORDER)["resolvers"]}
		self.assertIn("Accounts Manager: company", offered["role_within"]["description"])
		self.assertIsNone(paths.doctype_at(ORDER, "subject"))

	def test_a_stand_in_limited_to_a_body_stands_in_for_its_documents_without_code(self):
		with attached("Body", BODY, "approval_scopes"):
			self.assertIn("Body", form_options.scope_kinds())
			self.assertIn(self.inner, {option["value"] for option in form_options.scopes("Body")})
			words = {"person": self.one, "delegate": self.two, "scope_kind": "Body", "scope_key": self.inner}
			times = {"from_time": "2021-03-01 09:00:00", "until_time": "2031-03-02 09:00:00"}
			frappe.get_doc({"doctype": "Qingdan Approval Delegation", **words, **times}).insert()
			mine, others = self.order(body=self.inner), self.order(body=self.other)
			purchases.flow(purchases.step("a", self.one), doctype=ORDER, guard="Submission")
			for order, signer in ((mine, self.two), (others, self.one)):
				self.assertEqual(self.open_for(self.send(order)), [signer])
