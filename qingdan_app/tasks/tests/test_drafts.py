"""What a unit is writing is kept as its draft, complete or not, and taken up again by whoever comes back to it."""

import json

import frappe

from qingdan_app.api.reports import file_report, keep_draft
from qingdan_app.api.tasks import get_overview
from qingdan_app.tasks.exceptions import ReportExists, TaskNotOpenForReports
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

REPORT = "Qingdan Progress Report"
WORDS = "写到一半"
month = factories.month


class TestDrafts(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.started()

	def keep(self, user: str | None = None, **words) -> dict:
		with self.as_user(user or self.city.liaison):
			return keep_draft(self.city.task.name, period=month(0), **{"done": WORDS, **words})

	def form(self, user: str | None = None, kind: str = "period") -> dict:
		with self.as_user(user or self.city.liaison):
			return get_overview(self.city.task.name)["reports"][kind]

	def test_it_need_not_be_complete_and_is_one_draft_however_often_it_is_kept(self):
		first = self.keep(done="")
		again = self.keep(done=WORDS, percent=30)

		self.assertEqual((first["name"], again["state"]), (again["name"], "草稿"))
		self.assertEqual(self.form()["values"]["done"], WORDS)
		self.assertEqual(frappe.db.count(REPORT, {"task": self.city.task.name}), 1)

	def test_a_colleague_takes_it_up_and_files_it(self):
		kept = self.keep(percent=30)
		self.assertEqual(self.form(self.city.head)["values"]["done"], WORDS)
		with self.as_user(self.city.head):
			filed = file_report(self.city.task.name, period=month(0), done=f"{WORDS}，写完了", percent=40)
		self.assertEqual((filed["name"], filed["state"]), (kept["name"], "已提交"))

	def test_a_returned_report_is_kept_as_it_is_corrected(self):
		report = factories.report(self.city.task, self.city.cooperating, self.city.helper, period=month(0))
		factories.acted(report, ("file", self.city.helper), ("return", self.city.liaison))

		kept = self.keep(self.city.helper, done="改到一半")

		self.assertEqual((kept["name"], kept["state"]), (report.name, "已退回"))
		self.assertEqual(self.form(self.city.helper)["values"]["done"], "改到一半")

	def test_files_come_and_go_with_it(self):
		rows = [{"file": factories.evidence(self.city.liaison), "caption": "照片"}]
		self.keep(evidence=json.dumps(rows))
		self.assertEqual([row["caption"] for row in self.form()["evidence"]], ["照片"])
		self.keep(evidence=[])
		self.assertEqual(self.form()["evidence"], [])

	def test_a_completion_has_a_draft_of_its_own(self):
		with self.as_user(self.city.liaison):
			keep_draft(self.city.task.name, kind="Completion", done=WORDS, percent=100)
		self.assertEqual(self.form(kind="completion")["values"]["done"], WORDS)
		self.assertNotIn("done", self.form()["values"])

	def test_a_draft_counts_for_nothing(self):
		self.keep(percent=80)
		self.assertEqual(frappe.db.get_value("Qingdan Task", self.city.task.name, "percent"), 0)
		with self.as_user(self.city.liaison):
			self.assertEqual(get_overview(self.city.task.name)["steps"]["primary"], "report")

	def test_what_is_filed_is_not_written_over(self):
		factories.acted(self.city.draft(period=month(0)), ("file", self.city.liaison))
		self.assertRefused(ReportExists, self.keep)

	def test_nobody_keeps_one_for_anothers_unit_or_where_no_reports_are_filed(self):
		self.assertRefused(frappe.PermissionError, self.keep, self.city.outsider)
		self.assertRefused(frappe.PermissionError, self.keep, self.city.helper, unit=self.city.lead)
		self.city.task.reload()
		self.city.file_completion()
		self.assertRefused(TaskNotOpenForReports, self.keep)


class TestWhatComesBack(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.started()
		report = factories.report(self.city.task, self.city.cooperating, self.city.helper, period=month(0))
		self.report = factories.acted(report, ("file", self.city.helper))

	def test_it_says_who_why_and_what_to_do(self):
		self.report = self.act(self.report, "return", self.city.liaison, "数据与台账不符")

		with self.as_user(self.city.helper):
			said = get_overview(self.city.task.name)["reports"]["period"]["returned"]
		for words in (frappe.utils.get_fullname(self.city.liaison), "数据与台账不符", "file it again"):
			self.assertIn(words, said)

	def test_the_message_says_so_too(self):
		self.act(self.report, "return", self.city.liaison, "数据与台账不符")
		found = frappe.get_all(
			"Qingdan Message",
			{"receiver": self.city.helper, "kind": "Returned"},
			["subject", "opinion", "sender"],
			limit=1,
		)[0]
		self.assertIn("请修改后重新提交", found.subject)
		self.assertEqual((found.opinion, found.sender), ("数据与台账不符", self.city.liaison))

	def test_entries_of_the_history_open_the_report_for_whoever_may_read_it(self):
		with self.as_user(self.city.liaison):
			self.assertIn(
				self.report.name, [entry["opens"] for entry in get_overview(self.city.task.name)["timeline"]]
			)
