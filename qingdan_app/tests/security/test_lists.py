"""Lists, report builder, export and search show what the rule shows: no more, and no less."""

import frappe

from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.security.doors import LISTS


class TestLists(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def test_every_list_shows_a_task_to_its_people(self):
		for who in self.city.insiders:
			for name, door in LISTS.items():
				with self.subTest(door=name, who=who):
					self.assertIn(self.city.task.name, door(self, who))

	def test_no_list_shows_a_task_to_anybody_else(self):
		for who in self.city.outsiders:
			for name, door in LISTS.items():
				with self.subTest(door=name, who=who):
					self.assertEqual(door(self, who), set())

	def test_no_list_shows_a_report_to_anybody_outside(self):
		report = self._filed_report()
		for who in self.city.outsiders:
			for name, door in LISTS.items():
				with self.subTest(door=name, who=who):
					self.assertEqual(door(self, who, "Qingdan Progress Report"), set())
		self.assertIn(report.name, LISTS["by_list"](self, self.city.office, "Qingdan Progress Report"))

	def test_a_draft_is_listed_for_its_own_unit_only(self):
		self.city.started()
		draft = self.city.draft()
		for name, door in LISTS.items():
			with self.subTest(door=name):
				self.assertIn(draft.name, door(self, self.city.liaison, "Qingdan Progress Report"))
				for who in (
					self.city.helper,
					self.city.office,
					self.city.supervisor,
					self.city.administrator,
				):
					self.assertNotIn(draft.name, door(self, who, "Qingdan Progress Report"))

	def test_key_works_are_listed_with_their_tasks(self):
		item = self.city.task.key_work
		for who in self.city.insiders:
			self.assertIn(item, LISTS["by_list"](self, who, "Qingdan Key Work"))
		for who in self.city.outsiders:
			self.assertEqual(LISTS["by_list"](self, who, "Qingdan Key Work"), set())

	def test_contacts_and_imports_are_not_for_units(self):
		for doctype in ("Qingdan Contact", "Qingdan Import"):
			for who in (self.city.liaison, self.city.office, self.city.outsider):
				with self.subTest(doctype=doctype, who=who):
					self.assertRefused(frappe.PermissionError, LISTS["by_list"], self, who, doctype)

	def test_the_list_and_the_document_agree_for_everybody(self):
		for who in (*self.city.insiders, *self.city.outsiders):
			with self.as_user(who):
				by_document = frappe.has_permission("Qingdan Task", "read", self.city.task.name)
			self.assertEqual(by_document, self.city.task.name in LISTS["by_list"](self, who), who)

	def test_list_documents_of_a_linked_field_do_not_open_a_withdrawn_report(self):
		self.city.filed()
		self.act(self.city.task, "withdraw", self.city.liaison)
		for link in ("last_report", "completion_report"):
			fields = ["name", f"{link}.done as words"]
			rows = self.call(
				"frappe.client.get_list", self.city.office, doctype="Qingdan Task", fields=fields
			)
			self.assertEqual([row.get("words") for row in rows], [None])

	def _filed_report(self):
		self.city.in_review()
		return self.city.completion
