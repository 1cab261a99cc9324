"""What is exported is read, not computed."""

import csv
import io

import frappe
from openpyxl import load_workbook

from qingdan_app.permissions.core_exports import is_computed
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import as_json

LOG = "Qingdan Approval Log"
FORMULAS = (
	"=1+1",
	'=HYPERLINK("http://x","y")',
	"+SUM(A1)",
	"-2+3+cmd|' /C calc'!A0",
	"@SUM(1)",
	"\t=1",
	" =1",
	"＝1+1",
	"＋cmd",
	"－2+3",
	"＠SUM(1)",
	"\ufeff=1",
	"\u200b=1",
	"\u3000＝1",
)
UNSEEN = "\ufeff\u200b"
"""Signs that newer lines leave out."""
PLAIN = ("-5", "+86 571", "-5.5%", "1-2", "a=b", "", "中文", "-1,000.00")


class TestExports(QingdanTestCase):
	def test_a_number_is_told_from_a_formula(self):
		self.assertEqual([words for words in FORMULAS if not is_computed(words)], [])
		self.assertEqual([words for words in (*PLAIN, None, 5, -5) if is_computed(words)], [])

	def test_lists_are_exported_as_words(self):
		city = City()
		for formula in FORMULAS:
			frappe.db.set_value("Qingdan Task", city.task.name, "text", formula)
			for kind in ("CSV", "Excel"):
				with self.subTest(formula=formula, kind=kind):
					cells = self.exported(city.administrator, city.task.name, kind)
					self.assertIn(formula.strip().lstrip(UNSEEN), " ".join(map(str, cells)))
					self.assertEqual([cell for cell in cells if is_computed(cell)], [])

	def test_a_report_that_is_mailed_computes_nothing(self):
		city = City()
		frappe.db.set_value("Qingdan Task", city.task.name, "text", "=HYPERLINK(1)")
		report = frappe.get_doc(
			{
				"doctype": "Report",
				"report_name": factories.unique("mailed"),
				"ref_doctype": "Qingdan Task",
				"report_type": "Report Builder",
				"is_standard": "No",
				"json": as_json({"fields": [["text", "Qingdan Task"]], "filters": []}),
			}
		)
		with self.as_user(city.supervisor):
			report.insert(ignore_permissions=True)  # a report is its owner's until it is shared
		mailed = frappe.get_doc(
			{"doctype": "Auto Email Report", "report": report.name, "user": city.supervisor}
		)
		mailed.update({"report_type": "Report Builder", "filters": as_json({"name": city.task.name})})
		for kind in ("CSV", "XLSX"):
			with self.subTest(kind), self.as_user(city.supervisor):
				mailed.update({"format": kind, "filters": as_json({"name": city.task.name})})
				content = mailed.get_report_content()
				if kind == "CSV":
					cells = [cell for row in csv.reader(io.StringIO(content)) for cell in row]
				else:
					rows = load_workbook(io.BytesIO(content)).active.iter_rows()
					cells = [cell.value for row in rows for cell in row if cell.data_type != "s"]
				self.assertEqual([cell for cell in cells if is_computed(cell)], [])

	def test_other_words_are_exported_as_they_are(self):
		city = City()
		frappe.db.set_value("Qingdan Task", city.task.name, "text", '5,"a"\n完成')
		self.assertIn('5,"a"\n完成', self.exported(city.administrator, city.task.name, "CSV"))

	def test_an_entry_of_the_log_says_what_was_said_where_it_comes_from(self):
		city = City()
		city.in_review()
		self.act(city.task, "complete", city.office, "同意，办结")
		for fields in (
			["act", "opinion"],
			["act", "opinion", "name"],
			["`tabQingdan Approval Log`.`opinion`"],
		):
			for kind in ("CSV", "Excel"):
				with self.subTest(fields=fields, kind=kind):
					about = {"reference_name": city.task.name, "act": "complete"}
					cells = self.exported(city.supervisor, about, kind, LOG, fields)
					self.assertIn("同意，办结", " ".join(map(str, cells)))
					name = frappe.db.get_value("Qingdan Approval Log", about)
					self.assertFalse(any(name in str(cell) for cell in cells))

	def test_an_entry_of_the_log_is_exported_with_the_name_of_its_act_and_of_who_acted(self):
		city = City()
		city.in_review()
		liaison = frappe.get_cached_value("User", city.liaison, "full_name")
		about = {"reference_name": city.task.name, "act": "start", "request": ("is", "not set")}
		for kind in ("CSV", "Excel"):
			cells = self.exported(city.supervisor, about, kind, LOG, ["act", "actor"])
			said = [str(cell).removeprefix("text ") for cell in cells]
			self.assertEqual(said[1:3], ["Act", "Actor"])
			self.assertEqual(said[4:], ["Start Task", liaison])

	def test_choices_and_people_are_exported_as_people_say_them(self):
		city = City()
		city.in_review()
		name = frappe.db.get_value("Qingdan Progress Report", {"task": city.task.name})
		owner = frappe.db.get_value("User", city.liaison, "full_name")
		fields = [f"`tabQingdan Progress Report`.`{field}`" for field in ("kind", "owner", "state")]
		self.addCleanup(setattr, frappe.local, "lang", frappe.local.lang)
		frappe.local.lang = "zh"
		cells = self.exported(city.administrator, name, "CSV", "Qingdan Progress Report", fields)
		self.assertEqual(cells[5:], ["办结", owner, "已提交"])

	def test_a_word_with_a_sign_that_no_workbook_holds_is_exported_without_it(self):
		city = City()
		city.in_review()
		self.act(city.task, "complete", city.office, "同意\x00，办结")
		about = {"reference_name": city.task.name, "act": "complete"}
		self.assertIn("办结", str(self.exported(city.supervisor, about, "Excel", LOG, ["opinion"])))

	def test_a_count_has_a_head(self):
		city = City()
		fields = ["`tabQingdan Task`.`state`", "count(`tabQingdan Task`.`name`) as _aggregate_column"]
		grouped = {"group_by": "`tabQingdan Task`.`state`", "order_by": "_aggregate_column desc"}
		cells = self.exported(city.administrator, city.task.name, "CSV", "Qingdan Task", fields, **grouped)
		self.assertEqual(cells[1:], ["Task State", "Count", "1", "Not Started", "1"])

	def test_a_table_of_words_is_read_as_unicode_and_its_times_to_the_second(self):
		city = City()
		frappe.db.set_value("Qingdan Task", city.task.name, "last_report_at", "2026-03-05 09:52:00.025177")
		cells = self.exported(city.administrator, city.task.name, "CSV", fields=["last_report_at"])
		self.assertEqual(cells[-1], "2026-03-05 09:52:00")
		self.assertTrue(frappe.local.response["filecontent"].startswith("\ufeff".encode()))

	def exported(
		self,
		who: str,
		name: str | dict,
		kind: str,
		doctype: str = "Qingdan Task",
		fields=("name", "text"),
		**more,
	) -> list:
		words = {"doctype": doctype, "fields": as_json(list(fields)), "file_format_type": kind, "title": "x"}
		words |= more
		words["filters"] = as_json(name if isinstance(name, dict) else {"name": name})
		self.call("frappe.desk.reportview.export_query", who, **words)
		content = frappe.local.response.get("filecontent") or frappe.local.response.get("result")
		if kind == "CSV":
			text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
			return [cell for row in csv.reader(io.StringIO(text)) for cell in row]
		cells = [cell for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
		return [f"text {cell.value}" if cell.data_type == "s" else cell.value for cell in cells]
