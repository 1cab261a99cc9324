"""The city's roles get their rights on the engine's documents once; after that the list is the administrator's."""

import frappe

from qingdan_app import install, uninstall
from qingdan_app.setup import permissions
from qingdan_app.setup.rights import RIGHTS
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.site import one_transaction

LOG, FLOW, ROW = "Qingdan Approval Log", "Qingdan Approval Flow", permissions.ROW


class TestRights(QingdanTestCase):
	def tearDown(self):
		super().tearDown()
		for doctype in RIGHTS:
			frappe.clear_cache(doctype=doctype)

	def rights(self, doctype: str, role: str) -> set[str]:
		found = frappe.get_all(ROW, {"parent": doctype, "role": role}, ["*"])
		return {right for row in found for right, given in row.items() if given == 1}

	def test_every_role_has_what_the_table_gives_it_and_nothing_else(self):
		for doctype, rights in RIGHTS.items():
			columns = set(frappe.get_meta(ROW).get_valid_columns())
			for role, allowed in rights.items():
				with self.subTest(doctype=doctype, role=role.value):
					self.assertEqual(self.rights(doctype, role.value), set(allowed) & columns)

	def test_what_the_engine_ships_stays_beside_it(self):
		self.assertIn("write", self.rights(FLOW, "System Manager"))

	def test_people_may_what_their_role_may(self):
		self.assertTrue(frappe.has_permission(FLOW, "write", user=factories.administrator()))
		self.assertFalse(frappe.has_permission(FLOW, "write", user=factories.supervisor()))
		self.assertTrue(frappe.has_permission(FLOW, "read", user=factories.supervisor()))
		self.assertFalse(frappe.has_permission(FLOW, "read", user=factories.user("Qingdan Unit Liaison")))

	def test_what_an_administrator_changed_or_took_away_stays(self):
		frappe.db.delete(ROW, {"parent": FLOW, "role": "Qingdan Supervision Office"})
		frappe.db.set_value(ROW, {"parent": FLOW, "role": "Qingdan List Administrator"}, "delete", 0)

		install.after_migrate()

		self.assertEqual(self.rights(FLOW, "Qingdan Supervision Office"), set())
		self.assertNotIn("delete", self.rights(FLOW, "Qingdan List Administrator"))

	def test_a_site_of_before_gets_them_on_migrate(self):
		frappe.db.delete(ROW, {"parent": LOG})

		install.after_migrate()

		self.assertEqual(self.rights(LOG, "Qingdan Unit Head"), {"read", "report", "export", "print"})

	def test_leaving_a_site_takes_them_away(self):
		with one_transaction():
			uninstall.before_uninstall()
		self.assertEqual(frappe.get_all(ROW, {"parent": ("in", list(RIGHTS))}), [])
