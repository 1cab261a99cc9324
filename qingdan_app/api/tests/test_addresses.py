"""Every address that was given out answers over HTTP, and so does the one it leads to."""

import frappe

from qingdan_app.api import moved
from qingdan_app.tests import factories
from qingdan_app.tests.site import SiteTestCase


class TestAddresses(SiteTestCase):
	def test_every_stable_address_is_a_door_of_the_site(self):
		for address in set(moved.old_addresses().values()):
			self.assertIn(frappe.get_attr(address), frappe.whitelisted, address)

	def test_an_old_address_answers_what_the_new_one_does(self):
		supervisor = factories.supervisor()
		for old in ("qingdan_app.tasks.api.get_my_tasks", "qingdan_app.workflows.approvals.api.get_inbox"):
			new = moved.old_addresses()[old]

			self.assertEqual(self.call(old, supervisor), self.call(new, supervisor), old)

	def test_an_old_address_refuses_whom_the_new_one_refuses(self):
		old, nobody = "qingdan_app.tasks.api.acknowledge", factories.user()
		refusals = []
		for address in (old, moved.old_addresses()[old]):
			with self.assertRaises((frappe.PermissionError, frappe.ValidationError)) as refusal:
				self.call(address, nobody, names="[]")
			refusals.append(repr(refusal.exception))

		self.assertEqual(refusals[0], refusals[1])
