"""Whoever a document or list of ours speaks of goes with it by name; pages of other apps stay as core has them."""

import json

import frappe
from frappe import _
from frappe.utils import get_fullname

from qingdan_app.desk import people_by_name
from qingdan_app.desk.printed import PEOPLE
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

TASK, LOG = "Qingdan Task", "Qingdan Approval Log"


class TestPeopleByName(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def told_with_form(self, user: str, doctype: str, name: str) -> dict:
		answer = self.call("frappe.desk.form.load.getdoc", user, doctype=doctype, name=name)
		return {address: each["fullname"] for address, each in answer["docinfo"]["user_info"].items()}

	def test_a_form_names_people_of_other_units(self):
		self.city.started()
		told = self.told_with_form(self.city.office, TASK, self.city.task.name)
		self.assertEqual(told[self.city.liaison], get_fullname(self.city.liaison))
		modified_by = self.stored(TASK, self.city.task.name, "modified_by")
		self.assertEqual(told[modified_by], get_fullname(modified_by))

	def test_a_form_names_people_whom_its_history_speaks_of(self):
		contact = frappe.get_all("Qingdan Contact", {"user": self.city.liaison}, pluck="name")[0]
		doc = frappe.get_doc("Qingdan Contact", contact)
		doc.update({"user": self.city.head})
		doc.save(ignore_permissions=True, ignore_version=False)  # in tests core writes none of itself
		told = self.told_with_form("Administrator", "Qingdan Contact", contact)
		self.assertEqual(told[self.city.liaison], get_fullname(self.city.liaison))

	def test_a_list_names_the_people_in_it(self):
		self.city.in_review()
		for doctype, field in (("Qingdan Progress Report", "submitted_by"), (LOG, "actor")):
			with self.subTest(doctype):
				fields = json.dumps([f"`tab{doctype}`.`name`", f"`tab{doctype}`.`{field}`"])
				words = {"doctype": doctype, "fields": fields, "view": "List", "page_length": 500, "start": 0}
				order = f"`tab{doctype}`.`creation` desc"
				answer = self.call(
					"frappe.desk.reportview.get", self.city.supervisor, order_by=order, **words
				)
				told = answer["user_info"][self.city.liaison]["fullname"]
				self.assertEqual(told, get_fullname(self.city.liaison))

	def test_who_likes_a_document_or_has_it_assigned_is_named_on_its_form_and_in_its_list(self):
		people = json.dumps([self.city.liaison])
		for column in people_by_name.SEVERAL:
			frappe.db.set_value(TASK, self.city.task.name, dict.fromkeys(people_by_name.SEVERAL, None))
			frappe.db.set_value(TASK, self.city.task.name, column, people)
			with self.subTest(column):
				told = self.told_with_form(self.city.office, TASK, self.city.task.name)
				self.assertEqual(told[self.city.liaison], get_fullname(self.city.liaison))
				page = {"keys": ["name", column], "values": [["a", people], ["b", None]]}
				told = people_by_name.with_names(TASK, page)["user_info"]
				self.assertEqual(told[self.city.liaison]["fullname"], get_fullname(self.city.liaison))

	def test_a_list_of_another_app_stays_as_core_answers_it(self):
		page = {"keys": ["name", "owner"], "values": [["a", self.city.liaison]], "user_info": {}}
		self.assertIs(people_by_name.with_names("ToDo", page), page)

	def test_a_report_that_is_not_there_is_refused_as_one_that_is_not_open(self):
		with self.assertRaises(frappe.PermissionError):
			self.told_with_form(self.city.liaison, "Report", "No Such Report")
		shown = self.call(
			"frappe.desk.form.load.getdoc", self.city.liaison, doctype="Report", name="Qingdan Late Tasks"
		)
		self.assertEqual(shown["docs"][0].name, "Qingdan Late Tasks")

	def test_a_field_of_ours_finds_people_by_name_and_where_they_sit(self):
		words = {"doctype": "User", "txt": self.city.liaison[:8], "page_length": 20}
		door = "frappe.desk.search.search_link"
		rows = self.call(door, "Administrator", reference_doctype="Qingdan Approval Delegation", **words)
		row = next(row for row in found_in(rows) if row["value"] == self.city.liaison)
		self.assertEqual(row["label"], get_fullname(self.city.liaison))
		self.assertIn(self.city.lead, row["description"])
		rows = self.call(door, "Administrator", reference_doctype="ToDo", **words)
		row = next(row for row in found_in(rows) if row["value"] == self.city.liaison)
		self.assertNotIn("label", row)

	def test_what_is_printed_names_people(self):
		self.city.started()
		html = frappe.get_print(TASK, self.city.task.name, as_pdf=False)
		self.assertNotIn(self.city.liaison, html)
		self.assertIn(get_fullname(self.city.liaison), html)
		self.assertEqual(self.stored(TASK, self.city.task.name, "started_by"), self.city.liaison)

	def test_an_entry_of_the_record_is_printed_in_words(self):
		self.city.started()
		about = {"reference_name": self.city.task.name, "act": "start"}
		entry = frappe.get_last_doc("Qingdan Approval Log", about)
		with self.as_user(self.city.supervisor):
			html = frappe.get_print(entry.doctype, entry.name, as_pdf=False)
		self.assertIn("Start Task", html)
		self.assertNotIn(entry.digest, html)

	def test_every_doctype_of_ours_that_speaks_of_people_is_printed_with_names(self):
		ours = {"module": ("in", frappe.get_module_list("qingdan_app")), "istable": 0, "issingle": 0}
		speaking = {
			doctype for doctype in frappe.get_all("DocType", ours, pluck="name") if speaks_of_people(doctype)
		}
		self.assertEqual(speaking, set(PEOPLE))

	def test_the_apps_chinese_stands_before_cores(self):
		said = (("Remind Me", "提醒我"), ("You changed the value of {0}", "您修改了{0}"), ("Sr", "序号"))
		for english, chinese in said:
			self.assertEqual(_(english, lang="zh"), chinese)

	def test_what_carries_the_apps_name_is_called_otherwise_in_english(self):
		self.assertEqual(
			(_("Qingdan Waiting on Whom"), _("Qingdan Approval Delegation")), ("Waiting on Whom", "Stand-In")
		)


def found_in(answer) -> list[dict]:
	return answer if isinstance(answer, list) else answer["results"]


def speaks_of_people(doctype: str) -> bool:
	meta = frappe.get_meta(doctype)
	tables = [frappe.get_meta(field.options) for field in meta.get_table_fields()]
	return any(people_by_name.people_fields(each) for each in (meta, *tables))
