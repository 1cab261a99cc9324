"""A flow gives its signers sight and say: it is put in force by who administers the DocType, and nobody sees more by it."""

from unittest.mock import patch

import frappe

from qingdan_app.ours import is_ours
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows import administrators
from qingdan_app.workflows.exceptions import ConditionFails, DelegationRefused, NotYoursToPublish
from qingdan_app.workflows.flows import entries, publishing
from qingdan_app.workflows.requests import access

PUBLISH = "qingdan_app.api.flows.publish"


class TestPublishers(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.administrator = factories.administrator()
		self.manager = factories.user("System Manager")

	def test_a_list_administrator_puts_no_flow_in_force_on_other_doctypes(self):
		for doctype in ("ToDo", "User", "Note"):
			flow = self.draft(doctype)
			self.assertRefused(NotYoursToPublish, self.call, PUBLISH, self.administrator, name=flow.name)
			flow.db_set("status", "Published")
			retire = "qingdan_app.api.flows.retire"
			self.assertRefused(NotYoursToPublish, self.call, retire, self.administrator, name=flow.name)

	def test_they_do_so_for_tasks_and_reports(self):
		for doctype in ("Qingdan Task", "Qingdan Progress Report"):
			self.assertTrue(administrators.administers(self.administrator, doctype))
			with self.as_user(self.administrator):
				publishing.refuse_unless_administered(doctype)

	def test_they_administer_whatever_of_the_city_goes_through_a_flow(self):
		ours = [doctype for doctype in frappe.get_hooks("approval_subjects") if is_ours(doctype)]
		self.assertIn("Qingdan Refusal", ours)
		self.assertEqual(
			[each for each in ours if not administrators.administers(self.administrator, each)], []
		)

	def test_the_site_names_roles_for_a_doctype(self):
		conf = {**frappe.local.conf, "approval_publishers": {"ToDo": ["Qingdan List Administrator"]}}
		with patch.object(frappe.local, "conf", frappe._dict(conf)):
			self.assertTrue(administrators.administers(self.administrator, "ToDo"))
			self.assertFalse(administrators.administers(self.administrator, "Note"))
		self.assertFalse(administrators.administers(self.administrator, "ToDo"))
		self.assertTrue(administrators.administers(self.manager, "ToDo"))

	def test_a_table_of_conditions_of_others_is_not_changed(self):
		route = frappe.get_doc({"doctype": "Qingdan Approval Route", "route_name": factories.unique("r")})
		route.append("rows", {"resolver": "user", "parameter": self.manager})
		route.insert()
		flow = self.draft("ToDo", resolver="route", parameter=route.name)
		flow.db_set("status", "Published")
		with self.as_user(self.administrator):
			changed = frappe.get_doc("Qingdan Approval Route", route.name)
			changed.rows[0].parameter = self.administrator
			self.assertRefused(NotYoursToPublish, changed.save)
			self.assertRefused(NotYoursToPublish, changed.delete)

	def test_nobody_makes_themselves_stand_in_for_others_where_other_doctypes_are_decided(self):
		words = {
			"doctype": "Qingdan Approval Delegation",
			"person": self.manager,
			"delegate": self.administrator,
		}
		words |= {
			"from_time": "2021-01-01 00:00:00",
			"until_time": "2021-02-01 00:00:00",
			"scope_kind": "All",
		}
		self.draft("ToDo")
		with self.as_user(self.administrator):
			self.assertRefused(DelegationRefused, frappe.get_doc(words).insert)
		with self.as_user(self.manager):
			self.assertTrue(access.may_delegate_for(self.administrator))

	def test_overseers_see_what_runs_on_doctypes_they_may_read(self):
		city = City()
		city.filed()
		request = frappe.db.get_value("Qingdan Approval Request", {"reference_name": city.task.name})
		turn = frappe.db.get_value("Qingdan Approval Assignment", {"request": request})
		doctypes = ("Qingdan Approval Request", request), ("Qingdan Approval Assignment", turn)
		for doctype, name in doctypes:
			self.assertTrue(self.sees(city.supervisor, doctype, name), doctype)
			frappe.db.set_value(doctype, name, {"reference_doctype": "ToDo", "reference_name": "x"})
		self.draft("ToDo")
		for role in ("Qingdan Supervision Office", "Qingdan List Administrator"):
			frappe.db.delete("Custom DocPerm", {"parent": "ToDo", "role": role})
		with patch.object(access, "get_role_permissions", self.all_but("ToDo")):
			for doctype, name in doctypes:
				for who in (city.supervisor, city.administrator):
					self.assertFalse(self.sees(who, doctype, name), doctype)

	def test_no_expression_of_a_flow_holds_a_worker(self):
		flow = self.draft("ToDo")
		flow.expression = "9**9**7"
		self.assertRefused(ConditionFails, flow.save)
		row = frappe._dict(field="description", value="eval:'a' * 10**9")
		with self.assertRaises(ConditionFails):
			entries._value(flow, row, frappe.new_doc("ToDo"))

	def all_but(self, hidden: str):
		return lambda meta, user=None: {"read": int(meta.name != hidden)}

	def sees(self, who: str, doctype: str, name: str) -> bool:
		with self.as_user(who):
			return bool(frappe.has_permission(doctype, "read", name))

	def draft(self, doctype: str, resolver: str = "user", parameter: str | None = None):
		flow = frappe.new_doc("Qingdan Approval Flow")
		flow.update(
			{"flow_key": factories.unique("f"), "title": "x", "document_type": doctype, "guard": "Submission"}
		)
		flow.append(
			"steps",
			{
				"step_key": "a",
				"title": "a",
				"resolver": resolver,
				"parameter": parameter or self.administrator,
			},
		)
		return flow.insert()
