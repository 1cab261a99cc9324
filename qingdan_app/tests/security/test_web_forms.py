"""A form of the website over a DocType of ours lets nobody do what they may not do in Desk."""

import frappe

from qingdan_app.permissions.exceptions import NotYoursToSee
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

DOOR = "frappe.website.doctype.web_form.web_form"
TASK, REPORT = "Qingdan Task", "Qingdan Progress Report"
OPEN = {"allow_edit": 1, "allow_delete": 1, "allow_multiple": 1, "login_required": 0, "published": 1}


class TestWebForms(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		frappe.local.request_ip = "127.0.0.1"

	def form_over(self, doctype: str, *fields: str) -> str:
		"""A form that lets everybody in, as generous as core has them."""
		about = {"doctype": "Web Form", "title": f"Over {doctype}", "doc_type": doctype, "module": "Website"}
		form = frappe.get_doc({**about, "route": frappe.scrub(doctype), **OPEN})
		for field in fields:
			form.append("web_form_fields", {"fieldname": field, "fieldtype": "Data", "label": field})
		return form.insert(ignore_permissions=True).name

	def sent(self, user: str, form: str, **values):
		frappe.form_dict.web_form = form
		return self.call(f"{DOOR}.accept", user, web_form=form, data=frappe.as_json(values))

	def test_nobody_makes_a_task_there_who_makes_none_in_desk(self):
		form = self.form_over(TASK, "text", "list", "key_work", "lead_unit", "state")
		task, before = self.city.task, frappe.db.count(TASK)
		values = {field: task.get(field) for field in ("list", "key_work", "lead_unit")}
		for user in ("Guest", self.city.liaison, self.city.head, self.city.office):
			with self.subTest(user=user):
				self.assertRefused(
					NotYoursToSee, self.sent, user, form, text="他人的任务", state="已完成", **values
				)
		self.assertEqual(frappe.db.count(TASK), before)

	def test_nobody_changes_a_task_there_although_it_is_their_own_row(self):
		form = self.form_over(TASK, "text", "percent")
		frappe.db.set_value(TASK, self.city.task.name, "owner", self.city.liaison)
		self.assertRefused(
			NotYoursToSee,
			self.sent,
			self.city.liaison,
			form,
			name=self.city.task.name,
			text="改写",
			percent=99,
		)
		self.assertEqual(frappe.db.get_value(TASK, self.city.task.name, "text"), self.city.task.text)

	def test_a_liaison_deletes_no_task_there(self):
		form = self.form_over(TASK, "text")
		frappe.db.set_value(TASK, self.city.task.name, "owner", self.city.liaison)
		words = {"web_form_name": form}
		for door, what in (("delete", {"docname": self.city.task.name}), ("delete_multiple", self.many())):
			with self.subTest(door=door):
				self.assertRefused(
					NotYoursToSee, self.call, f"{DOOR}.{door}", self.city.liaison, **words, **what
				)
		self.assertTrue(frappe.db.exists(TASK, self.city.task.name))

	def test_forms_over_other_doctypes_are_cores_own(self):
		form = self.form_over("ToDo", "description")
		todo = self.sent("Guest", form, description="来自网站")
		self.assertEqual(frappe.db.get_value("ToDo", todo.name, "description"), "来自网站")

	def many(self) -> dict:
		return {"docnames": frappe.as_json([self.city.task.name])}
