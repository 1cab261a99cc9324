"""Fields that a flow names stay what they are; of a field that there is not no document is judged."""

import frappe

from qingdan_app.tests import users
from qingdan_app.workflows.exceptions import ConditionFails, UnderApproval
from qingdan_app.workflows.flows import choosing, publishing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import ITEM, LEAVE, PURCHASE, step


class TestFieldsKept(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		for doctype in (PURCHASE, ITEM, LEAVE):
			frappe.clear_cache(doctype=doctype)
			self.addCleanup(frappe.clear_cache, doctype=doctype)

	def lost(self, doctype: str, fieldname: str, /, **changes) -> None:
		"""Save a DocType in whose form a field was deleted, or changed, as far as its checks go."""
		form = frappe.get_doc("DocType", doctype)
		form.validate_child_table = lambda: (
			None
		)  # which alters the table on some lines of Frappe, and so commits
		if changes:
			next(field for field in form.fields if field.fieldname == fieldname).update(changes)
		else:
			form.fields = [field for field in form.fields if field.fieldname != fieldname]
		try:
			form.run_method("validate")
		finally:
			frappe.clear_cache(doctype=doctype)  # what is known of its fields is what they would be

	def custom(self, fieldname: str):
		"""A custom field of purchases, as it would be stored."""
		return frappe.get_doc(
			{"doctype": "Custom Field", "dt": PURCHASE, "fieldname": fieldname, "fieldtype": "Data"}
		)

	def flows(self):
		"""What a flow names a field by, and the field: of purchases, or of their items."""
		yield "unit", {"conditions": [("unit", "=", "x")]}, step("一", self.one)
		yield "needed_on", {}, step("一", self.one, due_field="needed_on")
		yield "unit", {}, step("一", self.one, fills="unit")
		yield "approver", {}, step("一", resolver="field", parameter="approver")
		yield "unit", {"expression": "doc.unit == 'x'"}, step("一", self.one)
		yield (
			"unit",
			{"settings": [{"outcome": "Approved", "field": "unit", "value": "x"}]},
			step("一", self.one),
		)
		asks = {"condition_field": "unit", "condition_operator": "=", "condition_value": "x"}
		yield "unit", {}, step("一", self.one, **asks)
		yield "unit", {}, step("一", resolver="route", parameter=self.route())
		yield "buyer", {}, step("一", resolver="field", parameter="items.buyer")

	def route(self) -> str:
		route = frappe.new_doc("Qingdan Approval Route").update({"route_name": users.unique("r")})
		row = {"field": "unit", "operator": "=", "value": "x", "resolver": "user", "parameter": self.one}
		route.append("rows", row)
		return route.insert().name

	def test_a_field_that_a_flow_names_is_not_deleted(self):
		for field, words, row in self.flows():
			with self.subTest(field, row=row, **{str(key): value for key, value in words.items()}):
				flow = purchases.flow(row, **words)
				doctype = ITEM if field == "buyer" else PURCHASE
				self.assertRefused(UnderApproval, self.lost, doctype, field)
				if doctype == PURCHASE:
					self.assertRefused(UnderApproval, self.custom(field).run_method, "on_trash")
				publishing.retire(flow)
				self.lost(doctype, field)

	def test_what_no_flow_names_is_deleted_as_ever(self):
		purchases.flow(step("一", self.one), conditions=[("unit", "=", "x")])

		self.lost(PURCHASE, "needed_on")
		self.custom("needed_on").run_method("on_trash")

	def test_while_a_request_runs_it_stays_although_its_flow_was_retired(self):
		run = self.sent(step("一", self.one), conditions=[("unit", "=", "x")], subject={"unit": "x"})
		publishing.retire(self.flow)
		self.assertRefused(UnderApproval, self.lost, PURCHASE, "unit")
		self.do(run, "approve", self.one)
		self.lost(PURCHASE, "unit")

	def test_it_is_not_renamed_and_keeps_its_type(self):
		purchases.flow(step("一", self.one), conditions=[("unit", "=", "x"), ("amount", ">", "5")])

		self.assertRefused(UnderApproval, self.lost, PURCHASE, "unit", fieldname="office")
		self.assertRefused(UnderApproval, self.lost, PURCHASE, "unit", fieldtype="Int")
		self.assertRefused(UnderApproval, self.lost, PURCHASE, "amount", fieldtype="Data")
		self.lost(PURCHASE, "unit", fieldtype="Small Text", label="Office")

	def test_nor_is_its_type_set_in_the_customized_form(self):
		purchases.flow(step("一", self.one), conditions=[("amount", ">", "5")])
		setter = {"doctype": "Property Setter", "doc_type": PURCHASE, "doctype_or_field": "DocField"}
		setter.update({"field_name": "amount", "property": "fieldtype", "property_type": "Data"})

		self.assertRefused(UnderApproval, frappe.get_doc({**setter, "value": "Data"}).insert)
		frappe.get_doc({**setter, "value": "Float"}).insert()
		frappe.get_doc({**setter, "property": "label", "value": "Sum"}).insert()

	def test_the_state_of_the_workflow_is_named_by_the_flow_that_guards_it(self):
		purchases.flow(step("一", self.one), doctype=LEAVE)

		self.assertRefused(UnderApproval, self.lost, LEAVE, "state")

	def test_of_a_field_that_was_lost_past_every_rule_no_document_is_judged(self):
		flow = purchases.flow(step("一", self.one), conditions=[("unit", "=", "x")])
		frappe.db.set_value("Qingdan Approval Condition", flow.conditions[0].name, "field", "lost")
		frappe.clear_document_cache(flow.doctype, flow.name)
		doc = purchases.purchase(self.buyer, unit="x")

		self.assertRefused(ConditionFails, choosing.flow_for, doc, "Submission")
		with self.as_user(self.buyer):
			self.assertRefused(ConditionFails, doc.submit)
