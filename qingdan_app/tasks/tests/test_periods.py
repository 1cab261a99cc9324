"""What recurs has an instance for each period: made by the nightly job, reported, late and missed each by its own day."""

from datetime import timedelta

import frappe
from frappe.utils import add_days, add_months, get_last_day, getdate, nowdate

from qingdan_app.patches import fill_cycles
from qingdan_app.supervision import opening_periods, stamping
from qingdan_app.tasks import marks, periods
from qingdan_app.tasks.exceptions import ReasonNeeded
from qingdan_app.tasks.overview import overview_of
from qingdan_app.tasks.reporting import Filing, file_report
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import one_transaction
from qingdan_app.workflows.moves import guard

TASK, ROW = "Qingdan Task", "Qingdan Task Milestone"


class RecurringTestCase(QingdanTestCase):
	"""A task that recurs each month, under way since January 2021."""

	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.task = self.recurring("每月底")

	def recurring(self, raw: str, **fields):
		city = self.city
		values = {"deadline_raw": raw, "deadline_kind": "Recurring", "due_date": None, **fields}
		return factories.task(city.lead, (city.cooperating,), city.leader, **values)

	def began(self, day: str) -> None:
		"""The task was handed out on that day, and nothing was made of it yet."""
		frappe.db.delete(ROW, {"parent": self.city.task.name})
		values = {"handed_out_at": f"{day} 09:00:00", "instances_until": None}
		frappe.db.set_value(TASK, self.city.task.name, values)

	def run_job(self) -> None:
		with one_transaction():
			opening_periods.open_periods(getdate())

	def rows(self, field: str = "instance", **filters) -> list:
		found = {"parent": self.city.task.name, **filters}
		return frappe.get_all(ROW, found, pluck=field, order_by="idx")

	def current(self) -> str:
		return f"{getdate():%Y-%m}"


class TestMaking(RecurringTestCase):
	def test_a_new_one_has_the_period_of_today_and_its_cycle_from_the_words(self):
		self.assertEqual((self.city.task.cycle, self.rows()), ("Month", [self.current()]))
		self.assertIsNone(self.city.task.due_date)

	def test_the_job_makes_each_period_once_and_catches_up_after_a_dead_worker(self):
		self.began(str(add_months(getdate(), -3)))
		for _again in range(2):
			self.run_job()
			self.assertEqual(self.rows(), [factories.month(back) for back in (3, 2, 1, 0)])
		self.assertEqual(self.rows("date")[0], get_last_day(add_months(getdate(), -3)))
		self.assertEqual(self.stored(TASK, self.city.task.name, "milestone_due"), self.rows("date")[0])

	def test_nothing_is_made_of_what_is_drafted_sent_in_at_rest_or_of_no_cycle(self):
		other = self.recurring("定期")
		self.assertFalse(other.cycle)
		self.assertEqual(frappe.db.count(ROW, {"parent": other.name}), 0)
		for values in ({"drafted": 1}, {"state": "已完成"}, {"state": "待审核"}, {"course": "Suspended"}):
			self.began("2021-01-10")
			frappe.db.set_value(TASK, self.city.task.name, values)
			with self.subTest(values):
				self.run_job()
				self.assertEqual(self.rows(), [])
			frappe.db.set_value(TASK, self.city.task.name, {"drafted": 0, "state": "推进中", "course": ""})

	def test_another_cycle_is_said_with_a_reason_and_begins_with_today(self):
		task = frappe.get_doc(TASK, self.city.task.name)
		task.cycle = "Quarter"
		self.assertRefused(ReasonNeeded, task.save)
		task.reload()
		task.update({"cycle": "Quarter", "correction_reason": "文件更正"})
		task.save()
		quarter = f"{getdate().year}-Q{(getdate().month + 2) // 3}"
		self.assertEqual(self.rows(), [quarter])
		entry = self.log_of(task)[-1]
		self.assertIn('"cycle"', entry.snapshot)
		self.assertNotIn('"milestones"', entry.snapshot)

	def test_the_periods_in_which_it_rested_are_never_made(self):
		frappe.db.set_value(
			TASK, self.city.task.name, {"instances_until": "2021-01-31", "course": "Suspended"}
		)
		task = frappe.get_doc(TASK, self.city.task.name)
		task.flags.revised = True
		task.course = ""
		with guard.permit(task):
			task.save()
		self.assertEqual(self.rows(), [self.current()])

	def test_saved_again_at_rest_it_keeps_the_period_that_was_open(self):
		before = self.rows()
		for course in ("Suspended", "Suspended"):
			task = frappe.get_doc(TASK, self.city.task.name)
			task.flags.revised = True
			task.course = course
			with guard.permit(task):
				task.save()
			self.assertEqual(self.rows(), before)

	def test_a_site_of_before_begins_with_the_present_period(self):
		self.began("2021-01-10")
		frappe.db.set_value(TASK, self.city.task.name, {"cycle": "", "deadline_raw": "每季度末"})
		for _again in range(2):
			fill_cycles.execute()
		self.run_job()
		self.assertEqual(self.rows(), [f"{getdate().year}-Q{(getdate().month + 2) // 3}"])


