"""A document check is the list condition over one row: decided on what is stored, in one statement."""

from unittest.mock import patch

import frappe

from qingdan_app.permissions import documents
from qingdan_app.permissions.guarded import RULED
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import as_json

TASK, REPORT = "Qingdan Task", "Qingdan Progress Report"


class TestOneRow(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def statements(self, who: str, doc, right: str = "read") -> int:
		"""Statements of one check, standing and roles included."""
		with self.as_user(who):
			frappe.get_roles(who)
			with patch.object(frappe.db, "sql", wraps=frappe.db.sql) as asked:
				documents.check(doc, right, who)
			return asked.call_count

	def test_a_check_takes_the_persons_standing_whether_it_has_turns_and_one_statement(self):
		self.city.filed()
		for who in (self.city.liaison, self.city.office, self.city.outsider):
			self.assertLessEqual(self.statements(who, self.city.task), 3, who)
		self.assertLessEqual(self.statements(self.city.supervisor, self.city.task), 1)
		for who in (self.city.liaison, self.city.office):
			self.assertLessEqual(self.statements(who, self.city.completion), 4, who)

	def test_a_task_sent_in_from_outside_does_not_decide_who_may_read_it(self):
		forged = {**self.city.task.as_dict(), "units": [{"unit": self.city.foreign, "duty": "Lead"}]}
		with self.as_user(self.city.outsider):
			self.assertFalse(frappe.get_doc(forged).has_permission("read"))
			self.assertFalse(frappe.get_doc({**forged, "__islocal": 1}).has_permission("read"))

	def test_who_is_asked_for_a_while_reads_and_changes_nothing(self):
		self.city.filed()
		both = factories.user("Qingdan Unit Liaison", "Qingdan List Administrator")
		for right in ("write", "create", "delete"):
			self.assertFalse(documents.check(self.city.task, right, self.city.outsider), right)
			self.assertTrue(documents.check(self.city.task, right, both), right)

	def test_a_new_report_is_begun_by_its_own_unit(self):
		self.city.started()
		with self.as_user(self.city.liaison):
			for unit, may in ((self.city.lead, True), (self.city.foreign, False), (None, True)):
				report = frappe.get_doc({"doctype": REPORT, "task": self.city.task.name, "unit": unit})
				self.assertEqual(bool(report.has_permission("create")), may, unit)

	def test_rows_of_the_flow_are_neither_changed_nor_created_by_anybody(self):
		for doctype in [name for name in RULED if "Approval" in name and "Delegation" not in name]:
			for right in ("write", "create", "delete"):
				self.assertFalse(
					documents.check(frappe.new_doc(doctype), right, self.city.supervisor), doctype
				)

	def test_a_percent_sign_in_a_name_hides_nothing_and_shows_nothing(self):
		unit = factories.unit(f"增长5%办公室 {factories.unique('%s %(x)s')}")
		liaison = factories.contact(unit)
		task = factories.task(unit)
		words = {"doctype": TASK, "fields": as_json(["name"])}
		self.assertEqual(
			[row.name for row in self.call("frappe.client.get_list", liaison, **words)], [task.name]
		)
		self.assertEqual(self.call("frappe.client.get_count", liaison, doctype=TASK), 1)
		with self.as_user(liaison):
			self.assertTrue(frappe.has_permission(TASK, "read", task.name))
			self.assertFalse(frappe.has_permission(TASK, "read", self.city.task.name))
