"""Late is decided once, by one definition: as a function, by the nightly sweep and in the flow."""

from datetime import date
from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate, nowdate

from qingdan_app.patches import judge_lateness_anew
from qingdan_app.qingdan_app.report.qingdan_late_tasks.qingdan_late_tasks import execute
from qingdan_app.supervision import stamping
from qingdan_app.tasks import marks
from qingdan_app.tasks.overview import overview_of
from qingdan_app.tasks.page import TaskQuery, page_of_tasks
from qingdan_app.tasks.rules.course import Course
from qingdan_app.tasks.rules.lateness import late_since
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import one_transaction
from qingdan_app.workflows.exceptions import StateChangeRefused

DUE = date(2021, 6, 30)
DAY_AFTER = date(2021, 7, 1)


class TestLateness(QingdanTestCase):
	def test_a_task_is_late_from_the_day_after_its_deadline(self):
		task = factories.task(due_date=DUE)
		self.assertEqual(self._sweep(DUE), [])
		self.assertIsNone(self.stored("Qingdan Task", task.name, "late_since"))

		self._sweep(DAY_AFTER)
		self.assertEqual(self.stored("Qingdan Task", task.name, "late_since"), DAY_AFTER)

	def test_the_sweep_says_since_when_and_not_when_it_ran(self):
		task = factories.task(due_date=DUE)
		self._sweep(date(2021, 9, 1))
		self.assertEqual(self.stored("Qingdan Task", task.name, "late_since"), DAY_AFTER)

	def test_what_has_changed_since_a_task_was_found_is_seen_as_it_is_written(self):
		since = {
			"due_date": date(2021, 8, 1),
			"state": TaskState.COMPLETED.value,
			"course": Course.SUSPENDED.value,
			"judged_from": DAY_AFTER,
		}
		for field, value in since.items():
			task, found = factories.task(due_date=DUE).name, stamping._becoming_late

			def found_before(today, found=found, task=task, field=field, value=value):
				names = found(today)
				frappe.db.set_value("Qingdan Task", task, field, value)
				return names

			with (
				self.subTest(field),
				patch.object(stamping, "_becoming_late", found_before),
				one_transaction(),
			):
				self.assertEqual(stamping.stamp_late(DAY_AFTER), 0)
				self.assertIsNone(self.stored("Qingdan Task", task, "late_since"))

	def test_a_task_whose_deadline_was_moved_ahead_is_late_no_longer_and_remembers_that_it_was(self):
		city = self._late_city()
		self._move(city.task, add_days(nowdate(), 30))
		self.assertEqual(self._figures(city), (None, getdate(add_days(nowdate(), -2)), 0))
		self.assertEqual(self._late_names(city.liaison), [])
		self.assertNotIn(city.task.name, self._sweep(getdate(add_days(nowdate(), 30))))
		self.assertIn(city.task.name, self._sweep(getdate(add_days(nowdate(), 31))))
		self.assertEqual(
			self._figures(city)[:2], (getdate(add_days(nowdate(), 31)), getdate(add_days(nowdate(), -2)))
		)

	def test_a_deadline_moved_back_makes_late_at_once_and_a_removed_one_not(self):
		city = self._city(due=add_days(nowdate(), 5))
		self._move(city.task, add_days(nowdate(), -5))
		self.assertEqual(self._figures(city)[0], getdate(add_days(nowdate(), -4)))
		self.assertEqual(self._late_names(city.liaison), [city.task.name])
		self._move(city.task, None)
		self.assertIsNone(self._figures(city)[0])

	def test_a_deadline_moved_while_in_review_judges_by_the_day_of_filing(self):
		city = self._city(due=add_days(nowdate(), -3))
		city.in_review()
		self._move(city.task, nowdate())
		self.assertIsNone(self._figures(city)[0])

	def test_nobody_writes_the_memory_by_hand(self):
		task = self._late_city().task
		for field, value in (("was_late_since", None), ("late_days", 9), ("judged_from", nowdate())):
			task.reload()
			task.set(field, value)
			with self.subTest(field):
				self.assertRefused(StateChangeRefused, task.save)

	def test_a_task_completed_late_is_late_no_longer_and_says_how_many_days(self):
		city = self._late_city()
		city.completed()
		self.assertEqual(self._figures(city), (None, getdate(add_days(nowdate(), -2)), 3))
		self.assertEqual(self._late_names(city.liaison), [])
		with self.as_user(city.liaison):
			deadline = overview_of(city.task)["deadline"]
			(row,) = page_of_tasks(TaskQuery(state="已完成"))["tasks"]
		self.assertEqual((deadline["mark"]["text"], deadline["is_late"]), ("Completed 3 days late", False))
		self.assertEqual(marks.mark_of(row, getdate())["text"], "Completed 3 days late")

	def test_the_report_shows_completed_ones_with_their_days_where_they_are_asked_for(self):
		city = self._late_city()
		city.completed()
		with self.as_user(city.liaison):
			self.assertEqual(execute({})[1], [])
			self.assertEqual([row["days"] for row in execute({"with_completed": 1})[1]], [3])

	def test_a_task_completed_in_time_and_reopened_is_judged_from_its_reopening(self):
		city = self._city(due=nowdate())
		city.completed()
		frappe.db.set_value("Qingdan Task", city.task.name, "due_date", add_days(nowdate(), -20))
		self.act(city.task, "reopen", city.supervisor, "数据有误")
		self.assertEqual(self._figures(city), (None, None, 0))
		self.assertNotIn(city.task.name, self._sweep(getdate()))
		with self.as_user(city.liaison):
			self.assertFalse(
				overview_of(frappe.get_doc("Qingdan Task", city.task.name))["deadline"]["is_late"]
			)
		self.assertIn(city.task.name, self._sweep(getdate(add_days(nowdate(), 1))))
		self.assertEqual(self._figures(city)[0], getdate(add_days(nowdate(), 1)))

	def test_a_task_completed_late_and_reopened_is_late_again(self):
		city = self._late_city()
		city.completed()
		self.act(city.task, "reopen", city.supervisor, "数据有误")
		self.assertEqual(self._figures(city)[::2], (getdate(add_days(nowdate(), -2)), 0))

	def test_a_site_of_before_remembers_what_was_late_and_shows_what_is(self):
		cases = {"已完成": (None, 3), "推进中": (None, 0), "待启动": (getdate(add_days(nowdate(), -2)), 0)}
		cities = {state: self._late_city() for state in cases}
		for state, city in cities.items():
			due = add_days(nowdate(), 9 if state == "推进中" else -3)
			stored = {"state": state, "due_date": due, "submitted_at": nowdate(), "was_late_since": None}
			frappe.db.set_value("Qingdan Task", city.task.name, stored)
		judge_lateness_anew.execute()
		judge_lateness_anew.execute()
		for state, (late, days) in cases.items():
			with self.subTest(state):
				self.assertEqual(self._figures(cities[state]), (late, getdate(add_days(nowdate(), -2)), days))

	def test_the_sweep_is_safe_to_run_twice(self):
		task = factories.task(due_date=DUE)
		self.assertIn(task.name, self._sweep(DAY_AFTER))
		self.assertNotIn(task.name, self._sweep(DAY_AFTER))

	def test_a_late_task_that_is_made_ongoing_work_is_late_no_longer(self):
		city = self._late_city()
		for kind in ("Ongoing", "Tentative", "Recurring", "Contingent"):
			frappe.db.savepoint("kind")
			task = frappe.get_doc("Qingdan Task", city.task.name)
			self.assertTrue(task.late_since)
			task.update({"deadline_kind": kind, "correction_reason": "读错"}).save()
			self.assertEqual(self.stored("Qingdan Task", task.name, ["due_date", "late_since"]), (None, None))
			self.assertNotIn(task.name, self._sweep(getdate()))
			frappe.db.rollback(save_point="kind")

	def test_work_without_a_hard_deadline_is_never_late(self):
		task = factories.task(due_date=None, deadline_kind="Ongoing", deadline_raw="长效管理")
		self.assertNotIn(task.name, self._sweep(date(2099, 1, 1)))

	def test_a_report_filed_in_time_is_in_time_however_long_the_decision_takes(self):
		city = self._city(due=nowdate())
		city.in_review()
		self.assertNotIn(city.task.name, self._sweep(getdate(add_days(nowdate(), 30))))
		task = self.act(city.task, "complete", city.office)
		self.assertIsNone(task.late_since)

	def test_a_report_filed_late_is_late_even_if_no_sweep_ran_in_between(self):
		city = self._city(due=add_days(nowdate(), -3))
		city.in_review()
		self.assertEqual(
			self.stored("Qingdan Task", city.task.name, "late_since"), getdate(add_days(nowdate(), -2))
		)

	def test_a_returned_report_no_longer_counts(self):
		city = self._city(due=nowdate())
		city.in_review()
		self.act(city.task, "return", city.office, "补充")
		self.assertIn(city.task.name, self._sweep(getdate(add_days(nowdate(), 1))))

	def test_the_sweep_and_the_function_agree_on_every_case(self):
		cases = [
			(due, state)
			for due in (None, DUE, DAY_AFTER)
			for state in ("待启动", "推进中", "待审核", "已完成")
		]
		tasks = {}
		for due, state in cases:
			task = factories.task(due_date=due)
			frappe.db.set_value(
				"Qingdan Task", task.name, {"state": state, "submitted_at": "2021-06-30 18:00:00"}
			)
			tasks[task.name] = (due, state)
		stamped = self._sweep(DAY_AFTER)
		for name, (due, state) in tasks.items():
			filed = DUE if state in ("待审核", "已完成") else None
			self.assertEqual(name in stamped, late_since(due, filed, DAY_AFTER) is not None, (due, state))

	def test_a_new_stamp_makes_remembered_totals_be_counted_anew(self):
		factories.task(due_date=DUE)
		with patch("qingdan_app.supervision.stamping.totals.everything_changed") as changed:
			self._sweep(DAY_AFTER)
		self.assertTrue(changed.called)

	def _late_city(self) -> City:
		"""A task three days past its deadline, stamped."""
		city = self._city(due=add_days(nowdate(), -3))
		self._sweep(getdate())
		return city

	def _move(self, task, due: str | None) -> None:
		frappe.get_doc("Qingdan Task", task.name).update(
			{"due_date": due, "correction_reason": "读错"}
		).save()

	def _figures(self, city: City) -> tuple:
		"""Late since, was late since, days late on completion; the units' rows tell the same."""
		fields = ["late_since", "was_late_since", "late_days"]
		late, was, days = frappe.db.get_value("Qingdan Task", city.task.name, fields)
		rows = frappe.get_all("Qingdan Task Unit", {"parent": city.task.name}, pluck="late_since")
		self.assertEqual(set(rows), {late})
		return late, was, days

	def _late_names(self, user: str) -> list[str]:
		with self.as_user(user):
			return [row.name for row in page_of_tasks(TaskQuery(late=True))["tasks"]]

	def _city(self, due: str) -> City:
		city = City()
		city.task.due_date, city.task.correction_reason = due, "读错"
		city.task.save()
		return city

	def _sweep(self, today: date) -> list[str]:
		"""Run the sweep and answer whom it stamped; its commits are the sweep's, not the test's."""
		late = {"late_since": ("is", "set")}
		before = set(frappe.get_all("Qingdan Task", late, pluck="name"))
		with one_transaction():
			count = stamping.stamp_late(today)
		new = set(frappe.get_all("Qingdan Task", late, pluck="name")) - before
		self.assertEqual(len(new), count)
		return sorted(new)
