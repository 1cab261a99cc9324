"""Rows of Desk's own lists and calendar carry how each document stands today; nothing else about them changes."""

import json

import frappe
from frappe import _
from frappe.utils import add_days, today

from qingdan_app.messaging import outbox
from qingdan_app.tests import factories, messages
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

TASK, CONTACT, UNIT = "Qingdan Task", "Qingdan Contact", "Qingdan Unit"


class TestMarks(QingdanTestCase):
	def listed(self, doctype: str, name: str, *fields: str, user: str) -> dict:
		"""One row as Desk's list gets it."""
		asked = {
			"fields": json.dumps([f"`tab{doctype}`.`{field}`" for field in ("name", *fields)]),
			"filters": json.dumps([[doctype, "name", "=", name]]),
			"order_by": f"`tab{doctype}`.`modified` desc",
		}
		answer = self.call(
			"frappe.desk.reportview.get", user, doctype=doctype, start=0, page_length=20, view="List", **asked
		)
		(values,) = answer["values"]
		return dict(zip(answer["keys"], values, strict=True))

	def task_due(self, day: str | None):
		city = City()
		kind = "Date" if day else "Ongoing"
		return factories.task(city.lead, (), city.leader, due_date=day, deadline_kind=kind), city.liaison

	def test_a_task_says_how_its_deadline_stands(self):
		for days, text, colour in (
			(-2, "2 days late", "red"),
			(0, "Due today", "orange"),
			(40, "40 days left", "gray"),
		):
			task, liaison = self.task_due(add_days(today(), days))
			with self.subTest(days=days):
				row = self.listed(TASK, task.name, "due_date", "state", "course", user=liaison)
				self.assertEqual(row["mark"], {"text": text, "colour": colour})

	def test_a_task_without_a_deadline_has_no_mark(self):
		task, liaison = self.task_due(None)
		self.assertIsNone(self.listed(TASK, task.name, "due_date", "state", "course", user=liaison)["mark"])

	def test_a_list_that_does_not_show_what_a_mark_is_made_from_stays_as_core_answers_it(self):
		task, liaison = self.task_due(today())
		self.assertNotIn("mark", self.listed(TASK, task.name, "state", user=liaison))

	def test_a_contact_says_whether_the_duty_is_held(self):
		admin = factories.administrator()
		for begins, ends, colour in (
			(None, None, "green"),
			(None, -1, "gray"),
			(1, None, "orange"),
			(0, 0, "green"),
		):
			days = [day if day is None else add_days(today(), day) for day in (begins, ends)]
			who = factories.contact(factories.unit(), from_date=days[0], until_date=days[1])
			contact = frappe.db.get_value(CONTACT, {"user": who})
			with self.subTest(begins=begins, ends=ends):
				row = self.listed(CONTACT, contact, "from_date", "until_date", user=admin)
				self.assertEqual(row["mark"]["colour"], colour)

	def test_a_unit_says_that_it_was_merged_before_it_says_that_it_is_disabled(self):
		unit = factories.unit(disabled=1, merged_into=factories.unit())
		row = self.listed(UNIT, unit, "disabled", "merged_into", user=factories.administrator())
		self.assertEqual(row["mark"]["colour"], "orange")

	def test_a_message_says_whether_it_arrived(self):
		overseer = factories.supervisor()
		for state, colour in (("Delivered", "green"), ("Failed", "red"), ("Queued", "blue")):
			told = messages.told_by(outbox.send, [factories.user()], messages.message())[0].name
			frappe.db.set_value(messages.MESSAGE, told, "state", state)
			with self.subTest(state=state):
				row = self.listed(messages.MESSAGE, told, "state", user=overseer)
				self.assertEqual(
					row["mark"], {"text": _(state), "colour": colour, "filter": f"state,=,{state}"}
				)

	def test_a_built_report_over_the_record_says_acts_in_words_whatever_its_columns(self):
		city = City()
		city.in_review()
		about = {"reference_name": city.task.name, "act": "submit"}
		entry = frappe.db.get_value("Qingdan Approval Log", about)
		row = self.listed("Qingdan Approval Log", entry, "act", user=city.supervisor)
		self.assertEqual(row["mark"]["text"], "Send to Review")

	def test_the_page_of_ones_tasks_and_the_calendar_carry_the_same_mark(self):
		task, liaison = self.task_due(add_days(today(), 3))
		page = self.call("qingdan_app.api.tasks.get_my_tasks", liaison)
		shown = {
			"doctype": TASK,
			"start": today(),
			"end": add_days(today(), 30),
			"field_map": json.dumps({"start": "due_date", "end": "due_date", "id": "name", "title": "title"}),
		}
		events = self.call("qingdan_app.api.tasks.get_calendar", liaison, **shown)
		for rows in (page["tasks"], events):
			marks = {row["name"]: row["mark"] for row in rows}
			self.assertEqual(marks[task.name], {"text": "3 days left", "colour": "yellow"})
