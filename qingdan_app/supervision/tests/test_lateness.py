"""Late is decided once, by one definition: as a function, by the nightly sweep and in the flow."""

from datetime import date
from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate, nowdate

from qingdan_app.supervision import stamping
from qingdan_app.tasks.rules.lateness import late_since
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import one_transaction

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

	def test_a_stamp_is_written_once_though_the_deadline_is_moved(self):
		task = factories.task(due_date=DUE)
		self._sweep(DAY_AFTER)
		task.reload()
		task.due_date = "2021-12-31"
		task.save()
		self._sweep(date(2022, 3, 1))
		self.assertEqual(self.stored("Qingdan Task", task.name, "late_since"), DAY_AFTER)

	def test_the_sweep_is_safe_to_run_twice(self):
		task = factories.task(due_date=DUE)
		self.assertIn(task.name, self._sweep(DAY_AFTER))
		self.assertNotIn(task.name, self._sweep(DAY_AFTER))

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

	def _city(self, due: str) -> City:
		city = City()
		city.task.due_date = due
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
