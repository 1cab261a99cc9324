"""A unit reports typed figures against the numeric targets of its task."""

import frappe
from frappe.utils import getdate, today

from qingdan_app.arguments import WrongArgument
from qingdan_app.papers.report_sheet import of_report
from qingdan_app.tasks import overview, set_targets
from qingdan_app.tasks.exceptions import TargetUnknown
from qingdan_app.tasks.reporting import Filing, file_report, keep_draft
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

TEXT = "新建绿道8公里以上，投诉率控制在3%以内。"
PATH, RATE = "新建绿道|8公里以上", "投诉率|3%以内"


class TestTargetFigures(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.task = factories.task(self.city.lead, (self.city.cooperating,), self.city.leader, text=TEXT)
		self.city.started()

	def file(self, who: str, percent: float = 90, **figures):
		said = [{"target": target, "value": value} for target, value in figures["said"].items()]
		filing = Filing(
			self.city.task.name, period=today()[:7], percent=percent, done="推进", target_figures=said
		)
		with self.as_user(who):
			return file_report(filing).report

	def shown(self) -> dict:
		self.city.task.reload()
		return set_targets.shown(self.city.task, getdate("2021-07-01"))

	def test_what_the_lead_unit_filed_stands_against_target_and_schedule_beside_its_own_percentage(self):
		self.file(self.city.liaison, said={PATH: 2, RATE: 3.5})
		path, rate = self.shown()["rows"]
		self.assertEqual((path["reached"], path["percent"], path["met"]), ("2公里", 25.0, False))
		self.assertEqual(path["behind"], round(path["expected"] - 25, 1))
		self.assertEqual((rate["reached"], rate["percent"], rate["met"]), ("3.5%", None, False))
		self.assertEqual((self.shown()["percent"], self.city.task.percent), (25.0, 90))

	def test_a_cooperating_unit_reports_its_own_share_which_is_not_the_tasks(self):
		self.file(self.city.helper, said={PATH: 8})
		self.assertEqual(self.shown()["percent"], None)
		self.assertEqual(self.shown()["rows"][0]["reached"], "")

	def test_a_draft_counts_for_nothing_and_is_taken_up_with_its_figures(self):
		said = [{"target": PATH, "value": 4}, {"target": RATE, "value": None}]
		with self.as_user(self.city.liaison):
			keep_draft(Filing(self.city.task.name, period=today()[:7], target_figures=said))
			form = overview.overview_of(self.city.task)["reports"]["period"]
		self.assertEqual(
			[(row["target"], row["value"]) for row in form["targets"]], [(PATH, 4), (RATE, None)]
		)
		self.assertEqual(self.shown()["percent"], None)

	def test_a_figure_of_nothing_that_the_task_has_is_refused(self):
		self.assertRefused(TargetUnknown, self.file, self.city.liaison, said={"绿道|9公里": 1})
		self.assertRefused(WrongArgument, self.file, self.city.liaison, said={PATH: float("inf")})

	def test_a_figure_stands_once_also_by_another_door(self):
		with self.as_user(self.city.liaison):
			draft = keep_draft(Filing(self.city.task.name, period=today()[:7]))
			rows = [{"metric": "新建绿道", "quote": "8公里以上", "value": each} for each in (1, 2)]
			draft.update({"target_figures": rows})
			self.assertRefused(TargetUnknown, draft.save)

	def test_the_unit_of_measure_is_the_targets_and_the_figures_are_in_history_and_on_paper(self):
		report = self.file(self.city.liaison, said={PATH: 2})
		self.assertEqual(report.target_figures[0].measure, "公里")
		words = [
			cell["value"]
			for line in of_report(report)["words"]
			for cell in (line if isinstance(line, list) else [line])
		]
		self.assertIn("新建绿道 2公里 / 8公里以上", [str(word) for word in words])
		(entry,) = [each for each in overview.overview_of(self.city.task)["timeline"] if each["report"]]
		self.assertEqual(entry["report"]["target_figures"], "新建绿道 2公里 / 8公里以上")

	def test_figures_are_seen_with_their_report_only(self):
		self.file(self.city.liaison, said={PATH: 2})
		arguments = {
			"doctype": "Qingdan Report Figure",
			"parent": "Qingdan Progress Report",
			"fields": ["parent"],
		}
		for who, seen in ((self.city.office, True), *((each, False) for each in self.city.outsiders)):
			rows = self.call("frappe.client.get_list", who, limit_page_length=0, **arguments)
			self.assertEqual(any(row.parent.startswith(self.city.task.name) for row in rows), seen)
		self.assertEqual(
			frappe.db.count("Qingdan Report Figure", {"parent": ("like", f"{self.city.task.name}-%")}), 1
		)
