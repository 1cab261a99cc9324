"""What is owed stands in columns of a task and of its units: after every act, and on later days, as the definition has it."""

from datetime import date

import frappe
from frappe.utils import add_days, add_months, getdate

from qingdan_app.archiving import closing_lists
from qingdan_app.changes.tests.test_changes import ChangeTestCase
from qingdan_app.supervision import jobs, owed_reports
from qingdan_app.tasks import obligations, owed_anew, reporters
from qingdan_app.tasks.rules.course import rests_of
from qingdan_app.tasks.rules.obligation import running, still_owed
from qingdan_app.tasks.rules.owing import NOT_REPORTED, REPORTED
from qingdan_app.tasks.rules.period import Cycle, period_of
from qingdan_app.tests import factories
from qingdan_app.tests.site import one_transaction

RULE, LIST, TASK, ROW = "Qingdan Reporting Rule", "Qingdan List", "Qingdan Task", "Qingdan Task Unit"
SETTINGS = "Qingdan Settings"
TODAY = getdate()
MONTH = period_of(Cycle.MONTH, TODAY)
COMING = period_of(Cycle.MONTH, add_days(MONTH.ends, 1))
COLUMNS = ("this_period", "report_due", "report_period", "reports_missing")


class OwedTestCase(ChangeTestCase):
	def setUp(self):
		super().setUp()
		self.city.started()

	def in_force(self, doctype: str, name: str, since: date, **values) -> str:
		return factories.put_in_force(factories.reporting_rule(**values), doctype, name, since)

	def begun(self, months: int) -> None:
		"""The task was started so many months ago, as its columns have it."""
		frappe.db.set_value(TASK, self.city.task.name, "started_at", add_months(TODAY, -months))
		self.task().save()

	def filed(self, period: str = MONTH.name, unit: str | None = None, who: str | None = None, **words):
		who = who or self.city.liaison
		report = factories.report(self.city.task, unit or self.city.lead, who, period=period, **words)
		return factories.acted(report, ("file", who))

	def rows(self, name: str | None = None) -> list[dict]:
		about = {"parent": name or self.city.task.name}
		return frappe.get_all(ROW, about, ["unit", "duty", *COLUMNS], order_by="idx")

	def of_lead(self) -> tuple:
		row = self.rows()[0]
		return row.this_period, row.report_due, row.report_period, row.reports_missing

	def followed(self, day: date) -> int:
		with one_transaction():
			return owed_reports.follow(day)

	def assertAsDefined(self, day: date = TODAY, name: str | None = None) -> None:
		"""The columns say what the definition says of the day, report by report."""
		task = self.task(name)
		asked = obligations.asked_since(obligations.start_of(task, day), obligations.of(task), day)
		owes = task.state == "推进中" and not task.course
		for row in self.rows(name):
			wanted = [each for each in asked if owes and (row.duty == "Lead" or not each.lead_alone)]
			self.assertEqual(
				{column: row[column] for column in COLUMNS}, defined(task, row.unit, wanted, day)
			)
			if row.duty == "Lead":
				self.assertEqual([task.get(each) for each in COLUMNS], [row[each] for each in COLUMNS])


def defined(task, unit: str, asked: list, day: date) -> dict:
	missing = reporters.missing_among({(task.name, each.name): [unit] for each in asked})
	filed = {each.name for each in asked if not missing[task.name, each.name]}
	owed = still_owed(asked, filed, rests_of(task.rests), day)
	following = [*owed, *(each for each in asked if each.period.begins > day)]
	first = min(following, key=lambda each: (each.due, each.period.ends), default=None)
	now = running(asked, day)
	return {
		"this_period": (REPORTED if now.name in filed else NOT_REPORTED) if now else None,
		"report_due": first and first.due,
		"report_period": first.name if first else None,
		"reports_missing": sum(each.due < day for each in owed),
	}


