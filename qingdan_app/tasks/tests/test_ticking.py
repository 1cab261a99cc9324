"""Milestones are reported one by one, confirmed with their report, and late each by its own day."""

from datetime import date

import frappe
from frappe.utils import add_days, getdate, nowdate

from qingdan_app.patches import fill_next_milestones
from qingdan_app.qingdan_app.report.qingdan_missing_reports.qingdan_missing_reports import execute as missing
from qingdan_app.supervision import stamping
from qingdan_app.tasks import marks, next_steps
from qingdan_app.tasks.exceptions import (
	CompletionReportRequired,
	MilestoneUnknown,
	NotYourUnit,
	ReportExists,
	ReportIncomplete,
)
from qingdan_app.tasks.overview import overview_of
from qingdan_app.tasks.reporting import Filing, file_report, keep_draft
from qingdan_app.tasks.waiting import waiting_for_me
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import one_transaction
from qingdan_app.workflows.moves.subjects import subject_of

TASK, REPORT, ROW = "Qingdan Task", "Qingdan Progress Report", "Qingdan Task Milestone"


class MilestonesTestCase(QingdanTestCase):
	"""A task under way with a milestone that has passed, one ahead, and one that binds."""

	def setUp(self):
		super().setUp()
		self.city = City()
		self.passed, self.ahead, self.due = (getdate(add_days(nowdate(), days)) for days in (-3, 5, 40))
		rows = [
			{"date": self.passed, "label": "招标"},
			{"date": self.ahead, "label": "开工"},
			{"date": self.due, "label": "竣工"},
		]
		fields = {"due_date": self.due, "deadline_kind": "Milestones", "milestones": rows}
		city = self.city
		city.task = factories.task(city.lead, (city.cooperating,), city.leader, **fields)
		city.started()

	@property
	def first(self) -> str:
		return f"{self.passed} 招标"

	@property
	def second(self) -> str:
		return f"{self.ahead} 开工"

	def file(
		self, *ticks: str, who: str | None = None, kind: str = "Milestone", evidence: bool = True, **more
	):
		who = who or self.city.liaison
		files = [{"file": factories.evidence(who), "caption": "通知书"}] if evidence else []
		with self.as_user(who):
			filing = Filing(
				self.city.task.name, kind, done="完成", evidence=files, milestones=list(ticks), **more
			)
			return file_report(filing).report

	def rows(self, *fields: str) -> list[tuple]:
		found = frappe.get_all(ROW, {"parent": self.city.task.name}, [*fields], order_by="idx", as_list=True)
		return [row if len(fields) > 1 else row[0] for row in found]

	def derived(self) -> tuple:
		return frappe.db.get_value(TASK, self.city.task.name, ["milestone_due", "milestone_late_since"])

	def overview(self, user: str) -> dict:
		with self.as_user(user):
			return overview_of(frappe.get_doc(TASK, self.city.task.name))

	def waiting(self) -> list[str]:
		return [row["step"] for row in waiting_for_me(getdate()) if row["task"] == self.city.task.name]

	def marks_shown(self) -> list[str]:
		rows = self.overview(self.city.liaison)["deadline"]["milestones"]
		return [(row["mark"] or {}).get("text", "") for row in rows]


