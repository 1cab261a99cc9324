"""Conditions are read as they are written, or refused when they are saved; they are tried on real documents."""

from unittest.mock import patch

import frappe

from qingdan_app.tests import users
from qingdan_app.workflows.exceptions import ConditionFails, FlowUnsound, ValueUnreadable
from qingdan_app.workflows.flows import choosing, publishing, readable
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import PURCHASE, step


class TestReading(ApprovalTestCase):
	def draft(self, field: str, operator: str, value: str, **fields):
		return purchases.draft_flow(step("一", self.one), conditions=[(field, operator, value)], **fields)

	def meant(self, **fields) -> bool:
		"""Whether a flow is meant for a purchase of these fields."""
		return bool(choosing.flow_for(purchases.purchase(self.buyer, **fields), "Submission"))

	def test_an_amount_in_words_people_use_is_that_amount(self):
		for written in ("1万", "10，000", "10000元", "１００００", "一万"):
			with self.subTest(written):
				flow = publishing.publish(self.draft("amount", ">=", written))
				self.assertTrue(self.meant(amount=10_000))
				self.assertFalse(self.meant(amount=9_999))
				publishing.retire(flow)

	def test_what_is_no_amount_is_refused_when_it_is_saved(self):
		for written in ("viel", "1万5", "12,34", ""):
			with self.subTest(written):
				self.assertRefused(ValueUnreadable, self.draft, "amount", ">", written)

	def test_a_date_written_short_is_that_date(self):
		publishing.publish(self.draft("needed_on", ">", "2021-3-1"))

		self.assertTrue(self.meant(needed_on="2021-03-02"))
		self.assertFalse(self.meant(needed_on="2021-03-01"))
		self.assertFalse(self.meant(needed_on="2020-12-31"))

	def test_text_that_holds_numbers_is_compared_as_numbers(self):
		publishing.publish(self.draft("unit", ">", "100"))

		self.assertTrue(self.meant(unit="9,000"))
		self.assertFalse(self.meant(unit="99"))
		self.assertRefused(ConditionFails, self.meant, unit="viel")

	def test_values_of_a_list_are_separated_as_people_do(self):
		publishing.publish(self.draft("unit", "in", "财政局、水务局；民政局"))

		for unit in ("财政局", "水务局", "民政局"):
			self.assertTrue(self.meant(unit=unit))
		self.assertFalse(self.meant(unit="财政局、水务局"))

	def test_a_condition_of_a_step_is_read_as_well(self):
		dear = {"condition_field": "amount", "condition_operator": ">", "condition_value": "teuer"}

		self.assertRefused(ValueUnreadable, purchases.draft_flow, step("一", self.one, **dear))

	def test_a_row_of_a_route_is_read_or_refused_when_it_is_saved(self):
		for field, value in (("amount", "teuer"), ("needed_on", "bald"), ("price", "1")):
			with self.subTest(field):
				self.assertRefused(ValueUnreadable, self.route, field, value, document_type=PURCHASE)
		route = self.route("amount", "1万", document_type=PURCHASE)

		run = self.sent({"step_key": "一", "title": "一", "resolver": "route", "parameter": route.name})
		self.assertEqual(run.status, "Blocked")
		publishing.retire(self.flow)
		dear = {"resolver": "route", "parameter": route.name}
		run = self.sent({"step_key": "一", "title": "一", **dear}, subject={"amount": 20_000})
		self.assertEqual(self.open_for(run), [self.one])

	def test_a_route_for_any_documents_is_read_for_those_that_a_flow_brings(self):
		route = self.route("amount", "teuer")
		through = {"step_key": "一", "title": "一", "resolver": "route", "parameter": route.name}
		self.assertRefused(FlowUnsound, purchases.flow, through)

		route.rows[0].value = "1万"
		route.save()
		purchases.flow(through)
		route.rows[0].value = "teuer"
		self.assertRefused(ValueUnreadable, route.save)

	def test_who_is_named_in_a_route_is_looked_at_as_in_a_step(self):
		for who in ("nobody@qingdan.example", "Guest"):
			route = self.route("amount", "1万", parameter=who)
			through = {"step_key": "一", "title": "一", "resolver": "route", "parameter": route.name}
			refusal = self.assertRefused(FlowUnsound, purchases.flow, through)
			self.assertIn(who, str(refusal))

	def route(self, field: str, value: str, parameter: str = "", **fields):
		route = frappe.new_doc("Qingdan Approval Route").update({"route_name": users.unique("r"), **fields})
		row = {"field": field, "operator": ">", "value": value}
		route.append("rows", {**row, "resolver": "user", "parameter": parameter or self.one})
		return route.insert()

	def test_a_condition_names_what_there_is_and_as_it_is_spelt(self):
		for field, named in (("approver", "nobody@qingdan.example"), ("owner", self.one.upper())):
			for operator in ("=", "!=", "in", "not in"):
				with self.subTest(field, operator=operator):
					refusal = self.assertRefused(ValueUnreadable, self.draft, field, operator, named)
					self.assertIn(named, str(refusal))
		self.assertRefused(ValueUnreadable, self.draft, "approver", "in", f"{self.one}、nobody")
		nowhere = {"condition_field": "approver", "condition_operator": "=", "condition_value": "nobody"}
		self.assertRefused(ValueUnreadable, purchases.draft_flow, step("一", self.one, **nowhere))

		publishing.publish(self.draft("approver", "in", f"{self.one}、{self.two}"))
		self.assertTrue(self.meant(approver=self.two))

	def test_a_dynamic_link_names_what_there_is_where_its_kind_is_asked_for(self):
		named = [("kind", "=", "Role"), ("party", "=", "No Such Role")]
		party = frappe._dict(fieldname="party", fieldtype="Dynamic Link", options="kind")
		known = frappe.get_meta(PURCHASE).get_field

		def with_party(fieldname):
			return party if fieldname == "party" else known(fieldname)

		flow = frappe.new_doc("Qingdan Approval Flow").update({"document_type": PURCHASE})
		for field, operator, value in named:
			flow.append("conditions", {"field": field, "operator": operator, "value": value})
		with patch.object(frappe.get_meta(PURCHASE), "get_field", with_party):
			self.assertEqual(len(list(readable.problems_of_flow(flow))), 1)
			flow.conditions[1].value = purchases.BUYER
			self.assertEqual(list(readable.problems_of_flow(flow)), [])

	def test_what_arrived_unread_is_read_when_it_is_published(self):
		flow = self.draft("approver", "=", self.one)
		frappe.db.set_value("Qingdan Approval Condition", flow.conditions[0].name, "value", "nobody")

		self.assertRefused(FlowUnsound, publishing.publish, frappe.get_doc(flow.doctype, flow.name))

	def test_a_comparison_that_there_is_not_is_refused_by_name(self):
		for operator in ("between", "like"):
			refusal = self.assertRefused(ValueUnreadable, self.draft, "amount", operator, "1,5")
			self.assertIn(operator, str(refusal))

	def test_what_a_flow_sets_is_read_as_conditions_are(self):
		for field, value in (("amount", "viel"), ("approver", "nobody"), ("needed_on", "bald")):
			with self.subTest(field):
				sets = [{"outcome": "Approved", "field": field, "value": value}]
				self.assertRefused(ValueUnreadable, purchases.draft_flow, step("一", self.one), settings=sets)
		sets = [{"outcome": "Approved", "field": "amount", "value": "1万"}]
		run = self.sent(step("一", self.one), settings=sets)
		self.do(run, "approve", self.one)

		self.assertEqual(self.stored(PURCHASE, self.doc.name, "amount"), 10_000)

	def test_a_role_that_there_is_not_signs_nothing(self):
		of_role = {"step_key": "一", "title": "一", "resolver": "role", "parameter": "No Such Role"}

		self.assertRefused(FlowUnsound, purchases.flow, of_role)

	def test_a_number_that_nobody_entered_is_not_set(self):
		publishing.publish(self.draft("amount", "is set", ""))

		self.assertFalse(self.meant(amount=0))
		self.assertTrue(self.meant(amount=1))

	def test_rows_and_totals_of_tables_are_facts(self):
		publishing.publish(self.draft("items", ">=", "2"))

		self.assertTrue(self.meant(items=[{"buyer": self.one}, {"buyer": self.two}]))
		self.assertFalse(self.meant(items=[{"buyer": self.one}]))


