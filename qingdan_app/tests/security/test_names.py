"""Names are said on the phone: nobody renames, merges or copies a document into another state."""

import frappe

from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import as_json
from qingdan_app.workflows.exceptions import LogIsFinal, NameIsFixed, StateChangeRefused


class TestNames(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.started()
		self.named = {
			"Qingdan Task": self.city.task.name,
			"Qingdan Progress Report": self.city.draft().name,
			"Qingdan Key Work": self.city.task.key_work,
			"Qingdan List": self.city.task.list,
			"Qingdan Unit": self.city.lead,
			"Qingdan Leader": self.city.leader,
		}

	def test_rename_is_refused_even_when_it_is_forced(self):
		for doctype, name in self.named.items():
			with self.subTest(doctype=doctype):
				self.assertRefused(NameIsFixed, frappe.rename_doc, doctype, name, "别名", force=True)
				self.assertTrue(frappe.db.exists(doctype, name))

	def test_the_forms_rename_is_refused_to_everybody(self):
		for doctype, name in self.named.items():
			arguments = {"doctype": doctype, "docname": name, "name": "别名"}
			for who in (self.city.administrator, self.city.liaison):
				with (
					self.subTest(doctype=doctype, who=who),
					self.assertRaises((frappe.ValidationError, frappe.PermissionError)),
				):
					self.call("frappe.model.rename_doc.update_document_title", who, **arguments)
			self.assertTrue(frappe.db.exists(doctype, name))

	def test_merging_two_tasks_is_refused(self):
		other = City().task.name
		self.assertRefused(
			NameIsFixed, frappe.rename_doc, "Qingdan Task", self.city.task.name, other, merge=True, force=True
		)

	def test_calling_the_documents_own_rename_over_http_is_refused(self):
		for doctype in ("Qingdan Task", "Qingdan Progress Report"):
			who = self.city.administrator if doctype == "Qingdan Task" else self.city.liaison
			arguments = {"method": "rename", "dt": doctype, "dn": self.named[doctype]}
			args = as_json({"name": "别名", "force": True})
			with (
				self.subTest(doctype=doctype),
				self.assertRaises((NameIsFixed, frappe.PermissionError, AttributeError)),
			):
				self.call("run_doc_method", who, args=args, **arguments)
			self.assertTrue(frappe.db.exists(doctype, self.named[doctype]))

	def test_calling_any_writing_method_of_a_task_over_http_changes_nothing(self):
		before = frappe.get_doc("Qingdan Task", self.city.task.name).as_dict()
		for method in (
			"submit",
			"cancel",
			"save",
			"insert",
			"db_set",
			"db_update",
			"delete",
			"discard",
			"validate_workflow",
		):
			for who in (self.city.administrator, self.city.liaison):
				with self.subTest(method=method, who=who), self.assertRaises(Exception):  # noqa: B017 - whatever core says
					self.call(
						"run_doc_method",
						who,
						method=method,
						dt="Qingdan Task",
						dn=self.city.task.name,
						args="{}",
					)
		self.assertEqual(frappe.get_doc("Qingdan Task", self.city.task.name).as_dict(), before)

	def test_a_copy_starts_anew(self):
		task = self.act(self._completed(), "reopen", self.city.supervisor, "复查")
		copy = frappe.copy_doc(task, ignore_no_copy=False)
		copy.number = 9999
		copy.insert()
		self.assertEqual(
			(copy.state, copy.percent or 0, copy.started_by, copy.last_report), ("待启动", 0, None, None)
		)

	def test_a_copy_that_brings_its_state_along_is_refused(self):
		copy = frappe.copy_doc(self._completed())
		copy.number = 9999
		self.assertRefused(StateChangeRefused, copy.insert)

	def test_entries_of_the_log_are_not_renamed(self):
		entry = frappe.get_all("Qingdan Approval Log", {"reference_name": self.city.task.name}, pluck="name")[
			0
		]
		self.assertRefused(LogIsFinal, frappe.rename_doc, "Qingdan Approval Log", entry, "别名", force=True)

	def _completed(self):
		self.city.file_completion()
		self.city.decided_by_head()
		return self.act(self.city.task, "complete", self.city.office)