class TestTicking(MilestonesTestCase):
	def test_each_is_late_by_its_own_day_and_the_task_by_the_last(self):
		self.assertEqual(self.derived(), (self.passed, add_days(self.passed, 1)))
		self.assertIsNone(frappe.db.get_value(TASK, self.city.task.name, "late_since"))
		self.assertEqual(self.marks_shown(), ["3 days late", "5 days left", ""])

	def test_a_report_ticks_it_and_whoever_adopts_the_report_confirms_it(self):
		report = self.file(self.first)
		self.assertEqual(self.rows("reported_on", "report")[0], (getdate(), report.name))
		self.assertEqual(self.rows("late_days")[0], 3)
		self.assertEqual(self.derived(), (self.ahead, None))
		self.assertEqual(self.marks_shown()[0], "Reported, not confirmed yet · Completed 3 days late")

		self.act(report, "adopt", self.city.supervisor)

		self.assertEqual(self.rows("confirmed_by")[0], self.city.supervisor)
		self.assertTrue(self.marks_shown()[0].startswith("Confirmed"))

	def test_several_at_once_and_each_by_its_own_report(self):
		self.assertEqual(self.file(self.first).name != self.file(self.second).name, True)
		self.assertEqual(self.derived(), (None, None))

	def test_the_months_report_ticks_it_too(self):
		report = self.file(self.first, kind="Period", period=factories.month(), percent=40)
		self.assertEqual(self.rows("report")[0], report.name)
		self.assertEqual(frappe.db.get_value(TASK, self.city.task.name, "percent"), 40)

	def test_a_report_on_milestones_is_no_report_of_a_month(self):
		self.file(self.second)
		values = frappe.db.get_value(TASK, self.city.task.name, ["last_report", "percent"])
		self.assertEqual(values, (None, 0))
		self.assertIn("report", [self.overview(self.city.liaison)["steps"]["primary"]])

	def test_what_was_sent_back_is_open_and_late_again_and_is_mended_in_the_same_report(self):
		report = self.file(self.first)
		self.act(report, "return", self.city.supervisor, "缺公示")
		self.assertEqual(self.rows("reported_on")[0], None)
		self.assertEqual(self.derived()[1], add_days(self.passed, 1))
		with self.as_user(self.city.liaison):
			self.assertIn("Mend the report on milestones", self.waiting())
		self.assertEqual(self.file(self.first).name, report.name)

	def test_what_was_withdrawn_is_open_again(self):
		report = self.file(self.first)
		self.act(report, "withdraw", self.city.liaison)
		self.assertEqual(self.rows("reported_on"), [None, None, None])

	def test_it_needs_evidence_a_tick_and_an_open_milestone(self):
		self.assertRefused(ReportIncomplete, self.file, self.first, evidence=False)
		self.assertRefused(ReportIncomplete, self.file)
		month = {"kind": "Period", "period": factories.month(), "percent": 10}
		self.assertRefused(ReportIncomplete, self.file, self.first, evidence=False, **month)
		for wrong in ("开工", f"{self.due} 竣工", f"{self.passed} 开工"):
			with self.subTest(wrong):
				self.assertRefused(MilestoneUnknown, self.file, wrong)
		self.file(self.first)
		self.assertRefused(MilestoneUnknown, self.file, self.first)

	def test_the_lead_unit_alone_reports_it(self):
		month = {"kind": "Period", "period": factories.month(), "percent": 10}
		self.assertRefused(NotYourUnit, self.file, self.first, who=self.city.helper, **month)
		self.assertRefused(NotYourUnit, self.file, self.first, who=self.city.helper)
		self.assertRefused(frappe.PermissionError, self.file, self.first, who=self.city.outsider)

	def test_what_is_written_so_far_is_kept_with_its_ticks(self):
		with self.as_user(self.city.liaison):
			keep_draft(Filing(self.city.task.name, "Milestone", milestones=[self.second]))
			draft = keep_draft(Filing(self.city.task.name, "Milestone", milestones=[self.first]))
			again = {
				"doctype": REPORT,
				"task": self.city.task.name,
				"unit": self.city.lead,
				"kind": "Milestone",
			}
			self.assertRefused(ReportExists, frappe.get_doc(again).insert)
		form = self.overview(self.city.liaison)["reports"]["milestone"]
		self.assertEqual(form["values"]["milestones"], self.first)
		self.assertEqual([row["key"] for row in form["milestones"]], [self.first, self.second])
		self.assertEqual(self.rows("reported_on"), [None, None, None])
		self.assertEqual(draft.report_key.rpartition("|")[2], "milestone-1")

	def test_completion_reports_what_is_left_and_its_fate_is_theirs(self):
		self.file(self.first)
		completion = self.city.file_completion().name
		self.assertEqual(self.rows("report")[1:], [completion, completion])
		self.act(self.city.task, "return", self.city.head, "再补")
		self.assertEqual(self.rows("report")[1:], [None, None])
		self.assertEqual(self.derived()[0], self.ahead)

	def test_completed_they_are_confirmed_and_reopened_the_last_alone_is_open(self):
		self.city.file_completion()
		for who in (self.city.head, self.city.office):
			self.act(self.city.task, "complete", who)
		self.assertEqual(self.rows("confirmed_by"), [self.city.office] * 3)
		self.act(self.city.task, "reopen", self.city.supervisor, "数据有误")
		self.assertEqual([bool(day) for day in self.rows("reported_on")], [True, True, False])

	def test_nobody_writes_the_stamps_by_hand(self):
		task = frappe.get_doc(TASK, self.city.task.name)
		task.milestones[0].update({"reported_on": nowdate(), "confirmed_by": self.city.head, "late_days": 9})
		task.append("milestones", {"date": nowdate(), "label": "验收", "reported_on": nowdate()})
		task.update({"milestone_due": None, "correction_reason": "漏读"})
		task.save()
		self.assertEqual(self.rows("reported_on", "confirmed_by"), [(None, None)] * 4)
		self.assertEqual(self.derived()[0], self.passed)

	def test_milestones_written_anew_go_on_with_what_was_reported(self):
		report = self.file(self.first)
		task = frappe.get_doc(TASK, self.city.task.name)
		moved = [{"date": add_days(self.passed, 10), "label": "招标"}, {"date": self.due, "label": "竣工"}]
		task.set("milestones", moved)
		task.correction_reason = "重新细化"
		task.save()
		self.assertEqual(self.rows("report", "late_days"), [(report.name, 0), (None, 0)])
		self.assertEqual(self.derived(), (None, None))


