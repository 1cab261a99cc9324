"""What has a history is kept; what a unit has never filed it may throw away."""

import frappe

from qingdan_app.tasks.exceptions import HasHistory
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import one_transaction


class TestDeletion(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def test_a_task_with_a_history_is_kept_from_everybody(self):
		task = self.city.started()
		for who in self.city.insiders:
			with self.subTest(who=who), self.assertRaises((HasHistory, frappe.PermissionError)):
				self.call("frappe.client.delete", who, doctype=task.doctype, name=task.name)
		self.assertRefused(
			HasHistory,
			self.call,
			"frappe.client.delete",
			"Administrator",
			doctype=task.doctype,
			name=task.name,
		)

	def test_deleting_many_from_the_list_keeps_it_too(self):
		task = self.city.started()
		with one_transaction():
			self.call(
				"frappe.desk.reportview.delete_items",
				"Administrator",
				items=f'["{task.name}"]',
				doctype=task.doctype,
			)
		self.assertTrue(frappe.db.exists(task.doctype, task.name))

	def test_a_task_nobody_has_touched_can_be_deleted_by_administrator(self):
		frappe.delete_doc("Qingdan Task", self.city.task.name)
		self.assertFalse(frappe.db.exists("Qingdan Task", self.city.task.name))

	def test_a_filed_report_is_kept(self):
		self.city.in_review()
		report = self.city.completion
		for who in self.city.insiders:
			with self.subTest(who=who), self.assertRaises(frappe.PermissionError):
				self.call("frappe.client.delete", who, doctype=report.doctype, name=report.name)
		self.assertRefused(HasHistory, frappe.delete_doc, report.doctype, report.name)

	def test_a_report_that_was_withdrawn_is_kept_with_its_decisions(self):
		self.city.filed()
		self.act(self.city.task, "withdraw", self.city.liaison)
		report = self.city.completion
		for who in (self.city.liaison, "Administrator"):
			with self.as_user(who):
				self.assertRefused(HasHistory, frappe.delete_doc, report.doctype, report.name)

	def test_a_unit_throws_away_its_own_draft_and_nobody_elses(self):
		self.city.started()
		draft = self.city.draft()
		with self.assertRaises(frappe.PermissionError):
			self.call("frappe.client.delete", self.city.helper, doctype=draft.doctype, name=draft.name)
		self.call("frappe.client.delete", self.city.liaison, doctype=draft.doctype, name=draft.name)
		self.assertFalse(frappe.db.exists(draft.doctype, draft.name))

	def test_key_works_lists_units_and_leaders_in_use_are_kept(self):
		self.city.started()
		kept = {
			"Qingdan Key Work": self.city.task.key_work,
			"Qingdan List": self.city.task.list,
			"Qingdan Unit": self.city.lead,
			"Qingdan Leader": self.city.leader,
		}
		for doctype, name in kept.items():
			with self.subTest(doctype=doctype):
				self.assertRefused(frappe.LinkExistsError, frappe.delete_doc, doctype, name)
