"""A list that is pasted into the form of an import is kept as its file, and read."""

import frappe

from qingdan_app.importing import pasting
from qingdan_app.importing.exceptions import ImportRefused, PasteRefused
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase

DOOR, RUN = "qingdan_app.api.imports", "Qingdan Import"
CELLS = (("序号", "工作任务", "责任单位", "完成时限"), ("1", "新建测试桥。", "测试甲局", "9月"))
TABLE = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in CELLS)
PAGE = f"<p>2031年测试清单</p><table>{TABLE}</table>"
WORD = f'<html xmlns:o="urn:x"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><style>p {{}}</style></head><body>{PAGE}</body></html>'
TEXT = "2031年测试清单\n" + "\n".join("\t".join(row) for row in CELLS)


class TestPasting(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.who = factories.administrator()

	def test_what_is_pasted_becomes_the_private_file_of_a_new_run_and_is_read(self):
		for words in (
			{"html": PAGE, "text": TEXT},
			{"html": WORD},
			{"text": TEXT},
			{"html": "<meta charset='utf-8'>", "text": TEXT},
		):
			with self.subTest(words):
				answer = self.paste(**words)
				self.assertEqual(answer["status"], "Previewed")
				run = frappe.get_doc(RUN, answer["name"])
				self.assertEqual((run.lists[0].title, run.lists[0].tasks), ("2031年测试清单", 1))
				about = {"attached_to_doctype": RUN, "attached_to_name": run.name}
				(file,) = frappe.get_all("File", about, ["file_url", "is_private", "file_name"])
				self.assertEqual((file.file_url, file.is_private), (run.file, 1))
				self.assertIn("Pasted on", file.file_name)

	def test_what_cannot_be_read_yet_is_kept_with_the_reason(self):
		answer = self.paste(html=PAGE.replace("2031年", ""))
		self.assertEqual(answer["status"], "Draft")
		self.assertIn("year", answer["outcome"])
		with self.as_user(self.who):
			run = frappe.get_doc(RUN, answer["name"])
			run.year_said = 2031
			run.save()
		self.assertEqual(self.call(f"{DOOR}.preview", self.who, name=run.name)["status"], "Previewed")

	def test_pasting_again_takes_the_place_of_what_was_there(self):
		first = self.paste(html=PAGE)["name"]
		again = self.paste(html=PAGE.replace("测试桥", "测试路"), name=first)
		self.assertEqual(again["name"], first)
		self.assertIn("测试路", self.stored(RUN, first, "parsed"))

	def test_nothing_and_too_much_are_refused_with_what_to_do(self):
		many = "甲" * (pasting.LARGEST // 3 + 1)
		for words in ({}, {"html": "<br>", "text": " \n"}, {"text": many}, {"html": f"<p>{many}</p>"}):
			before = frappe.db.count("File")
			with self.subTest(str(words)[:40]), self.assertRaises(PasteRefused):
				self.paste(**words)
			self.assertEqual(frappe.db.count("File"), before)

	def test_a_run_that_was_confirmed_takes_nothing_more(self):
		name = self.paste(html=PAGE)["name"]
		self.call(f"{DOOR}.settle_all", self.who, name=name)
		self.call(f"{DOOR}.confirm", self.who, name=name, hand_out=0)
		self.assertRaises(ImportRefused, self.paste, html=PAGE, name=name)

	def test_pasting_is_for_list_administrators(self):
		name = self.paste(html=PAGE)["name"]
		for who in (factories.supervisor(), factories.office_user(), factories.contact(factories.unit())):
			for words in ({}, {"name": name}):
				with self.subTest(who=who, words=words), self.assertRaises(frappe.PermissionError):
					self.call(f"{DOOR}.paste", who, html=PAGE, **words)

	def paste(self, **words):
		return self.call(f"{DOOR}.paste", self.who, **words)
