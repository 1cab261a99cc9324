"""A list of another office, from Word: columns in its own order, units and leaders for each task."""

import frappe

from qingdan_app.importing import writer
from qingdan_app.importing.exceptions import FileIsNoList
from qingdan_app.parsing.tests.made_tables import content, merged, table
from qingdan_app.parsing.tests.written_files import docx
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase

HEADER = ("完成时限", "牵头单位", "配合单位", "主要内容", "重点工作", "序号", "分管领导")
ROWS = (
	("6月", "测试甲局", "测试乙局", "完成方案。", merged("推进测试工作。", 2), merged("RW-1", 2), "甄一"),
	("汛期前", "测试丙局", "", "完成建设。", "甄二"),
)


class TestOtherLayouts(QingdanTestCase):
	def test_tasks_are_written_with_units_and_leaders_of_their_own(self):
		run = self._previewed(docx(content("2031年测试工作清单", table(HEADER, *ROWS))))
		for row in run.issues:
			row.settled = 1
		run.save()
		writer.confirm_run(run)

		(code,) = [row.code for row in run.lists]
		first, second = (frappe.get_doc("Qingdan Task", f"{code}-1-0{number}") for number in (1, 2))
		self.assertEqual(frappe.db.get_value("Qingdan List", code, "title"), "2031年测试工作清单")
		self.assertEqual((first.text, str(first.due_date)), ("完成方案。", "2031-06-30"))
		self.assertEqual((first.leader, second.leader), ("甄一", "甄二"))
		self.assertEqual((first.lead_unit, second.lead_unit), ("测试甲局", "测试丙局"))
		self.assertEqual(
			[(row.unit, row.duty) for row in first.units], [("测试甲局", "Lead"), ("测试乙局", "Cooperating")]
		)
		self.assertEqual([(row.unit, row.lead_unit) for row in second.units], [("测试丙局", "测试丙局")])

	def test_an_issue_says_where_it_is_in_the_words_of_the_file(self):
		run = self._previewed(docx(content("2031年测试工作清单", table(HEADER, *ROWS))))
		self.assertEqual(
			[row.place for row in run.issues if row.code == "deadline_unread"], ["第1张表 第3行"]
		)

	def test_a_refusal_says_what_was_seen(self):
		with self.assertRaises(FileIsNoList) as refusal:
			self._previewed(
				docx(content("2031年通讯录", table(("序号", "责任单位", "联系电话"), ("1", "甲", "0"))))
			)
		self.assertIn("责任单位", str(refusal.exception))

	def _previewed(self, data: bytes):
		url = factories.evidence(file_name="list.docx", content=data)
		return writer.preview_run(frappe.get_doc({"doctype": "Qingdan Import", "file": url}).insert())