class TestSeen(MilestonesTestCase):
	def test_the_unit_has_it_before_it_where_the_month_is_reported(self):
		self.file(kind="Period", period=factories.month(), percent=10)
		overview = self.overview(self.city.liaison)
		self.assertEqual(overview["steps"], {"primary": "tick", "others": ["submit"]})
		self.assertEqual(overview["shown"]["tick"]["report"], "Milestone")
		with self.as_user(self.city.liaison):
			step = next_steps.of_tasks([self.city.task.name])[self.city.task.name]["next"]
			self.assertEqual((step["step"], step["report"]), ("tick", "Milestone"))
			self.assertIn("Report Milestones", self.waiting())
		with self.as_user(self.city.helper):
			self.assertNotIn("Report Milestones", self.waiting())
		self.assertIsNone(self.overview(self.city.helper)["reports"]["milestone"])

	def test_one_far_ahead_waits_behind_the_completion(self):
		self.file(kind="Period", period=factories.month(), percent=10)
		frappe.db.set_value(TASK, self.city.task.name, "milestone_due", add_days(nowdate(), 30))
		self.assertEqual(self.overview(self.city.liaison)["steps"], {"primary": "submit", "others": ["tick"]})

	def test_lists_and_urging_see_the_one_that_is_overdue(self):
		task = frappe.get_doc(TASK, self.city.task.name)
		self.assertEqual(marks.mark_of(task, getdate())["text"], "Milestone 3 days late")
		self.assertEqual(subject_of(task).waits_for().act, "Report Milestones")
		self.file(self.first)
		task.reload()
		self.assertEqual(marks.mark_of(task, getdate())["text"], "Milestone in 5 days")
		self.assertNotEqual(subject_of(task).waits_for().act, "Report Milestones")

	def test_the_report_of_missing_reports_names_it(self):
		with self.as_user(self.city.supervisor):
			rows = [row for row in missing({})[1] if row["task"] == self.city.task.name]
		late = add_days(self.passed, 1)
		self.assertEqual(
			{row["unit"]: row["milestone_late_since"] for row in rows},
			{self.city.lead: late, self.city.cooperating: late},
		)

	def test_the_timeline_says_what_was_ticked(self):
		report = self.file(self.first)
		entry = next(row for row in self.overview(self.city.helper)["timeline"] if row["act"] == "file")
		self.assertEqual((entry["report"]["name"], entry["report"]["milestones"]), (report.name, self.first))

	def test_completion_still_asks_for_its_report(self):
		self.assertRefused(CompletionReportRequired, self.act, self.city.task, "submit", self.city.liaison)


class TestSweep(MilestonesTestCase):
	def sweep(self, today: date) -> None:
		with one_transaction():
			stamping.stamp_late_milestones(today)

	def test_the_sweep_stamps_each_once_since_the_day_after_its_own(self):
		after = getdate(add_days(self.ahead, 2))
		for _again in range(2):
			self.sweep(after)
			late = [add_days(self.passed, 1), add_days(self.ahead, 1), None]
			self.assertEqual(self.rows("late_since"), late)
			self.assertEqual(self.derived(), (self.passed, late[0]))

	def test_the_sweep_and_the_rule_agree(self):
		self.file(self.first)
		for days in (4, 5, 6, 39, 60):
			today = getdate(add_days(nowdate(), days))
			with self.subTest(days):
				self.sweep(today)
				self.assertEqual(bool(self.derived()[1]), today > self.ahead)

	def test_a_task_at_rest_has_no_milestone_before_it(self):
		frappe.db.set_value(TASK, self.city.task.name, "course", "Suspended")
		task = frappe.get_doc(TASK, self.city.task.name)
		task.milestones[1].label, task.correction_reason = "动工", "错字"
		task.save()
		self.assertEqual(self.derived(), (None, None))
		self.sweep(getdate(add_days(self.due, 5)))
		self.assertEqual(self.rows("late_since"), [None] * 3)
		self.assertEqual(self.rows("was_late_since")[0], add_days(self.passed, 1))

	def test_a_site_of_before_knows_the_next_one_after_its_upgrade(self):
		frappe.db.set_value(TASK, self.city.task.name, {"milestone_due": None, "milestone_late_since": None})
		other = factories.task(due_date=self.due, milestones=[{"date": self.passed, "label": "一"}])
		for _again in range(2):
			fill_next_milestones.execute()
		self.assertEqual(self.derived(), (self.passed, None))
		self.assertIsNone(frappe.db.get_value(TASK, other.name, "milestone_due"))