class TestReported(RecurringTestCase):
	def setUp(self):
		super().setUp()
		self.city.started()

	def overdue(self) -> str:
		"""A period of before that nobody has reported, by its name in a report."""
		day = getdate(add_days(nowdate(), -20))
		row = {"doctype": ROW, "parent": self.city.task.name, "parenttype": TASK, "parentfield": "milestones"}
		frappe.get_doc({**row, "idx": 9, "date": day, "label": "2021-05", "instance": "2021-05"}).db_insert()
		frappe.db.set_value(TASK, self.city.task.name, "milestone_due", day)
		with one_transaction():
			stamping.stamp_late_milestones(getdate())
		return f"{day} 2021-05"

	def test_each_is_reported_with_evidence_and_late_by_its_own_day(self):
		late = self.overdue()
		day = getdate(add_days(nowdate(), -20))
		self.assertEqual(self.rows("late_since", instance="2021-05"), [day + timedelta(days=1)])
		files = [{"file": factories.evidence(self.city.liaison)}]
		with self.as_user(self.city.liaison):
			shown = overview_of(frappe.get_doc(TASK, self.city.task.name))
			offered = [row["key"] for row in shown["reports"]["milestone"]["milestones"]]
			self.assertEqual(offered[0], late)
			filing = Filing(
				self.city.task.name, "Milestone", done="调度会", evidence=files, milestones=[late]
			)
			file_report(filing)
		self.assertEqual(self.rows("late_days", instance="2021-05"), [20])
		task = frappe.get_doc(TASK, self.city.task.name)
		self.assertEqual((task.late_since, task.due_date), (None, None))

	def test_one_that_was_missed_is_called_so_on_the_task_and_on_its_form(self):
		self.overdue()
		task = frappe.get_doc(TASK, self.city.task.name)
		missed = {"text": "Period missed 20 days ago", "colour": "red"}
		self.assertEqual(marks.mark_of(task.as_dict(), getdate()), missed)
		rows = overview_of(task)["deadline"]["milestones"]
		self.assertIn(missed, [row["mark"] for row in rows])

	def test_the_form_names_the_periods_as_people_do(self):
		row = {"instance": "2021-Q1"}
		self.assertEqual(periods.words_of(row), "Quarter 1 of 2021")
		said = {
			name: periods.words_of({"instance": name}) for name in ("2021", "2021-H2", "2021-W09", "2021-03")
		}
		self.assertEqual(
			said,
			{
				"2021": "Year 2021",
				"2021-H2": "Second Half of 2021",
				"2021-W09": "Week 9 of 2021",
				"2021-03": "2021-3",
			},
		)
