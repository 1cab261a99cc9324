"""Nobody becomes System Manager by saving their own profile, without anybody having said so."""

from unittest.mock import patch

import click
import frappe

from qingdan_app import compat
from qingdan_app.demo import people
from qingdan_app.setup import system_managers
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase


class TestSystemManager(QingdanTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.delete("Has Role", {"role": "System Manager", "parent": ("!=", "Administrator")})

	def test_whoever_migrates_a_site_without_one_is_told(self):
		self.assertTrue(self.told())

	def test_a_disabled_one_does_not_count(self):
		factories.user("System Manager", enabled=0)
		self.assertTrue(self.told())

	def test_nobody_is_told_where_there_is_one(self):
		factories.user("System Manager")
		self.assertFalse(self.told())

	def test_the_demo_brings_one(self):
		self.assertIn("System Manager", people.SYSTEM_MANAGER.roles)
		of_this_hour = frappe.db.get_creation_count("User", 60)
		nobody = dict.fromkeys(("_units", "_leaders"), list)
		with patch.multiple(people, update_password=lambda *_: None, _fill_offices=lambda: None, **nobody):
			created = {row["user"]: row["roles"] for row in people.create_all()}
		self.assertEqual(created[people.SYSTEM_MANAGER.user], ["System Manager"])
		self.assertTrue(system_managers.holders())
		self.assertEqual(
			frappe.db.get_creation_count("User", 60), of_this_hour
		)  # core throttles who makes more

	def test_nobody_becomes_one_by_saving_their_own_profile(self):
		liaison = factories.user("Qingdan Unit Liaison")
		with self.as_user(liaison):
			frappe.get_doc("User", liaison).update({"bio": "值班"}).save(ignore_permissions=True)
		self.assertEqual(frappe.get_roles(liaison).count("System Manager"), 0)

	def test_nothing_is_taken_back_where_core_gives_nothing_by_itself(self):
		user = frappe.get_doc("User", factories.user("System Manager"))
		user.flags.roles_before = set()  # newer lines move what a profile gives into place while they check
		with self.as_user(factories.user("System Manager")):
			for gives, roles in ((False, ["System Manager"]), (True, [])):
				with patch.object(compat, "gives_system_manager", return_value=gives):
					system_managers.take_back(user, "validate")
				self.assertEqual([row.role for row in user.roles], roles)

	def test_nobody_becomes_one_by_a_duty(self):
		unit = factories.unit()
		for who in ("Administrator", factories.administrator()):
			with self.subTest(who), self.as_user(who):
				liaison = factories.user()
				factories.contact(unit, who=liaison)
				roles = frappe.get_doc("User", liaison).get("roles")
				self.assertEqual([row.role for row in roles], ["Qingdan Unit Liaison"])

	def test_what_administrators_and_role_profiles_give_stays(self):
		given, profile = factories.user("Qingdan Unit Liaison"), factories.unique("岗位")
		roles = [{"role": "System Manager"}]
		frappe.get_doc({"doctype": "Role Profile", "role_profile": profile, "roles": roles}).insert()
		frappe.get_doc("User", given).add_roles("System Manager")
		self.assertIn("System Manager", frappe.get_roles(given))
		frappe.db.delete("Has Role", {"parent": given})
		with self.as_user(factories.user("System Manager")):
			frappe.get_doc("User", given).update({"role_profile_name": profile}).save(ignore_permissions=True)
		self.assertIn("System Manager", frappe.get_roles(given))

	def told(self) -> bool:
		with patch.object(click, "secho") as said:
			system_managers.tell_where_none()
		return bool(said.call_args_list)
