"""What a progress report must hold, how it moves, and what it leaves in its task."""

import frappe

from qingdan_app.tasks import reporting
from qingdan_app.tasks.exceptions import (
	NotYourUnit,
	ReportExists,
	ReportIncomplete,
	ReportStands,
	TaskNotOpenForReports,
)
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import as_json
from qingdan_app.workflows.exceptions import NotYourTurn, OpinionRequired

REPORT = "Qingdan Progress Report"


class TestReports(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.started()

	def test_filing_stamps_the_report_and_moves_the_task_along(self):
		report = self._filed(percent=40)

		self.assertEqual((report.state, report.submitted_by), ("已提交", self.city.liaison))
		task = frappe.get_doc("Qingdan Task", self.city.task.name)
		self.assertEqual((task.last_report, task.percent), (report.name, 40))
		self.assertEqual(task.last_report_at, report.submitted_at)

	def test_a_cooperating_units_report_does_not_set_the_tasks_percentage(self):
		self._filed(percent=40)
		report = factories.report(self.city.task, self.city.cooperating, self.city.helper, percent=90)
		factories.acted(report, ("file", self.city.helper))

		self.assertEqual(self.stored("Qingdan Task", self.city.task.name, "percent"), 40)

	def test_two_reports_of_one_unit_for_one_period_are_one(self):
		self.city.draft()

		self.assertRefused(ReportExists, self.city.draft)
		self.assertEqual(frappe.db.count(REPORT, {"task": self.city.task.name}), 1)

	def test_another_month_and_another_unit_are_reports_of_their_own(self):
		self.city.draft()
		self.city.draft(period=factories.month(2))
		factories.report(self.city.task, self.city.cooperating, self.city.helper)

		names = frappe.get_all(REPORT, {"task": self.city.task.name}, pluck="name", order_by="name")
		self.assertEqual(names, [f"{self.city.task.name}-R{number:02d}" for number in (1, 2, 3)])

	def test_the_quick_door_takes_up_the_draft_of_the_same_month(self):
		draft = self.city.draft()

		answer = self._file(done="三月进展", percent=55)

		self.assertEqual(answer, {"name": draft.name, "state": "已提交", "task_state": "推进中"})
		self.assertEqual(self.stored(REPORT, draft.name, "done"), "三月进展")

	def test_the_quick_door_refuses_a_second_filing_and_links_the_first(self):
		first = self._file(done="三月进展", percent=55)

		refusal = self.assertRefused(ReportExists, self._file, done="三月进展", percent=55)
		self.assertIn(first["name"], str(refusal))

	def test_the_quick_door_chooses_the_units_own_part_in_the_task(self):
		answer = self._file(who=self.city.helper, done="协助", percent=5)
		self.assertEqual(self.stored(REPORT, answer["name"], "unit"), self.city.cooperating)

	def test_the_quick_door_files_a_completion_report_and_answers_the_tasks_state(self):
		rows = [{"file": factories.evidence(self.city.liaison), "caption": "验收单"}]
		answer = self._file(kind="Completion", period=None, done="完成", percent=100, evidence=as_json(rows))
		self.assertEqual(answer["task_state"], "待审核")

	def test_a_period_is_a_month_and_is_asked_for_at_once(self):
		for period in (None, "", "2021", "2021-13", "2021-3", "三月"):
			with self.subTest(period=period):
				self.assertRefused(ReportIncomplete, self.city.draft, period=period)

	def test_a_report_without_words_is_not_filed(self):
		for number, done in enumerate((None, "", "  \n "), start=1):
			draft = self.city.draft(done=done, period=factories.month(number))
			with self.subTest(done=done):
				self.assertRefused(ReportIncomplete, self.act, draft, "file", self.city.liaison)

	def test_a_percentage_stays_between_nothing_and_all(self):
		for number, percent in enumerate((-1, 101, 1000), start=1):
			draft = self.city.draft(percent=percent, period=factories.month(number))
			with self.subTest(percent=percent):
				self.assertRefused(ReportIncomplete, self.act, draft, "file", self.city.liaison)

	def test_a_percentage_does_not_fall_without_a_reason(self):
		self._filed(percent=60)
		lower = self.city.draft(period=factories.month(2), percent=50)

		self.assertRefused(ReportIncomplete, self.act, lower, "file", self.city.liaison)
		with self.as_user(self.city.liaison):
			frappe.get_doc(REPORT, lower.name).update({"percent_reason": "重新核定工程量"}).save()
		self.assertEqual(self.act(lower, "file", self.city.liaison).state, "已提交")
		self.assertEqual(self.stored("Qingdan Task", self.city.task.name, "percent"), 50)

	def test_a_completion_report_needs_evidence_and_words(self):
		rows = [{"file": factories.evidence(self.city.liaison)}]
		for values in ({"evidence": []}, {"evidence": rows, "done": ""}):
			with self.subTest(values=values), self.assertRaises(ReportIncomplete):
				self._file(**{"kind": "Completion", "period": None, "percent": 100, "done": "完成", **values})
		self.assertEqual(self.stored("Qingdan Task", self.city.task.name, "state"), "推进中")

	def test_a_completion_report_is_the_lead_units(self):
		rows = [{"file": factories.evidence(self.city.helper)}]
		self.assertRefused(
			NotYourUnit,
			self._file,
			who=self.city.helper,
			kind="Completion",
			period=None,
			done="完成",
			evidence=rows,
		)

	def test_nothing_is_filed_before_the_start_in_review_or_after_completion(self):
		waiting = factories.task(self.city.lead)
		report = factories.report(waiting, self.city.lead, self.city.liaison)
		self.assertRefused(TaskNotOpenForReports, self.act, report, "file", self.city.liaison)

		draft = self.city.draft()
		self.city.file_completion()
		self.assertRefused(TaskNotOpenForReports, self.act, draft, "file", self.city.liaison)
		self.city.decided_by_head()
		self.act(self.city.task, "complete", self.city.office)
		self.assertRefused(TaskNotOpenForReports, self.act, draft, "file", self.city.liaison)

	def test_the_lead_adopts_what_a_cooperating_unit_files(self):
		filed = self._helpers_report()
		report = self.act(filed, "adopt", self.city.liaison)
		self.assertEqual((report.state, report.decided_by), ("已采纳", self.city.liaison))
		self.assertIsNotNone(report.decided_at)

	def test_supervision_adopts_what_the_lead_files(self):
		self.assertEqual(self.act(self._filed(), "adopt", self.city.supervisor).state, "已采纳")

	def test_returning_a_report_needs_an_opinion_and_opens_it_again(self):
		filed = self._helpers_report()
		self.assertRefused(OpinionRequired, self.act, filed, "return", self.city.liaison)

		report = self.act(filed, "return", self.city.liaison, "数据与上月不符")
		self.assertEqual((report.state, report.opinion), ("已退回", "数据与上月不符"))
		self.assertEqual(self.act(report, "file", self.city.helper).state, "已提交")

	def test_a_withdrawn_report_no_longer_counts_in_its_task(self):
		self._filed(percent=30)
		second = self._filed(period=factories.month(2), percent=70)

		self.act(second, "withdraw", self.city.liaison)

		task = frappe.get_doc("Qingdan Task", self.city.task.name)
		self.assertEqual(task.percent, 30)
		self.assertNotEqual(task.last_report, second.name)

	def test_withdrawing_the_only_report_leaves_none(self):
		self.act(self._filed(), "withdraw", self.city.liaison)
		task = frappe.get_doc("Qingdan Task", self.city.task.name)
		self.assertEqual((task.percent, task.last_report, task.last_report_at), (0, None, None))

	def test_what_was_filed_on_a_task_that_has_ended_stays(self):
		report, task = self._filed(percent=40), self.city.task.name
		frappe.db.set_value("Qingdan Task", task, "course", "Terminated")
		frappe.clear_document_cache("Qingdan Task", task)
		for act, who in (("withdraw", self.city.liaison), ("return", self.city.supervisor)):
			refusal = self.assertRefused(ReportStands, self.act, report, act, who, "重写")
			self.assertIn("Terminated", str(refusal))
		self.assertEqual(self.stored("Qingdan Task", task, "percent"), 40)

	def test_the_end_of_a_draft_s_period_is_nobodys_to_write(self):
		earlier = self.city.draft(period=factories.month(1), percent=20)
		later = self._filed(period=factories.month(), percent=50)
		forged = {"period_ends": "2099-01-31", "due_on": "2099-01-31", "report_key": "another"}
		before = [self.stored(REPORT, earlier.name, field) for field in forged]
		self.rest("PUT", f"{REPORT}/{earlier.name}", self.city.liaison, **forged)
		self.assertEqual([self.stored(REPORT, earlier.name, field) for field in forged], before)
		factories.acted(earlier, ("file", self.city.liaison))
		task = frappe.get_doc("Qingdan Task", self.city.task.name)
		self.assertEqual((task.last_report, task.percent), (later.name, 50))

	def test_an_adopted_report_is_not_withdrawn(self):
		adopted = self.act(self._filed(), "adopt", self.city.supervisor)
		with self.assertRaises(frappe.ValidationError) as refusal:
			self.act(adopted, "withdraw", self.city.liaison)
		self.assertEqual(type(refusal.exception).__name__, "ActNotPossible")

	def test_a_member_reports_for_the_group_that_leads_and_its_percentage_counts(self):
		district = factories.unit()
		member = factories.contact(district)
		task = factories.acted(factories.task(factories.group(district)), ("start", member))
		report = factories.report(task, district, member, percent=35)
		factories.acted(report, ("file", member))
		self.assertEqual(self.stored("Qingdan Task", task.name, "percent"), 35)

	def test_the_new_body_reports_for_the_one_it_took_over(self):
		heir = factories.contact(factories.unit())
		frappe.db.set_value(
			"Qingdan Unit",
			self.city.lead,
			"merged_into",
			frappe.db.get_value("Qingdan Contact", {"user": heir}, "unit"),
		)
		answer = self._file(who=heir, done="接续推进", percent=20)
		self.assertEqual(answer["state"], "已提交")
		self.assertEqual(self.stored("Qingdan Task", self.city.task.name, "percent"), 20)

	def test_a_task_is_acknowledged_once_and_by_the_first(self):
		task = factories.task(self.city.lead)
		with self.as_user(self.city.head):
			self.assertEqual(reporting.acknowledge([task.name]), [task.name])
		with self.as_user(self.city.liaison):
			self.assertEqual(reporting.acknowledge([task.name]), [])
		self.assertEqual(self.stored("Qingdan Task", task.name, "acknowledged_by"), self.city.head)
		self.assertEqual([row.act for row in self.log_of(task)], ["acknowledge"])

	def test_one_foreign_task_among_many_leaves_none_acknowledged(self):
		mine, foreign = factories.task(self.city.lead), factories.task(self.city.foreign, (self.city.lead,))
		self.assertRefused(
			NotYourUnit,
			self.call,
			"qingdan_app.api.tasks.acknowledge",
			self.city.liaison,
			names=[mine.name, foreign.name],
		)
		self.assertIsNone(self.stored("Qingdan Task", mine.name, "acknowledged_by"))

	def test_filing_needs_the_role_of_ones_duty_here(self):
		"""A head of one unit and liaison of none files for their own unit only."""
		draft = self.city.draft()
		factories.contact(self.city.cooperating, "Head", self.city.helper)
		with self.assertRaises((NotYourTurn, frappe.PermissionError)):
			self.act(draft, "file", self.city.helper)

	def _filed(self, **fields):
		return factories.acted(self.city.draft(**fields), ("file", self.city.liaison))

	def _helpers_report(self):
		report = factories.report(self.city.task, self.city.cooperating, self.city.helper)
		return factories.acted(report, ("file", self.city.helper))

	def _file(self, who: str | None = None, **values) -> dict:
		values = {"task": self.city.task.name, "period": factories.month(3), **values}
		return self.call("qingdan_app.api.reports.file_report", who or self.city.liaison, **values)
