"""An old address is the new one by another name: the same verbs of HTTP, the same refusals, nobody let in as a guest."""

import frappe
from frappe.utils import set_request

from qingdan_app.api import moved
from qingdan_app.tests import users
from qingdan_app.tests.site import SiteTestCase, request

READING = frozenset({"GET", "POST"})


class TestOldAddresses(SiteTestCase):
	def test_each_takes_the_verbs_of_the_new_one_and_refuses_the_others(self):
		for old, new in moved.old_addresses().items():
			for verb in ("GET", "POST", "PUT", "DELETE"):
				with self.subTest(old=old, verb=verb):
					refusals = [self.refusal(address, verb, users.user()) for address in (old, new)]
					self.assertEqual(refusals[0], refusals[1])
					allowed = frappe.allowed_http_methods_for_whitelisted_func[frappe.get_attr(new)]
					if verb not in allowed:
						self.assertEqual(refusals[0][0], frappe.PermissionError)

	def test_what_writes_is_never_reached_by_get(self):
		for new in set(moved.old_addresses().values()):
			allowed = set(frappe.allowed_http_methods_for_whitelisted_func[frappe.get_attr(new)])
			self.assertIn(allowed, ({"POST"}, READING), new)
			reads = new.rpartition(".")[2].startswith(("get_", "preview", "compare", "verify"))
			self.assertTrue(allowed == {"POST"} or reads, new)

	def test_guests_are_refused_at_every_address(self):
		for address in (*moved.old_addresses(), *moved.old_addresses().values()):
			with self.subTest(address=address):
				self.assertEqual(self.refusal(address, "POST", "Guest")[0], frappe.PermissionError)

	def refusal(self, address: str, verb: str, user: str) -> tuple:
		"""The kind and the words of the refusal of a request that brings nothing along."""
		from frappe.handler import execute_cmd

		try:
			with self.as_user(user), request():
				set_request(method=verb, path=f"/api/method/{address}")
				frappe.local.form_dict = frappe._dict(cmd=address)
				frappe.local.response = frappe._dict(docs=[])
				execute_cmd(address)
		except Exception as refusal:
			return type(refusal), str(refusal).replace(user, "")
		return (None, "")
