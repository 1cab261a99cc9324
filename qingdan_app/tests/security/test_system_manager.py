"""Nobody becomes System Manager by saving their own profile, without anybody having said so."""

from unittest.mock import patch

import click
import frappe

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

	def told(self) -> bool:
		with patch.object(click, "secho") as said:
			system_managers.tell_where_none()
		return bool(said.call_args_list)
