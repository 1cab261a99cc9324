"""What a task is reported by: the rules of its list, or its own; what is taken, what is missed, and what a rule in force stays."""

from datetime import date

import frappe
from frappe.utils import add_days, add_months, format_date, getdate

from qingdan_app.api.reports import get_periods
from qingdan_app.api.tasks import get_overview
from qingdan_app.qingdan_app.report.qingdan_missing_reports import qingdan_missing_reports
from qingdan_app.tasks import next_steps, obligations, reporters
from qingdan_app.tasks.exceptions import ReportExists, ReportIncomplete, RuleInForce, RuleWrong
from qingdan_app.tasks.rules.period import Cycle, period_of
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

RULE, LIST, TASK = "Qingdan Reporting Rule", "Qingdan List", "Qingdan Task"
TODAY = getdate()
QUARTER, MONTH, WEEK = (period_of(each, TODAY) for each in (Cycle.QUARTER, Cycle.MONTH, Cycle.WEEK))
SINCE = add_months(TODAY, -24)


class TestObligations(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.started()

	def in_force(self, doctype: str, name: str, since: date = SINCE, **values) -> str:
		rule = factories.reporting_rule(**values)
		with self.as_user(self.city.administrator):
			return factories.put_in_force(rule, doctype, name, since)

	def by_list(self, **values) -> str:
		return self.in_force(LIST, self.city.task.list, **values)

	def draft(self, period: str, unit: str | None = None, who: str | None = None, **fields):
		unit, who = unit or self.city.lead, who or self.city.liaison
		return factories.report(self.city.task, unit, who, period=period, **fields)

	def filed(self, period: str, **fields):
		report = self.draft(period, **fields)
		return factories.acted(report, ("file", report.owner))

	def periods(self) -> list[str]:
		with self.as_user(self.city.liaison):
			return [each["period"] for each in get_periods(self.city.task.name)]

	def missing(self) -> tuple:
		return reporters.missing_for(frappe.get_doc(TASK, self.city.task.name), TODAY)

	def reported(self, month: str | None = None) -> list[tuple]:
		with self.as_user(self.city.supervisor):
			rows = qingdan_missing_reports.execute({"period": month or MONTH.name})[1]
		return [(row["unit"], row["due_on"]) for row in rows if row["task"] == self.city.task.name]

	def test_without_a_rule_each_unit_reports_each_month_by_its_last_day(self):
		self.assertEqual(self.periods(), [MONTH.name])
		self.assertEqual(self.missing(), (MONTH.name, [self.city.lead, self.city.cooperating]))
		report = self.filed(MONTH.name)
		self.assertEqual((report.due_on, report.period_ends), (MONTH.ends, MONTH.ends))
		self.assertEqual(self.missing(), (MONTH.name, [self.city.cooperating]))
		self.assertEqual(self.reported(), [(self.city.cooperating, MONTH.ends)])

	def test_a_list_is_reported_by_quarters_and_says_which_period_is_right(self):
		self.by_list(cycle="Quarter")
		self.assertEqual(self.periods(), [QUARTER.name])
		refusal = self.assertRefused(ReportIncomplete, self.draft, MONTH.name)
		self.assertIn(QUARTER.name, str(refusal))
		self.filed(QUARTER.name)
		self.assertEqual(self.periods(), [])
		self.assertRefused(ReportExists, self.draft, QUARTER.name)

	def test_a_tasks_own_rule_goes_before_its_lists_from_its_first_day_on(self):
		self.by_list(cycle="Quarter")
		self.in_force(TASK, self.city.task.name, since=add_days(TODAY, -1), cycle="Week")
		self.assertEqual(self.periods()[0], WEEK.name)
		rules = obligations.of(frappe.get_doc(TASK, self.city.task.name))
		self.assertEqual([each.rule.cycle for each in rules], [Cycle.MONTH, Cycle.QUARTER, Cycle.WEEK])

	def test_what_is_reported_by_milestones_takes_no_other_report(self):
		self.by_list(cycle="Milestone")
		self.assertEqual((self.periods(), self.missing()), ([], ("", [])))
		self.assertRefused(ReportIncomplete, self.draft, MONTH.name)
		with self.as_user(self.city.liaison):
			found = get_overview(self.city.task.name)
		self.assertEqual((found["steps"]["primary"], found["period"]), ("submit", ""))
		self.assertEqual(self.reported(), [])

	def test_where_the_lead_alone_owes_it_no_other_unit_is_missed_and_may_report_all_the_same(self):
		self.by_list(owed_by="The Lead Unit Alone")
		self.assertEqual(self.missing(), (MONTH.name, [self.city.lead]))
		self.assertEqual(self.reported(), [(self.city.lead, MONTH.ends)])
		with self.as_user(self.city.helper):
			self.assertIsNone(next_steps.of_tasks([self.city.task.name])[self.city.task.name]["next"])
		self.filed(MONTH.name, unit=self.city.cooperating, who=self.city.helper)
		self.assertEqual(self.missing(), (MONTH.name, [self.city.lead]))

	def test_a_report_is_taken_within_its_window_alone(self):
		self.by_list(opens_before=1)
		coming = period_of(Cycle.MONTH, add_days(MONTH.ends, 1))
		early = self.assertRefused(ReportIncomplete, self.draft, coming.name)
		self.assertIn(format_date(add_days(coming.ends, -1)), str(early))
		self.by_list(since=add_months(TODAY, -23), day=1, closes_after=1)
		closed = self.assertRefused(ReportIncomplete, self.draft, factories.month(2))
		self.assertIn(factories.month(2), str(closed))

	def test_a_missed_period_of_before_a_change_of_rule_is_still_reported_and_percentages_go_by_time(self):
		frappe.db.set_value(TASK, self.city.task.name, "started_at", add_months(TODAY, -8))
		before = factories.month(6)
		self.by_list(since=period_of(Cycle.QUARTER, add_months(TODAY, -3)).begins, cycle="Quarter")
		self.assertIn(before, self.periods())
		self.assertIn(QUARTER.name, self.periods())
		self.filed(QUARTER.name, percent=60)
		self.filed(before, percent=30)
		self.assertEqual(self.stored(TASK, self.city.task.name, "percent"), 60)
		self.assertRefused(
			ReportIncomplete, self.filed, period_of(Cycle.QUARTER, add_months(TODAY, -3)).name, percent=10
		)

	def test_the_list_of_the_missing_goes_by_the_day_it_is_due(self):
		frappe.db.set_value(TASK, self.city.task.name, "started_at", add_months(TODAY, -8))
		self.by_list(day=5, counted="After Its End")
		due = add_days(add_months(MONTH.begins, -1), 4)
		self.assertEqual(self.reported(f"{due:%Y-%m}"), [(self.city.lead, due), (self.city.cooperating, due)])

	def test_weeks_of_a_month_are_missed_one_by_one(self):
		frappe.db.set_value(TASK, self.city.task.name, "started_at", add_months(TODAY, -8))
		self.by_list(cycle="Week", day=5, owed_by="The Lead Unit Alone")
		last_month = period_of(Cycle.MONTH, add_months(TODAY, -1))
		found = self.reported(last_month.name)
		fridays = [add_days(last_month.begins, number) for number in range(last_month.ends.day)]
		self.assertEqual(found, [(self.city.lead, day) for day in fridays if day.isoweekday() == 5])

	def test_a_rule_in_force_asks_for_what_it_asked_for(self):
		rule = frappe.get_doc(RULE, self.by_list(day=28))
		rule.day = 20
		self.assertRefused(RuleInForce, rule.save)
		coming = frappe.get_doc(
			RULE, self.in_force(LIST, self.city.task.list, since=add_days(TODAY, 3), day=28)
		)
		coming.day = 20
		coming.save()
		self.assertRefused(frappe.LinkExistsError, frappe.delete_doc, RULE, coming.name)

	def test_a_rule_names_a_day_that_its_period_has(self):
		self.assertRefused(RuleWrong, factories.reporting_rule, cycle="Week", day=8)
		self.assertRefused(RuleWrong, factories.reporting_rule, counted="After Its End", day=0)
		factories.reporting_rule(cycle="Quarter", day=92)

	def test_its_form_shows_what_a_rule_asks_for_next(self):
		rule = frappe.get_doc(RULE, factories.reporting_rule(cycle="Quarter"))
		rule.run_method("onload")
		first = rule.get_onload("asks")[0]
		self.assertEqual((first["due"], len(rule.get_onload("asks"))), (QUARTER.ends, 4))
		self.assertFalse(rule.get_onload("in_force"))

	def test_units_and_offices_choose_no_rule(self):
		for user in (self.city.liaison, self.city.head, self.city.office):
			with self.as_user(user):
				self.assertRefused(frappe.PermissionError, factories.reporting_rule)
