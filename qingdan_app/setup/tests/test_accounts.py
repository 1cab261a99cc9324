"""Core's own account is called as the site speaks, until somebody gives it a name."""

import frappe
from frappe.utils import get_fullname

from qingdan_app.setup import accounts
from qingdan_app.tests.base import QingdanTestCase


class TestAccounts(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.clear_cache, user="Administrator")
		self.call_it("Administrator")

	def test_it_is_called_as_the_language_of_the_site_says_and_again_as_core_does(self):
		frappe.db.set_single_value("System Settings", "language", "zh")
		accounts.follow_language()
		accounts.follow_language()
		self.assertEqual(self.called(), "系统管理员")
		accounts.restore()
		self.assertEqual(self.called(), "Administrator")

	def test_a_name_that_somebody_gave_it_stays(self):
		frappe.db.set_single_value("System Settings", "language", "zh")
		self.call_it("王管理员")
		accounts.follow_language()
		accounts.restore()
		self.assertEqual(self.called(), "王管理员")

	def call_it(self, name: str) -> None:
		frappe.db.set_value("User", "Administrator", {"first_name": name, "full_name": name})

	def called(self) -> str:
		frappe.local.fullnames = {}
		return get_fullname("Administrator")
