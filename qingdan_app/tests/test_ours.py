"""What is the app's is told by its modules, in Python as in Desk; who holds a role is told in one way."""

import frappe

from qingdan_app import ours, role_holders
from qingdan_app.desk import boot, people_by_name
from qingdan_app.tests import users
from qingdan_app.tests.site import SiteTestCase

LOOKALIKE = "Qingdan Ausflug"


class TestOurs(SiteTestCase):
	def test_what_somebody_made_in_desk_under_a_like_name_is_not_ours(self):
		made = frappe.get_doc({"doctype": "DocType", "name": LOOKALIKE, "module": "Core", "custom": 1})
		made.db_insert()
		told = frappe._dict()
		boot.extend(told)

		page = {"keys": ["owner"], "values": [["Administrator"]]}
		self.assertEqual((ours.is_ours(LOOKALIKE), people_by_name.with_names(LOOKALIKE, page)), (False, page))
		self.assertNotIn(LOOKALIKE, told.qingdan_ours)

	def test_all_that_lies_in_our_modules_is_ours_whatever_it_is_called(self):
		told = frappe._dict()
		boot.extend(told)
		types = frappe.get_all("DocType", {"module": ("in", ours.modules())}, pluck="name")

		self.assertTrue({*types, "qingdan-inbox"} <= set(told.qingdan_ours))
		self.assertTrue(all(map(ours.is_ours, types)))
		self.assertFalse(any(map(ours.is_ours, ("User", "", None, ["Qingdan Task"], "No Such Type"))))


class TestRoleHolders(SiteTestCase):
	def test_holders_are_enabled_people_each_once(self):
		one, two = (
			frappe.get_doc({"doctype": "Role", "role_name": users.unique("角色")}).insert().name for _ in "12"
		)
		both, left, visitor = users.user(one), users.user(one), users.user(one)
		frappe.get_doc("User", both).add_roles(two)
		frappe.get_doc("User", "Administrator").add_roles(one)
		frappe.db.set_value("User", left, "enabled", 0)
		frappe.db.set_value("User", visitor, "user_type", "Website User")

		self.assertEqual(role_holders.holders_of(one, two), [both, visitor])
		self.assertEqual(role_holders.holders_of(one, two, at_desk=True), [both])
		self.assertEqual(role_holders.holders_of(), [])
		frappe.db.delete("Role", {"name": one})
		frappe.db.set_value("Role", two, "disabled", 1)
		self.assertEqual(role_holders.holders_of(one, two), [])
