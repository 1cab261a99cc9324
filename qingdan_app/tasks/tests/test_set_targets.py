"""A task's numeric targets are what its text says, however it is written."""

import frappe
from frappe.utils import getdate

from qingdan_app.papers import task_card
from qingdan_app.tasks import overview, set_targets
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase

TEXT = "新建绿道8.5公里以上。其中，2021年6月底前建成3公里，每个街道1处驿站。"
DUE = "2021-12-31"


class TestTargets(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.task = factories.task(text=TEXT)

	def rows(self) -> list[tuple]:
		self.task.reload()
		return [
			(row.quote, row.comparator, row.value, row.measure, str(row.due)) for row in self.task.targets
		]

	def test_a_new_task_has_the_rows_that_its_text_says(self):
		self.assertEqual(
			self.rows(),
			[
				("8.5公里以上", "At Least", 8.5, "公里", DUE),
				("3公里", "Exactly", 3, "公里", "2021-06-30"),
				("1处", "Exactly", 1, "处", "2021-06-30"),
			],
		)

	def test_a_moved_deadline_moves_those_that_have_their_day_from_it(self):
		self.task.due_date = "2022-03-31"
		self.task.correction_reason = "延期"
		self.task.save()
		self.assertEqual([row[-1] for row in self.rows()], ["2022-03-31", "2021-06-30", "2021-06-30"])

	def test_another_text_is_read_anew(self):
		self.task.text = "新建绿道12公里。"
		self.task.correction_reason = "原文更正"
		self.task.save()
		self.assertEqual([row[0] for row in self.rows()], ["12公里"])

	def test_what_is_sent_for_the_rows_counts_for_nothing(self):
		before = self.rows()
		self.task.targets[0].value = 1
		self.task.append("targets", {"metric": "绿道", "value": 99, "comparator": "Exactly"})
		self.task.save()
		self.assertEqual(self.rows(), before)

	def test_form_and_card_show_them_in_words(self):
		shown = overview.overview_of(self.task, getdate("2021-03-01"))["targets"]["rows"]
		self.assertEqual([row["words"] for row in shown], ["≥ 8.5公里", "3公里", "1处"])
		self.assertEqual(shown[2]["per"], "街道")
		rows = task_card.of_task(self.task)["targets"]["rows"]
		self.assertEqual(len(rows), 3)
		self.assertIn("8.5公里", rows[0][1])

	def test_a_task_without_figures_has_none(self):
		plain = factories.task(text="完善工作机制。")
		self.assertEqual(plain.targets, [])
		self.assertIsNone(task_card.of_task(plain)["targets"])

	def test_an_older_site_reads_them_once(self):
		frappe.db.delete("Qingdan Task Target", {"parent": self.task.name})
		for _times in range(2):
			frappe.get_attr("qingdan_app.patches.read_targets_of_tasks.execute")()
		self.assertEqual(len(self.rows()), 3)
		self.assertEqual(len(set_targets.shown(self.task, getdate())["rows"]), 3)
