"""What a person finds at the head of a task, and what waits for them."""

from datetime import date

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.api.tasks import get_next_waiting, get_overview
from qingdan_app.tasks import pacing
from qingdan_app.tasks.rules.period import Cycle, period_of
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.tasks.waiting import waiting_for_me
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

THIS_MONTH = period_of(Cycle.MONTH, getdate()).name


class TestOverview(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def seen_by(self, user: str) -> dict:
		with self.as_user(user):
			return get_overview(self.city.task.name)

	def file_for_this_month(self, unit: str, who: str, **fields):
		report = factories.report(self.city.task, unit, who, period=THIS_MONTH, **fields)
		return factories.acted(report, ("file", who))

	def test_a_new_task_asks_its_liaison_to_acknowledge_and_offers_to_start(self):
		self.assertEqual(
			self.seen_by(self.city.liaison)["steps"],
			{"primary": "acknowledge", "others": ["start", "refuse"]},
		)

	def test_nobody_else_has_anything_to_do_on_a_new_task(self):
		self.assertEqual(self.seen_by(self.city.helper)["steps"], {"primary": None, "others": []})

	def test_whoever_oversees_everything_and_its_leaders_office_may_urge_on_it(self):
		for user in (self.city.supervisor, self.city.administrator, self.city.office):
			self.assertEqual(self.seen_by(user)["steps"], {"primary": None, "others": ["urge"]})

	def test_it_says_how_far_the_task_should_be_by_its_own_start(self):
		values = {"starts_on": add_days(getdate(), -5), "due_date": add_days(getdate(), 5), "percent": 20}
		frappe.db.set_value("Qingdan Task", self.city.task.name, {**values, "deadline_kind": "Date"})
		found = self.seen_by(self.city.liaison)["schedule"]
		self.assertEqual((found["expected"], found["behind"]), (50.0, 30.0))

	def test_without_a_start_of_its_own_a_task_begins_with_the_year_of_its_list(self):
		year = frappe.db.get_value("Qingdan List", self.city.task.list, "year")
		self.assertEqual(pacing.start_of(self.city.task), date(year, 1, 1))

	def test_what_was_sent_in_is_expected_to_do_nothing_more(self):
		frappe.db.set_value("Qingdan Task", self.city.task.name, "state", TaskState.IN_REVIEW.value)
		self.assertIsNone(self.seen_by(self.city.liaison)["schedule"])

	def test_who_may_not_see_the_task_gets_no_overview(self):
		for user in self.city.outsiders:
			self.assertRefused(frappe.PermissionError, self.seen_by, user)

	def test_under_way_the_month_is_reported_first_and_then_the_completion(self):
		self.city.started()
		self.assertEqual(
			self.seen_by(self.city.liaison)["steps"], {"primary": "report", "others": ["submit"]}
		)

		self.file_for_this_month(self.city.lead, self.city.liaison)

		self.assertEqual(self.seen_by(self.city.liaison)["steps"], {"primary": "submit", "others": []})

	def test_the_dialog_starts_from_the_percentage_of_the_last_report(self):
		self.city.started()
		report = factories.report(
			self.city.task, self.city.lead, self.city.liaison, period=factories.month(3), percent=40
		)
		factories.acted(report, ("file", self.city.liaison))

		form = self.seen_by(self.city.liaison)["reports"]["period"]

		self.assertEqual(
			(form["period"], form["values"]["percent"], form["last"]["period"]),
			(THIS_MONTH, 40, factories.month(3)),
		)

	def test_a_returned_completion_report_is_taken_up_with_its_words_files_and_opinion(self):
		self.city.in_review()
		self.city.task = self.act(self.city.task, "return", self.city.office, "请补充验收单")

		seen = self.seen_by(self.city.liaison)

		form = seen["reports"]["completion"]
		self.assertEqual(seen["steps"]["primary"], "submit")
		self.assertEqual((form["opinion"], form["values"]["done"]), ("请补充验收单", "全部完成"))
		self.assertEqual(len(form["evidence"]), 1)

	def test_the_office_finds_the_completion_report_once_and_decides_in_the_approval_alone(self):
		self.city.in_review()

		seen = self.seen_by(self.city.office)

		self.assertEqual(seen["steps"], {"primary": None, "others": []})
		brought = [entry["report"]["done"] for entry in seen["timeline"] if entry["report"]]
		self.assertEqual(brought, ["全部完成"])

	def test_the_lead_sees_who_has_not_reported_and_a_cooperating_unit_does_not(self):
		self.city.started()
		self.file_for_this_month(self.city.lead, self.city.liaison)

		self.assertEqual(self.seen_by(self.city.liaison)["missing"], [self.city.cooperating])
		self.assertIsNone(self.seen_by(self.city.helper)["missing"])

	def test_a_draft_of_another_unit_leaves_no_trace_in_the_timeline(self):
		self.city.started()
		factories.report(self.city.task, self.city.cooperating, self.city.helper, period=THIS_MONTH)

		acts = [entry["act"] for entry in self.seen_by(self.city.liaison)["timeline"]]

		self.assertEqual(acts, ["start"])

	def test_a_deadline_says_how_long_it_has_and_how_long_it_is_over(self):
		frappe.db.set_value("Qingdan Task", self.city.task.name, {"due_date": getdate(), "late_since": None})
		self.assertEqual(self.seen_by(self.city.liaison)["deadline"]["days_left"], 0)

		frappe.db.set_value("Qingdan Task", self.city.task.name, "late_since", getdate())
		self.assertEqual(self.seen_by(self.city.liaison)["deadline"]["days_late"], 1)


class TestWaiting(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def waiting(self, user: str) -> list[tuple[str, str]]:
		with self.as_user(user):
			return [(row["task"], row["step"]) for row in waiting_for_me(getdate())]

	def test_the_next_to_decide_is_the_one_due_first_after_the_present_one(self):
		self.city.in_review()
		later = self.second_in_review(due_date="2022-06-30")

		with self.as_user(self.city.office):
			self.assertEqual(get_next_waiting()["name"], self.city.task.name)
			self.assertEqual(get_next_waiting(after=self.city.task.name), {"name": later, "waiting": 2})

	def second_in_review(self, **fields) -> str:
		first = self.city.task
		self.city.task = factories.task(self.city.lead, (), self.city.leader, **fields)
		name = self.city.in_review().name
		self.city.task = first
		return name

	def test_nothing_of_another_leader_waits_for_an_office(self):
		self.city.in_review()

		self.assertEqual(self.waiting(self.city.other_office), [])
		with self.as_user(self.city.other_office):
			self.assertEqual(get_next_waiting(), {"name": None, "waiting": 0})

	def test_a_task_waits_for_its_lead_unit_and_then_for_the_office(self):
		self.assertEqual([task for task, _step in self.waiting(self.city.liaison)], [self.city.task.name])
		self.assertEqual(self.waiting(self.city.office), [])

		self.city.in_review()

		self.assertEqual([task for task, _step in self.waiting(self.city.office)], [self.city.task.name])

	def test_a_cooperating_units_report_waits_for_the_lead(self):
		self.city.started()
		report = factories.report(self.city.task, self.city.cooperating, self.city.helper, period=THIS_MONTH)
		factories.acted(report, ("file", self.city.helper))

		steps = [step for _task, step in self.waiting(self.city.liaison)]

		self.assertEqual(len(steps), 2)
		self.assertEqual(self.waiting(self.city.helper), [])
