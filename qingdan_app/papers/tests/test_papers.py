"""The card of a task and the sheet of a report: what stands on them, for whom, and how they come to a site."""

import re

import frappe

from qingdan_app.instructions import giving
from qingdan_app.papers import report_sheet, task_card
from qingdan_app.setup import print_formats
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

TASK, REPORT = "Qingdan Task", "Qingdan Progress Report"
SCRIPT = "<img src=x onerror=alert(1)><script>alert(2)</script>"
PRINT = "frappe.www.printview.get_html_and_style"


class TestPapers(QingdanTestCase):
	def setUp(self):
		super().setUp()
		print_formats.create_missing()
		self.city = City()

	def test_the_card_has_the_task_its_reports_and_every_opinion_and_no_address(self):
		self.city.started()
		report = factories.acted(self.city.draft(done="已播种 54 万亩"), ("file", self.city.liaison))
		self.city.file_completion()
		self.city.decided_by_head()
		html = self._printed(self.city.task, self.city.supervisor)
		for words in (
			self.city.task.text,
			self.city.lead,
			self.city.leader,
			"已播种 54 万亩",
			"测试意见",
			"验收单",
		):
			self.assertIn(words, html)
		for user in (self.city.liaison, self.city.head, self.city.office):
			self.assertNotIn(user, html)
		self.assertIn(frappe.utils.get_fullname(self.city.head), html)
		self.assertIn("已播种 54 万亩", self._printed(report, self.city.supervisor))

	def test_the_sheet_of_a_report_names_its_evidence(self):
		self.city.started()
		report = self.city.file_completion()
		html = self._printed(report, self.city.office)
		(row,) = report.evidence
		self.assertIn(f"1. 验收单 ({row.file.rpartition('/')[2]})", html)
		self.assertNotIn(row.sha256, html)

	def test_the_sheet_of_an_instruction_has_its_words_and_the_answer_for_whoever_sees_it(self):
		with self.as_user(self.city.office):
			given = giving.give({"words": "请抓紧推进", "task": self.city.task.name})
		self.act(given, "answer_instruction", self.city.liaison, "已开工")
		html = self._printed(given, self.city.office)
		for words in ("请抓紧推进", "已开工", self.city.lead, self.city.leader):
			self.assertIn(words, html)
		self.assertNotIn(self.city.liaison, html)
		with self.assertRaises(frappe.PermissionError):
			self._printed(given, self.city.outsider)

	def test_who_does_not_see_the_task_prints_neither_task_nor_report(self):
		self.city.started()
		report = self.city.file_completion()
		for who in self.city.outsiders:
			for doc in (self.city.task, report):
				with self.subTest(who=who, doc=doc.name), self.assertRaises(frappe.PermissionError):
					self._printed(doc, who)
		with self.as_user(self.city.outsider):
			for call in (task_card.qingdan_task_card, report_sheet.qingdan_report_sheet):
				with self.assertRaises(frappe.PermissionError):
					call(self.city.task if call is task_card.qingdan_task_card else report)

	def test_a_draft_of_another_unit_is_on_nobody_elses_card(self):
		self.city.started()
		self.city.draft(done="还没有提交的话")
		self.assertNotIn("还没有提交的话", self._printed(self.city.task, self.city.helper))

	def test_script_in_words_of_a_task_and_a_report_is_words_on_paper(self):
		self.city.started()
		report = factories.acted(self.city.draft(done=SCRIPT), ("file", self.city.liaison))
		frappe.db.set_value(TASK, self.city.task.name, {"text": SCRIPT, "key_work_text": SCRIPT})
		frappe.db.set_value(REPORT, report.name, {"done": SCRIPT, "problems": SCRIPT, "opinion": SCRIPT})
		for doc in (self.city.task, report):
			html = self._printed(doc, self.city.supervisor)
			self.assertIn("&lt;script&gt;", html)
			self.assertNotIn("<script>alert", html)
			self.assertNotIn("<img src=x", html)

	def test_desk_begins_with_our_papers_and_what_a_site_chose_stays(self):
		chosen = {"doc_type": TASK, "property": "default_print_format"}
		ours = {"doc_type": TASK, "module": print_formats.MODULE}
		name = frappe.db.get_value("Print Format", ours)
		self.assertEqual(frappe.db.get_value("Property Setter", chosen, "value"), name)
		frappe.db.set_value("Property Setter", chosen, "value", "Standard")
		frappe.delete_doc("Print Format", name)
		print_formats.create_missing()
		self.assertTrue(frappe.db.exists("Print Format", ours))
		self.assertEqual(frappe.db.get_value("Property Setter", chosen, "value"), "Standard")

	def test_the_approval_sheet_of_a_task_stands_beside_its_card(self):
		self.assertEqual(frappe.db.count("Print Format", {"doc_type": TASK, "module": "Workflows"}), 1)
		html = self._printed(self.city.in_review(), self.city.office, module="Workflows")
		self.assertIn(frappe.utils.get_fullname(self.city.head), html)
		self.assertNotIn(self.city.head, html)

	def test_cores_own_format_shows_no_internal_column(self):
		html = self.call(
			PRINT, self.city.supervisor, doc=TASK, name=self.city.task.name, print_format="Standard"
		)["html"]
		for fieldname in ("due_order", "report_count"):
			label = re.escape(frappe._(frappe.get_meta(TASK).get_label(fieldname)))
			self.assertNotRegex(html, rf">\s*{label}:?\s*<")

	def _printed(self, doc, who: str, module: str = print_formats.MODULE) -> str:
		name = frappe.db.get_value("Print Format", {"doc_type": doc.doctype, "module": module})
		return self.call(PRINT, who, doc=doc.doctype, name=doc.name, print_format=name)["html"]