class TestActs(OwedTestCase):
	"""Nothing is stale after an act."""

	def test_a_report_is_filed_taken_back_returned_and_adopted(self):
		self.assertEqual(self.of_lead(), (NOT_REPORTED, MONTH.ends, MONTH.name, 0))
		report = self.filed()
		self.assertEqual(self.of_lead(), (REPORTED, COMING.ends, COMING.name, 0))
		self.assertAsDefined()
		report = factories.acted(report, ("withdraw", self.city.liaison))
		self.assertEqual(self.of_lead()[0], NOT_REPORTED)
		report = factories.acted(report, ("file", self.city.liaison))
		self.act(report, "return", self.city.supervisor, "请补充")
		self.assertEqual(self.of_lead()[0], NOT_REPORTED)
		factories.acted(report, ("file", self.city.liaison), ("adopt", self.city.supervisor))
		self.assertEqual(self.of_lead()[0], REPORTED)
		self.filed(unit=self.city.cooperating, who=self.city.helper)
		self.assertEqual({row.this_period for row in self.rows()}, {REPORTED})
		self.assertAsDefined()

	def test_what_is_sent_in_owes_nothing_until_it_comes_back(self):
		self.city.file_completion()
		self.city.decided_by_head()
		self.assertEqual((self.of_lead(), self.task().report_wake), ((None, None, None, 0), None))
		self.act(self.city.task, "return", self.city.office, "补充")
		self.assertEqual(self.of_lead()[0], NOT_REPORTED)
		self.assertAsDefined()

	def test_what_is_completed_owes_nothing_until_it_is_reopened(self):
		self.city.file_completion()
		self.city.decided_by_head()
		self.act(self.city.task, "complete", self.city.office)
		self.assertEqual(self.of_lead(), (None, None, None, 0))
		self.act(self.city.task, "reopen", self.city.supervisor, "数据有误")
		self.assertEqual(self.of_lead()[0], NOT_REPORTED)
		self.assertAsDefined()

	def test_nothing_is_owed_at_rest_nor_for_the_time_of_it(self):
		self.begun(3)
		self.assertEqual(self.of_lead()[3], 3)
		self.grant(self.ask("Suspension"))
		self.assertEqual((self.of_lead(), self.task().report_wake), ((None, None, None, 0), None))
		frappe.db.set_value(TASK, self.city.task.name, "course_since", add_months(TODAY, -2))
		self.grant(self.ask("Resumption"))
		self.assertEqual(self.of_lead()[3], 1)
		self.assertAsDefined()
		self.grant(self.ask("Termination"))
		self.assertAsDefined()

	def test_a_list_is_archived_and_opened_again(self):
		with self.as_user(self.city.administrator):
			closing_lists.archive(self.city.task.list, "")
		self.assertEqual(self.of_lead(), (None, None, None, 0))
		with self.as_user(self.city.supervisor):
			closing_lists.open_again(self.city.task.list, "补报")
		self.assertEqual(self.of_lead()[0], NOT_REPORTED)
		self.assertAsDefined()

	def test_a_rule_is_put_in_force_for_a_list_a_task_and_changed_before_it_is(self):
		self.begun(8)
		self.in_force(
			LIST, self.city.task.list, add_months(TODAY, -24), cycle="Quarter", owed_by="The Lead Unit Alone"
		)
		self.assertEqual(self.rows()[1].this_period, None)
		self.assertAsDefined()
		self.in_force(TASK, self.city.task.name, add_days(TODAY, -1), cycle="Week")
		self.assertAsDefined()
		coming = self.in_force(LIST, self.city.task.list, add_days(TODAY, 1), cycle="Month", day=28)
		frappe.get_doc(RULE, coming).update({"day": 20}).save()
		self.assertAsDefined()
		other = factories.task(self.city.lead, key_work=self.city.task.key_work)
		other = factories.acted(other, ("start", self.city.liaison))
		frappe.get_doc(RULE, coming).update({"cycle": "Year"}).save()
		self.assertAsDefined(name=other.name)

	def test_units_of_a_task_are_merged_grouped_and_changed(self):
		self.filed()
		heir = factories.unit()
		frappe.get_doc("Qingdan Unit", self.city.lead).update({"merged_into": heir}).save()
		self.assertEqual(self.of_lead()[0], REPORTED)
		self.assertAsDefined()
		task = self.task()
		task.update({"correction_reason": "调整"})
		task.units[1].unit = factories.group(heir, self.city.cooperating)
		task.save()
		self.assertEqual(self.rows()[1].this_period, NOT_REPORTED)
		self.filed(unit=self.city.cooperating, who=self.city.helper)
		self.assertEqual(self.rows()[1].this_period, REPORTED)
		group = frappe.get_doc("Qingdan Unit", self.rows()[1].unit)
		group.append("members", {"unit": self.city.foreign})
		group.save()
		self.assertEqual(self.rows()[1].this_period, NOT_REPORTED)
		self.assertAsDefined()

	def test_the_calendar_and_the_months_back_change_what_is_owed(self):
		self.begun(8)
		self.in_force(
			LIST, self.city.task.list, add_months(TODAY, -24), day=28, holiday="The Working Day Before"
		)
		due = self.rows()[0].report_due
		frappe.get_doc(
			{"doctype": "Qingdan Calendar Day", "date": due, "working": 0, "title": "放假"}
		).insert()
		self.assertLess(self.rows()[0].report_due, due)
		self.assertAsDefined()
		settings = frappe.get_doc(SETTINGS)
		settings.report_months_back = 2
		settings.save()
		self.assertEqual(self.task().report_wake, owed_anew.ANEW)
		self.followed(TODAY)
		self.assertLess(self.rows()[0].reports_missing, 4)
		self.assertAsDefined()

	def test_hand_written_columns_do_not_stay(self):
		task = self.task()
		task.update({"this_period": REPORTED, "reports_missing": 9, "report_due": TODAY})
		task.units[0].reports_owed = ""
		task.save()
		self.assertAsDefined()


