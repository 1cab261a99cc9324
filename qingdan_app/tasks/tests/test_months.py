"""Months of progress: which can be reported, which one a task shows, and what was filed stays as it was filed."""

import frappe
from frappe.utils import add_months, getdate

from qingdan_app.tasks.exceptions import HasHistory, NotYourUnit, ReportIncomplete, ReportStands
from qingdan_app.tasks.overview import overview_of
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.moves import performing

REPORT, TASK = "Qingdan Progress Report", "Qingdan Task"
month = factories.month


class MonthsTestCase(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.started()

	def filed(self, back: int, percent: float, **fields):
		draft = self.city.draft(period=month(back), percent=percent, **fields)
		return factories.acted(draft, ("file", self.city.liaison))

	def helpers(self, back: int, **fields):
		report = factories.report(
			self.city.task, self.city.cooperating, self.city.helper, period=month(back), **fields
		)
		return factories.acted(report, ("file", self.city.helper))

	def shown(self) -> tuple:
		return frappe.db.get_value(TASK, self.city.task.name, ["last_report", "percent"])

	def offered(self, report, user: str) -> set[str]:
		with self.as_user(user):
			return {choice["act"] for choice in performing.choices(frappe.get_doc(REPORT, report.name))}

	def overview(self, user: str) -> dict:
		with self.as_user(user):
			return overview_of(frappe.get_doc(TASK, self.city.task.name))


class TestMonths(MonthsTestCase):
	def test_a_month_filed_late_does_not_take_the_place_of_a_later_one(self):
		later = self.filed(1, 60)
		self.filed(2, 30)
		self.assertEqual(self.shown(), (later.name, 60))

	def test_a_cooperating_units_later_month_is_the_last_report_and_leaves_the_percentage(self):
		self.filed(2, 30)
		later = self.helpers(1, percent=90)
		self.assertEqual(self.shown(), (later.name, 30))

	def test_a_month_filed_late_is_measured_against_the_month_before_it(self):
		self.filed(3, 20)
		self.filed(1, 60)
		self.filed(2, 30)
		lower = self.city.draft(period=month(0), percent=50)
		self.assertRefused(ReportIncomplete, self.act, lower, "file", self.city.liaison)

	def test_what_was_withdrawn_leaves_the_month_before_it(self):
		before, last = self.filed(2, 30), self.filed(1, 60)
		self.act(last, "withdraw", self.city.liaison)
		self.assertEqual(self.shown(), (before.name, 30))

	def test_a_month_not_begun_or_long_past_is_refused_at_once(self):
		for back in (-1, -12, 13, 200):
			with self.subTest(back):
				self.assertRefused(ReportIncomplete, self.city.draft, period=month(back))
		self.assertTrue(self.city.draft(period=month(12)))

	def test_the_site_says_how_far_back_is_long_past(self):
		frappe.db.set_single_value("Qingdan Settings", "report_months_back", 2)
		frappe.clear_document_cache("Qingdan Settings", "Qingdan Settings")
		try:
			self.assertRefused(ReportIncomplete, self.city.draft, period=month(3))
			self.assertTrue(self.city.draft(period=month(2)))
		finally:
			frappe.clear_document_cache("Qingdan Settings", "Qingdan Settings")

	def test_a_draft_of_a_month_not_begun_from_before_is_not_filed(self):
		draft = self.city.draft()
		frappe.db.set_value(REPORT, draft.name, "period", month(-1))
		self.assertRefused(ReportIncomplete, self.act, draft, "file", self.city.liaison)

	def test_a_missed_month_is_offered_by_the_task_after_the_present_one(self):
		frappe.db.set_value(TASK, self.city.task.name, "started_at", add_months(getdate(), -3))
		self.filed(2, 30)
		form = self.overview(self.city.liaison)["reports"]["period"]
		self.assertEqual(
			(form["period"], form["months"]), (month(0), {self.city.lead: [month(0), month(1), month(3)]})
		)
		self.filed(0, 40)
		seen = self.overview(self.city.liaison)
		self.assertEqual(
			(seen["reports"]["period"]["period"], seen["steps"]["primary"]), (month(1), "report")
		)
		self.filed(1, 35)
		self.filed(3, 10)
		self.assertIsNone(self.overview(self.city.liaison)["reports"]["period"])

	def test_another_month_in_the_dialog_brings_its_own_draft_and_last_report(self):
		self.filed(3, 20)
		self.city.draft(period=month(1), done="上月草稿", percent=25)
		asked = {"task": self.city.task.name, "unit": self.city.lead}
		door = "qingdan_app.api.reports.get_form"
		form = self.call(door, self.city.liaison, period=month(1), **asked)
		self.assertEqual((form["values"]["done"], form["last"]["period"]), ("上月草稿", month(3)))
		form = self.call(door, self.city.liaison, period=month(2), **asked)
		self.assertEqual(form["values"], {"percent": 20})
		for other in (self.city.helper, self.city.office):
			self.assertRefused(NotYourUnit, self.call, door, other, period=month(1), **asked)
		self.assertRefused(
			frappe.PermissionError, self.call, door, self.city.outsider, period=month(1), **asked
		)

	def test_reopening_says_what_the_percentage_is_now(self):
		self.filed(1, 60)
		self.city.file_completion()
		self.city.decided_by_head()
		task = self.act(self.city.task, "complete", self.city.office)
		self.assertEqual(task.percent, 100)
		self.assertEqual(self.act(task, "reopen", self.city.supervisor, "数据有误").percent, 60)
		entry = self.overview(self.city.helper)["timeline"][-1]
		self.assertEqual((entry["act"], entry["percent"]), ("reopen", 60))


class TestFiledStays(MonthsTestCase):
	def test_a_report_is_not_taken_back_once_its_task_is_in_review_or_done(self):
		report, other = self.filed(1, 60), self.helpers(1)
		self.city.file_completion()
		self.assert_stands(report, other)
		self.city.decided_by_head()
		self.act(self.city.task, "complete", self.city.office)
		self.assert_stands(report, other)
		self.act(self.city.task, "reopen", self.city.supervisor, "数据有误")
		for doc, user in ((report, self.city.liaison), (other, self.city.helper)):
			self.assertRefused(ReportStands, self.act, doc, "withdraw", user)
			self.assertNotIn("withdraw", self.offered(doc, user))
		fresh = self.filed(0, 70)
		self.assertEqual(self.act(fresh, "withdraw", self.city.liaison).state, "草稿")

	def assert_stands(self, report, other):
		for doc, act, user in (
			(report, "withdraw", self.city.liaison),
			(report, "return", self.city.supervisor),
			(other, "return", self.city.liaison),
			(other, "withdraw", self.city.helper),
		):
			with self.subTest(act=act, user=user):
				self.assertRefused(ReportStands, self.act, doc, act, user, "重写")
				self.assertNotIn(act, self.offered(doc, user))
		self.assertIn("adopt", self.offered(report, self.city.supervisor))

	def test_a_report_on_which_a_later_one_stands_is_not_withdrawn_and_can_be_sent_back(self):
		first = self.filed(2, 30)
		self.filed(1, 60)
		self.assertRefused(ReportStands, self.act, first, "withdraw", self.city.liaison)
		self.assertNotIn("withdraw", self.offered(first, self.city.liaison))
		self.assertEqual(self.act(first, "return", self.city.supervisor, "数字有误").state, "已退回")
		self.assertEqual(self.shown()[1], 60)

	def test_anothers_later_report_and_an_earlier_one_do_not_stand_on_it(self):
		report = self.filed(2, 30)
		self.filed(3, 20)
		self.helpers(1)
		self.assertEqual(self.act(report, "withdraw", self.city.liaison).state, "草稿")

	def test_what_was_filed_is_read_by_everybody_however_it_is_rewritten(self):
		report = self.filed(1, 60, done="第一稿")
		self.act(report, "withdraw", self.city.liaison)
		with self.as_user(self.city.liaison):
			frappe.get_doc(REPORT, report.name).update({"done": "改写中"}).save()
		for who in (self.city.liaison, self.city.helper, self.city.office, self.city.supervisor):
			with self.subTest(who):
				seen = self.overview(who)["timeline"]
				words = [entry["report"]["done"] for entry in seen if entry["report"]]
				self.assertEqual((words, seen[-1]["act"]), (["第一稿"], "withdraw"))
		self.act(report, "file", self.city.liaison)
		words = [
			entry["report"]["done"]
			for entry in self.overview(self.city.office)["timeline"]
			if entry["report"]
		]
		self.assertEqual(words, ["第一稿", "改写中"])

	def test_evidence_that_was_filed_is_not_deleted(self):
		rows = [{"file": factories.evidence(self.city.liaison), "caption": "验收单"}]
		report = self.filed(1, 60, evidence=rows)
		self.act(report, "withdraw", self.city.liaison)
		(file,) = frappe.get_all("File", {"attached_to_name": report.name}, pluck="name")
		before = frappe.get_doc("File", file).get_content()
		with self.as_user(self.city.liaison):
			for refused in (
				lambda: frappe.delete_doc("File", file),
				lambda: frappe.get_doc("File", file).save_file(content=b"neu", overwrite=True),
			):
				self.assertRefused(HasHistory, refused)
				self.assertEqual(frappe.get_doc("File", file).get_content(), before)
