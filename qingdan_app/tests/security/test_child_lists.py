"""Rows of tasks and reports are read with their document: core asks only whether the parent's DocType may be read."""

import frappe

from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City


class TestChildLists(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def _rows(self, who: str, child: str, parent: str) -> list:
		arguments = {"doctype": child, "parent": parent, "fields": ["name", "parent"], "limit_page_length": 0}
		return self.call("frappe.client.get_list", who, **arguments)

	def test_unit_rows_of_a_task_are_seen_by_its_people_only(self):
		for who in (self.city.liaison, self.city.helper, self.city.office, self.city.supervisor):
			self.assertIn(
				self.city.task.name,
				{row.parent for row in self._rows(who, "Qingdan Task Unit", "Qingdan Task")},
			)
		for who in self.city.outsiders:
			self.assertEqual(self._rows(who, "Qingdan Task Unit", "Qingdan Task"), [])

	def test_milestones_of_a_task_are_seen_by_its_people_only(self):
		self.city.task.append("milestones", {"date": "2021-06-30", "label": "开工"})
		self.city.task.correction_reason = "漏读"
		self.city.task.save()
		self.assertEqual(len(self._rows(self.city.helper, "Qingdan Task Milestone", "Qingdan Task")), 1)
		for who in self.city.outsiders:
			self.assertEqual(self._rows(who, "Qingdan Task Milestone", "Qingdan Task"), [])

	def test_targets_of_a_task_are_seen_by_its_people_only(self):
		task = factories.task(
			self.city.lead, (self.city.cooperating,), self.city.leader, text="新建绿道8公里。"
		)
		seen = {row.parent for row in self._rows(self.city.helper, "Qingdan Task Target", "Qingdan Task")}
		self.assertIn(task.name, seen)
		for who in self.city.outsiders:
			self.assertEqual(self._rows(who, "Qingdan Task Target", "Qingdan Task"), [])

	def test_evidence_rows_are_seen_with_their_report_only(self):
		self.city.in_review()
		self.assertEqual(
			len(self._rows(self.city.office, "Qingdan Report Evidence", "Qingdan Progress Report")), 1
		)
		for who in self.city.outsiders:
			self.assertEqual(self._rows(who, "Qingdan Report Evidence", "Qingdan Progress Report"), [])

	def test_evidence_rows_of_a_draft_are_seen_by_its_unit_only(self):
		self.city.filed()
		self.act(self.city.task, "withdraw", self.city.liaison)
		self.assertEqual(
			len(self._rows(self.city.head, "Qingdan Report Evidence", "Qingdan Progress Report")), 1
		)
		for who in (self.city.office, self.city.helper, self.city.supervisor):
			seen = {
				row.parent for row in self._rows(who, "Qingdan Report Evidence", "Qingdan Progress Report")
			}
			self.assertNotIn(self.city.completion.name, seen)

	def test_a_single_row_is_not_handed_out_either(self):
		row = self.city.task.units[0].name
		for who in self.city.outsiders:
			with self.subTest(who=who):
				self.assertRefused(
					frappe.PermissionError,
					self.call,
					"frappe.client.get",
					who,
					doctype="Qingdan Task Unit",
					name=row,
					parent="Qingdan Task",
				)
				arguments = {
					"doctype": "Qingdan Task Unit",
					"fieldname": "parent",
					"filters": row,
					"parent": "Qingdan Task",
				}
				self.assertFalse(self.call("frappe.client.get_value", who, **arguments).get("parent"))

	def test_rows_of_an_import_are_for_the_administration_only(self):
		for child in ("List", "Unit", "Lead", "Issue"):
			for who in (self.city.liaison, self.city.office):
				with self.subTest(child=child, who=who):
					self.assertRefused(
						frappe.PermissionError, self._rows, who, f"Qingdan Import {child}", "Qingdan Import"
					)