class TestSweep(OwedTestCase):
	"""Time goes on and nobody acts."""

	def test_the_mark_of_a_period_is_gone_when_the_next_begins(self):
		self.filed()
		self.assertEqual(self.followed(MONTH.ends), 0)
		self.assertGreater(self.followed(COMING.begins), 0)
		self.assertEqual(self.of_lead(), (NOT_REPORTED, COMING.ends, COMING.name, 0))
		self.assertEqual(self.rows()[1].reports_missing, 1)
		self.assertAsDefined(COMING.begins)
		self.assertEqual(self.followed(COMING.begins), 0)

	def test_on_any_later_day_it_is_as_the_definition_has_it_after_each_night_and_after_an_outage(self):
		self.begun(5)
		self.in_force(
			LIST, self.city.task.list, add_months(TODAY, -24), day=5, counted="After Its End", closes_after=50
		)
		self.in_force(
			LIST, self.city.task.list, add_days(TODAY, 40), cycle="Week", owed_by="The Lead Unit Alone"
		)
		self.filed(factories.month(1))
		for days in (1, 2, 3, 20, 21, 45, 48, 49, 120, 130, 400):
			with self.subTest(days):
				self.followed(add_days(TODAY, days))
				self.assertAsDefined(add_days(TODAY, days))

	def test_the_job_of_the_night_and_that_of_every_few_minutes_follow(self):
		for job in (jobs.stamp_late_tasks, jobs.remind):
			frappe.db.set_value(TASK, self.city.task.name, "report_wake", owed_anew.ANEW)
			frappe.db.set_value(ROW, {"parent": self.city.task.name}, "reports_owed", "?")
			with one_transaction():
				job()
			self.assertAsDefined()

	def test_more_tasks_than_an_act_computes_are_left_to_the_sweep(self):
		owed_anew.AT_ONCE, most = 0, owed_anew.AT_ONCE
		self.addCleanup(setattr, owed_anew, "AT_ONCE", most)
		self.in_force(LIST, self.city.task.list, add_months(TODAY, -24), cycle="Quarter")
		self.assertEqual(self.task().report_wake, owed_anew.ANEW)
		self.followed(TODAY)
		self.assertAsDefined()
