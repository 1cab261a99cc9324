"""What a document does not say is said on its import: the year, and what holds for all tasks that do not say it."""

import frappe

from qingdan_app.importing import writer
from qingdan_app.importing.exceptions import ImportRefused, NotSettled, YearNotNamed
from qingdan_app.parsing.tests.made_tables import content, table
from qingdan_app.parsing.tests.written_files import docx
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase

HEADER = ("序号", "工作任务", "进展情况")
ROWS = (("1", "新建测试桥。", "已开工"), ("2", "修测试路。", ""))
TASK = "Qingdan Task"


class TestSaidOnce(QingdanTestCase):
	def test_a_year_that_the_document_does_not_name_is_asked_and_said(self):
		run = self.run_of("测试清单")
		self.assertRefused(YearNotNamed, writer.preview_run, run)
		run = self.previewed("测试清单", year_said=2031, deadline_said="6月")
		self.assertEqual((run.year, run.status), (2031, "Previewed"))
		self.assertFalse([row for row in run.issues if row.code.startswith("year")])

	def test_a_year_that_the_title_contradicts_is_an_issue(self):
		run = self.previewed("2031年测试清单", year_said=2032)
		self.assertEqual(
			[row.code for row in run.issues if row.code.startswith("year")], ["year_contradicted"]
		)

	def test_what_was_said_is_written_beside_the_documents_words(self):
		run = self.previewed(
			"2031年测试清单", units_said="测试甲局牵头，测试乙局配合", deadline_said="年底前"
		)
		self.assertFalse(
			{row.code for row in run.issues} & {"units_column_missing", "deadline_column_missing"}
		)
		task, item = self.written(run)
		self.assertEqual(
			(str(task.due_date), task.deadline_raw, task.deadline_said), ("2031-12-31", "", "年底前")
		)
		self.assertEqual((task.lead_unit, task.units_said), ("测试甲局", "测试甲局牵头，测试乙局配合"))
		self.assertEqual([row.unit for row in task.units], ["测试甲局", "测试乙局"])
		self.assertEqual((item.units_raw or "", item.lead_unit), ("", "测试甲局"))

	def test_what_was_said_after_reading_has_to_be_read_before_it_is_written(self):
		run = self.previewed("2031年测试清单", units_said="测试甲局", deadline_said="6月")
		self.settle(run)
		run.deadline_said = "9月"
		run.save()
		self.assertRefused(NotSettled, writer.confirm_run, run)
		writer.preview_run(run)
		self.assertEqual(str(self.written(run)[0].due_date), "2031-09-30")

	def test_what_names_no_unit_and_no_time_is_refused_with_what_to_do(self):
		for field, words in (
			("units_said", "、"),
			("deadline_said", "汛期前"),
			("year_said", 31),
			("lead_said", "。"),
		):
			with self.subTest(field), self.assertRaises(ImportRefused):
				self.run_of("2031年测试清单", **{field: words})

	def test_further_words_come_with_the_task_and_are_compared_when_it_is_issued_anew(self):
		said = {"units_said": "测试甲局", "deadline_said": "6月"}
		task, _item = self.written(self.previewed("2031年测试清单", **said))
		self.assertEqual(task.further, "进展情况：已开工")
		anew = self.previewed("2031年测试清单", rows=(("1", "新建测试桥。", "已完工"), ROWS[1]), **said)
		(told,) = [row for row in frappe.parse_json(anew.differences) if row["fieldname"] == "further"]
		self.assertEqual((told["on_site"], told["in_document"]), ("进展情况：已开工", "进展情况：已完工"))
		frappe.db.set_value(TASK, {"list": task.list}, "drafted", 1)
		who = factories.administrator()
		self.call(
			"qingdan_app.api.imports.choose", who, name=anew.name, rows=frappe.as_json([told["key"]]), take=1
		)
		anew.reload()
		self.settle(anew)
		writer.confirm_run(anew, hand_out=False)
		self.assertEqual(self.stored(TASK, task.name, "further"), "进展情况：已完工")

	def test_further_words_are_found_and_nobody_writes_them_by_hand(self):
		word = factories.unique("独一")
		rows = ((ROWS[0][0], ROWS[0][1], word), ROWS[1])
		said = {"units_said": "测试甲局", "deadline_said": "6月"}
		task, _item = self.written(self.previewed("2031年测试清单", rows=rows, **said))
		found = self.call("frappe.utils.global_search.search", factories.supervisor(), text=word)
		self.assertIn(task.name, [row["name"] for row in found])
		task.further = "另写"
		with self.assertRaises(frappe.ValidationError):
			task.save()

	def run_of(self, title: str, rows=ROWS, **said):
		data = docx(content(title, table(HEADER, *rows)))
		url = factories.evidence(file_name="list.docx", content=data)
		return frappe.get_doc({"doctype": "Qingdan Import", "file": url, **said}).insert()

	def previewed(self, title: str, **said):
		return writer.preview_run(self.run_of(title, **said))

	def settle(self, run) -> None:
		for row in run.issues:
			row.settled = 1
		run.save()

	def written(self, run) -> tuple:
		"""The first task, and its key work."""
		self.settle(run)
		writer.confirm_run(run, hand_out=False)
		task = frappe.get_doc(TASK, f"{run.lists[0].code}-1-01")
		return task, frappe.get_doc("Qingdan Key Work", task.key_work)
