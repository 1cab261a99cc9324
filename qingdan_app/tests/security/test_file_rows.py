"""Core writes what a row of File says into the document it names: no column of ours is written that way."""

import frappe

from qingdan_app.permissions.exceptions import FileIsPublic, FileNamesAField, NotYoursToChange
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import as_json

REFUSALS = (frappe.PermissionError, FileNamesAField, FileIsPublic)
COLUMNS = (
	("Qingdan Task", "state"),
	("Qingdan Task", "owner"),
	("Qingdan Approval Request", "status"),
	("Qingdan Approval Assignment", "assignee"),
	("Qingdan Approval Seal", "digest"),
	("Qingdan Approval Flow", "status"),
	("Qingdan Approval Step", "parameter"),
	("Qingdan Approval Log", "opinion"),
	("Qingdan Unit", "merged_into"),
	("Qingdan List", "title"),
	("Qingdan Task Unit", "duty"),
	("Qingdan Progress Report", "state"),
	("Qingdan Settings", "morning_from"),
)


class TestFileRows(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.filed()
		self.people = (
			self.city.liaison,
			self.city.administrator,
			self.city.outsider,
			factories.user(),
			"Administrator",
		)

	def test_no_column_that_holds_no_file_is_named_in_a_row(self):
		for doctype, column in COLUMNS:
			name = self.any_of(doctype)
			for who in self.people:
				about = {
					"attached_to_doctype": doctype,
					"attached_to_name": name,
					"attached_to_field": column,
				}
				with self.subTest(column=f"{doctype}.{column}", who=who):
					self.assertNotWritten(who, about)

	def test_nobody_attaches_to_a_document_they_may_not_write(self):
		report = self.city.completion.name
		for doctype, name in (
			("Qingdan Task", self.city.task.name),
			("Qingdan Progress Report", report),
			("Qingdan List", self.any_of("Qingdan List")),
			("Qingdan Approval Request", self.any_of("Qingdan Approval Request")),
			("Qingdan Task", "2099-4-1-01"),
		):
			for who in (self.city.outsider, factories.user()):
				about = {"attached_to_doctype": doctype, "attached_to_name": name}
				with self.subTest(doctype=doctype, who=who):
					self.assertNotWritten(who, about)

	def test_the_same_holds_where_core_lets_a_visitor_upload(self):
		about = {"attached_to_doctype": "Qingdan Task", "attached_to_name": self.city.task.name}
		words = {"doctype": "File", "file_name": "x.txt", "content": "x", "is_private": 1, **about}
		with self.as_user("Guest"):
			self.assertRefused(NotYoursToChange, frappe.get_doc(words).insert, ignore_permissions=True)

	def test_evidence_is_not_taken_from_its_report_by_whoever_uploaded_it(self):
		url = self.city.completion.evidence[0].file
		file = frappe.db.get_value("File", {"file_url": url, "attached_to_name": self.city.completion.name})
		for values in (
			{"attached_to_name": None},
			{"attached_to_doctype": "User", "attached_to_name": self.city.liaison},
		):
			with self.subTest(**values), self.assertRaises(frappe.PermissionError):
				self.rest("PUT", f"File/{file}", self.city.liaison, **values)

	def test_a_file_that_changes_sides_writes_no_text_that_holds_its_address(self):
		file = self.own_file("Administrator")
		frappe.db.set_value("Qingdan List", self.any_of("Qingdan List"), "title", file.file_url)
		about = {"attached_to_doctype": "Qingdan List", "attached_to_name": self.any_of("Qingdan List")}
		file.update({**about, "is_private": 1})
		self.assertRefused(FileNamesAField, file.save)

	def test_a_task_takes_files_from_those_who_may_write_it(self):
		about = {"attached_to_doctype": "Qingdan Task", "attached_to_name": self.city.task.name}
		words = {"doctype": "File", "file_name": "plan.txt", "content": "x", "is_private": 1, **about}
		with self.as_user(self.city.administrator):
			self.assertTrue(frappe.get_doc(words).insert().name)

	def assertNotWritten(self, who: str, about: dict) -> None:
		before, row = self.row(about), {"doctype": "File", "file_name": "x.txt", "content": "x", **about}
		for private in (0, 1):
			with self.assertRaises(REFUSALS):
				self.call("frappe.client.insert", who, doc=as_json({**row, "is_private": private}))
		file = self.own_file(who)
		with self.assertRaises(REFUSALS):
			self.rest("PUT", f"File/{file.name}", who, is_private=1, **about)
		self.assertEqual(self.row(about), before)

	def row(self, about: dict):
		doctype, name = about["attached_to_doctype"], about["attached_to_name"]
		single = frappe.get_meta(doctype).issingle
		return (
			frappe.get_doc(doctype).as_dict()
			if single
			else frappe.db.get_value(doctype, name, "*", as_dict=True)
		)

	def own_file(self, who: str):
		return frappe.get_doc("File", {"file_url": factories.evidence(who, private=0)})

	def any_of(self, doctype: str) -> str:
		if doctype == "Qingdan Approval Seal" and not frappe.db.exists(doctype):
			frappe.new_doc(doctype, name="seal-1", digest="x").db_insert()
		return (
			doctype
			if frappe.get_meta(doctype).issingle
			else frappe.get_all(doctype, pluck="name", limit=1, order_by="creation desc")[0]
		)
