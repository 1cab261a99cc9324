"""A task of several years has a goal for this one: read from its words or set, reported like a milestone, late by its own day."""

from datetime import date

import frappe
from frappe.utils import getdate

from qingdan_app.api import reviews as api
from qingdan_app.papers import task_card
from qingdan_app.qingdan_app.report.qingdan_late_tasks.qingdan_late_tasks import execute as late_tasks
from qingdan_app.qingdan_app.report.qingdan_reviews_due.qingdan_reviews_due import execute as reviews_due
from qingdan_app.supervision import opening_periods, stamping
from qingdan_app.tasks import pacing, stages
from qingdan_app.tasks.exceptions import NothingToReview, NotYoursToReview, ReviewIncomplete
from qingdan_app.tasks.overview import overview_of
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import one_transaction

TASK, ROW = "Qingdan Task", "Qingdan Task Milestone"
YEAR = getdate().year
LAST = date(YEAR, 12, 31)


class TestStages(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.goal = f"{YEAR}年新增60家"
		self.task = self.several(f"新增众创空间200家。其中，{self.goal}。")

	def several(self, text: str, **fields):
		city = self.city
		values = {"text": text, "due_date": date(YEAR + 3, 12, 31), "deadline_raw": f"{YEAR + 3}年", **fields}
		return factories.task(city.lead, (city.cooperating,), city.leader, **values)

	def rows(self, task=None) -> list:
		about = {"parent": (task or self.task).name, "instance": ("like", "S%")}
		fields = ["instance", "date", "label", "reported_on", "late_since"]
		return frappe.get_all(ROW, about, fields, order_by="date")

	def of(self, *fields: str):
		return frappe.db.get_value(TASK, self.task.name, list(fields))

	def sweep(self, today: date) -> None:
		with one_transaction():
			opening_periods.open_periods(today)
			stamping.stamp_late(today)
			stamping.stamp_late_milestones(today)

	def set_stage(self, who: str | None = None, **values) -> dict:
		with self.as_user(who or self.city.supervisor):
			return api.set_stage(self.task.name, **{"goal": "新增80家", "words": "市长办公会", **values})

	def test_its_goal_is_read_from_its_words_and_stands_among_its_milestones(self):
		self.assertEqual(self.of("stage_year", "stage_goal", "stage_due"), (YEAR, self.goal, LAST))
		self.assertEqual(
			[(row.instance, row.date, row.label) for row in self.rows()], [(f"S{YEAR}", LAST, self.goal)]
		)
		self.assertEqual(self.of("milestone_due"), LAST)

	def test_a_task_of_one_year_has_none_and_one_without_such_words_waits_for_its_goal(self):
		self.assertFalse(self.city.task.stage_year)
		other = self.several("创建国际湿地城市")
		self.assertEqual((other.stage_year, other.stage_goal, self.rows(other)), (YEAR, "", []))
		with self.as_user(self.city.liaison):
			shown = overview_of(frappe.get_doc(TASK, other.name))["stage"]
		self.assertFalse(shown["may_set"])

	def test_a_task_of_next_year_s_list_is_saved_by_no_sweep(self):
		item = factories.key_work(list=factories.list_(year=YEAR + 1))
		ahead = self.several("开工", key_work=item, due_date=date(YEAR + 1, 6, 30))
		frappe.db.set_value(TASK, self.task.name, "stage_year", 0)
		lacking = stages.lacking(getdate())
		self.assertIn(self.task.name, lacking)
		self.assertNotIn(ahead.name, lacking)

	def test_it_is_late_on_its_own_and_the_task_is_not(self):
		self.sweep(LAST)
		self.assertIsNone(self.of("milestone_late_since"))
		self.sweep(date(YEAR + 1, 1, 1))
		self.assertEqual(self.of("milestone_late_since", "late_since"), (date(YEAR + 1, 1, 1), None))
		self.assertEqual(self.rows()[0].late_since, date(YEAR + 1, 1, 1))

	def test_the_milestone_of_a_stage_binds_nobody_to_a_pace(self):
		plain = self.several("无年度目标", starts_on=date(YEAR, 1, 1))
		self.task.starts_on = date(YEAR, 1, 1)
		for today in (date(YEAR, 7, 1), date(YEAR + 1, 7, 1)):
			self.assertEqual(pacing.schedule_of(self.task, today), pacing.schedule_of(plain, today))

	def test_it_stands_on_the_card_and_in_the_report_of_late_tasks_and_without_a_goal_among_the_reviews_due(
		self,
	):
		card = task_card.of_task(frappe.get_doc(TASK, self.task.name))
		self.assertIn(self.goal, str(card["fields"]))
		self.sweep(date(YEAR + 1, 1, 1))
		filters = {"lead_unit": self.city.lead}
		late = late_tasks({**filters, "with_milestones": 1})[1]
		self.assertEqual([row["task"] for row in late if not row["items"]], [self.task.name])
		self.assertIn(self.goal, late[-1]["milestone"])
		self.assertNotIn(self.task.name, [row["task"] for row in late_tasks(filters)[1]])
		other = self.several("创建国际湿地城市")
		self.assertEqual([row["task"] for row in reviews_due(filters)[1]], [other.name])

	def test_supervision_sets_it_with_a_reason_and_what_it_was_stays(self):
		self.set_stage(percent=40, due=f"{YEAR}-12-30")
		self.assertEqual(
			self.of("stage_goal", "stage_percent", "stage_due"), ("新增80家", 40.0, date(YEAR, 12, 30))
		)
		self.assertEqual([(row.label, row.date) for row in self.rows()], [("新增80家", date(YEAR, 12, 30))])
		with self.as_user(self.city.supervisor):
			entry = overview_of(frappe.get_doc(TASK, self.task.name))["history"][-1]
		self.assertIn((self.goal, "新增80家"), [(each["was"], each["now"]) for each in entry["revised"]])
		self.assertEqual(entry["opinion"], "市长办公会")

	def test_nobody_else_sets_it_nor_without_a_reason_nor_for_another_year(self):
		self.assertRefused(NotYoursToReview, self.set_stage, self.city.liaison)
		self.assertRefused(frappe.PermissionError, self.set_stage, self.city.outsider)
		self.assertRefused(ReviewIncomplete, self.set_stage, words="")
		self.assertRefused(ReviewIncomplete, self.set_stage, due=f"{YEAR + 1}-01-01")
		self.assertRefused(ReviewIncomplete, self.set_stage, due=f"{YEAR}-01-01")
		for percent in (-50, 900):
			self.assertRefused(ReviewIncomplete, self.set_stage, percent=percent)
		self.task = self.city.task
		self.assertRefused(NothingToReview, self.set_stage)

	def test_a_percentage_that_is_named_counts_and_not_the_one_in_the_words(self):
		self.set_stage(goal="进度达到80%", percent=0)
		self.assertEqual(self.of("stage_percent"), 0)
		self.set_stage(goal="进度达到80%")
		self.assertEqual(self.of("stage_percent"), 80)

	def test_it_is_neither_written_nor_deleted_by_hand(self):
		task = frappe.get_doc(TASK, self.task.name)
		task.update({"stage_goal": "x", "milestones": []})
		with self.as_user(self.city.administrator):
			task.save()
		self.assertEqual((self.of("stage_goal"), len(self.rows())), (self.goal, 1))

	def test_a_last_day_within_the_year_ends_it(self):
		task = frappe.get_doc(TASK, self.task.name)
		task.update({"due_date": LAST, "correction_reason": "文件更正"})
		task.save()
		self.assertEqual((self.of("stage_year") or None, self.rows()), (None, []))

	def test_the_next_year_has_a_goal_of_its_own_and_the_earlier_one_stays(self):
		words = f"推进26个项目。{YEAR - 1}年建设16个项目。{self.goal}。"
		self.task = self.several(words)
		frappe.db.set_value(
			TASK, self.task.name, {"stage_year": YEAR - 1, "stage_goal": f"{YEAR - 1}年建设16个项目"}
		)
		earlier = {
			"date": date(YEAR - 1, 12, 31),
			"instance": f"S{YEAR - 1}",
			"label": f"{YEAR - 1}年建设16个项目",
		}
		frappe.db.set_value(ROW, {"parent": self.task.name}, earlier)
		for _again in range(2):
			self.sweep(getdate())
			self.assertEqual([row.instance for row in self.rows()], [f"S{YEAR - 1}", f"S{YEAR}"])
			self.assertEqual(self.of("stage_goal"), self.goal)