class TestExpressions(ApprovalTestCase):
	def test_an_expression_may_add_up_and_look_for(self):
		expression = "len(doc.items) > 1 and any(row.buyer == doc.approver for row in doc['items']) and sum([1, 2]) == 3"
		purchases.purchase(self.buyer, items=[{"buyer": self.one}])
		flow = purchases.draft_flow(
			step("一", self.one), expression=expression.replace("doc.items", "doc['items']")
		)
		publishing.publish(flow)
		items = [{"buyer": self.one}, {"buyer": self.two}]

		meant = choosing.flow_for(
			purchases.purchase(self.buyer, items=items, approver=self.two), "Submission"
		)
		self.assertEqual(meant.name, flow.name)
		other = purchases.purchase(self.buyer, items=items, approver=self.three)
		self.assertIsNone(choosing.flow_for(other, "Submission"))

	def test_an_expression_that_fails_on_a_document_there_is_cannot_be_published(self):
		purchases.purchase(self.buyer)
		flow = purchases.draft_flow(step("一", self.one), expression="doc.no_such_field.x > 1")

		refusal = self.assertRefused(FlowUnsound, publishing.publish, flow)
		self.assertIn("no_such_field", str(refusal) + flow.expression)
		self.assertEqual(frappe.db.get_value("Qingdan Approval Flow", flow.name, "status"), "Draft")
		self.assertEqual(choosing.guarded(PURCHASE), [])

	def test_an_expression_repeats_no_text_of_the_document(self):
		flow = purchases.draft_flow(step("一", self.one), expression="doc.amount * 2 > 100")
		doc = purchases.purchase(self.buyer, items=[{"buyer": self.one}])
		for expression in ("doc.subject * 900000000", "doc['items'] * 99999999", "doc.get('subject') * 9"):
			with self.subTest(expression):
				self.assertRefused(ConditionFails, choosing.evaluate, flow, expression, doc)
		publishing.publish(flow)
		for amount, meant in ((51, True), (50, False)):
			found = choosing.flow_for(purchases.purchase(self.buyer, amount=amount), "Submission")
			self.assertEqual(bool(found), meant)
