"""The button in a list's row is the one that the task's form has, and a page of them costs what one does."""

import json

import frappe
from frappe.utils import getdate

from qingdan_app.api.tasks import get_overview
from qingdan_app.tasks.next_steps import of_tasks
from qingdan_app.tasks.periods import period_in_words
from qingdan_app.tests import factories, statements
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

TASK = "Qingdan Task"
month = factories.month


class TestNextSteps(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def row(self, user: str) -> dict:
		with self.as_user(user):
			return of_tasks([self.city.task.name]).get(self.city.task.name, {})

	def step(self, user: str) -> str | None:
		shown = self.row(user).get("next")
		return shown and shown["step"]

	def assertAsTheFormSays(self, expected: str | None, user: str):
		with self.as_user(user):
			form = get_overview(self.city.task.name)["steps"]["primary"]
		self.assertEqual((self.step(user), form), (expected, expected))

	def report(self, unit: str, who: str, back: int = 0):
		factories.acted(factories.report(self.city.task, unit, who, period=month(back)), ("file", who))

	def test_it_says_which_part_the_readers_unit_has(self):
		self.assertEqual(self.row(self.city.liaison)["duty"], "Lead")
		self.assertEqual(self.row(self.city.helper)["duty"], "Cooperating")

	def test_a_new_task_is_acknowledged_then_started_then_reported_then_completed(self):
		liaison = self.city.liaison
		self.assertAsTheFormSays("acknowledge", liaison)
		with self.as_user(liaison):
			self.call("qingdan_app.api.tasks.acknowledge", liaison, names=json.dumps([self.city.task.name]))
		self.assertAsTheFormSays("start", liaison)
		self.city.started()
		self.assertAsTheFormSays("report", liaison)
		self.report(self.city.lead, liaison)
		self.assertAsTheFormSays("submit", liaison)
		self.city.task.reload()
		self.city.completion = self.city.file_completion()
		self.assertIsNone(self.step(liaison))

	def test_what_leads_says_which_month_was_missed_once_this_one_is_reported(self):
		self.city.started()
		frappe.db.set_value(TASK, self.city.task.name, "started_at", f"{month(2)}-05 09:00:00")
		self.assertEqual(self.words(), ("Fill In Progress", "Fill In Progress"))
		self.report(self.city.lead, self.city.liaison)
		words = f"Make Up for {period_in_words(month(1))}"
		self.assertEqual(self.words(), (words, words))

	def words(self) -> tuple[str, str]:
		"""What the row and the form offer by the liaison's next button."""
		row = self.row(self.city.liaison)["next"]
		with self.as_user(self.city.liaison):
			form = get_overview(self.city.task.name)
		self.assertEqual(
			form["reports"]["period"]["period"], month(0) if "Fill" in row["words"] else month(1)
		)
		return row["words"], form["shown"]["report"]["words"]

	def test_a_missed_month_comes_before_the_completion(self):
		self.city.started()
		frappe.db.set_value(TASK, self.city.task.name, "started_at", f"{month(2)}-05 09:00:00")
		self.report(self.city.lead, self.city.liaison)

		self.assertAsTheFormSays("report", self.city.liaison)

	def test_a_returned_completion_comes_before_the_month(self):
		self.city.in_review()
		self.city.task = self.act(self.city.task, "return", self.city.office, "请补充验收单")
		self.assertAsTheFormSays("submit", self.city.liaison)

	def test_a_cooperating_unit_reports_and_does_nothing_else(self):
		self.assertAsTheFormSays(None, self.city.helper)
		self.city.started()
		self.assertAsTheFormSays("report", self.city.helper)
		self.report(self.city.cooperating, self.city.helper)
		self.assertAsTheFormSays(None, self.city.helper)

	def test_who_speaks_for_no_unit_of_it_has_no_part_in_it(self):
		self.city.started()
		for user in (self.city.outsider, self.city.office):
			self.assertEqual(self.row(user), {})

	def test_whoever_oversees_everything_urges_until_it_is_completed(self):
		self.assertEqual(self.step(self.city.supervisor), "urge")
		self.city.completed()
		self.assertEqual(self.row(self.city.supervisor), {})

	def test_a_unit_that_has_taken_over_has_its_part(self):
		heir = factories.unit()
		liaison = factories.contact(heir)
		frappe.db.set_value("Qingdan Unit", self.city.lead, "merged_into", heir)
		self.city.started()
		self.assertEqual((self.row(liaison)["duty"], self.step(liaison)), ("Lead", "report"))

	def test_who_held_a_post_until_yesterday_has_no_button(self):
		frappe.db.set_value("Qingdan Contact", {"user": self.city.liaison}, "until_date", "2020-01-01")
		self.assertEqual(self.row(self.city.liaison), {})

	def test_an_edge_that_the_workflow_does_not_have_is_not_offered(self):
		from unittest.mock import patch

		from qingdan_app.tasks.task_subject import TaskSubject

		frappe.db.set_value(TASK, self.city.task.name, "acknowledged_by", self.city.liaison)
		with patch.object(TaskSubject, "offered_edges", lambda subject: ()):
			self.assertIsNone(self.step(self.city.liaison))

	def test_a_page_costs_as_many_statements_as_one_row(self):
		others = [factories.task(self.city.lead, (), self.city.leader).name for _number in range(6)]
		with self.as_user(self.city.liaison):
			of_tasks([self.city.task.name], getdate())
			with statements.noted() as one:
				of_tasks([self.city.task.name], getdate())
			with statements.noted() as many:
				of_tasks([self.city.task.name, *others], getdate())
		self.assertEqual(len(many), len(one))

	def test_desks_list_brings_them_and_a_report_view_does_not(self):
		asked = {
			"doctype": TASK,
			"fields": json.dumps([f"`tab{TASK}`.`name`", f"`tab{TASK}`.`state`"]),
			"filters": json.dumps([[TASK, "name", "=", self.city.task.name]]),
			"order_by": f"`tab{TASK}`.`due_order` asc",
			"start": 0,
			"page_length": 20,
		}
		found = self.call("frappe.desk.reportview.get", self.city.liaison, view="List", **asked)
		(values,) = found["values"]
		row = dict(zip(found["keys"], values, strict=True))
		self.assertEqual((row["duty"], row["next"]["step"]), ("Lead", "acknowledge"))
		self.assertNotIn(
			"next", self.call("frappe.desk.reportview.get", self.city.liaison, view="Report", **asked)["keys"]
		)
