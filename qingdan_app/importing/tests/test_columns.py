"""What the columns of a file are, as somebody says on the form: remembered by the header's words, shown, undone."""

import frappe

from qingdan_app.column_words.known import HEADER, HEADING, vocabulary
from qingdan_app.importing.exceptions import ColumnsUnreadable, FileIsNoList
from qingdan_app.parsing.tests.made_tables import content, table
from qingdan_app.parsing.tests.written_files import docx
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase

DOOR, RUN = "qingdan_app.api.imports", "Qingdan Import"
STRANGE = ["号头", "干什么", "谁来干", "啥时候", "怎么样了"]
SAID = ["Number", "Task", "Responsible Units", "Deadline", "Progress"]
ROWS = (
	("1", "新建测试桥。", "测试甲局、测试乙局", "9月底前", "已开工"),
	("2", "修测试路。", "测试丙局", "10月", ""),
)


class TestColumns(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.who = factories.administrator()

	def test_a_file_of_which_no_header_is_known_is_read_once_somebody_has_said_it(self):
		run = self.run_of(STRANGE, *ROWS)
		with self.assertRaises(FileIsNoList):
			self.door("preview", run)
		(shown,) = self.door("get_columns", run, with_tables=1)["tables"]
		self.assertEqual(shown["rows"][0]["headings"], tuple(STRANGE))
		self.say(run, STRANGE, SAID)
		self.assertEqual(self.stored(RUN, run, "status"), "Previewed")
		self.assertEqual(self.tasks_of(run), [("新建测试桥。", "9月底前"), ("修测试路。", "10月")])

	def test_the_next_file_with_the_same_header_is_read_so_and_it_says_who_said_it(self):
		self.say(self.run_of(STRANGE, *ROWS), STRANGE, SAID)
		other = self.run_of(["号头", "干 什么", "谁来干：", "啥时候", "怎么样了"], *ROWS)
		self.door("preview", other)
		(header,) = self.door("get_columns", other)["headers"]
		self.assertEqual(header["roles"], SAID)
		self.assertEqual(header["remembered"]["by"], frappe.utils.get_fullname(self.who))

	def test_headers_that_say_the_same_are_shown_once_with_their_places(self):
		header = ("序号", "工作任务", "责任单位", "完成时限", "流水")
		parts = ("2031年测试清单", table(header, ROWS[0]), table(header, ROWS[1]))
		run = self.run_of_file(docx(content(*parts)))
		self.door("preview", run)
		(shown,) = self.door("get_columns", run)["headers"]
		self.assertEqual(shown["places"], ["第1张表 第1行", "第2张表 第1行"])
		self.assertEqual((shown["unknown"], shown["roles"][4]), ([4], "Kept Under Its Heading"))

	def test_it_is_undone(self):
		run = self.run_of(["序号", "工作任务", "责任单位", "完成时限", "备注"], *ROWS)
		self.door("preview", run)
		(shown,) = self.door("get_columns", run)["headers"]
		self.say(run, shown["headings"], ["Number", "Task", "Responsible Units", "Remark", "Deadline"])
		self.assertEqual(self.tasks_of(run)[0], ("新建测试桥。", "已开工"))
		self.call(f"{DOOR}.forget_columns", self.who, name=run, headings=frappe.as_json(shown["headings"]))
		self.assertEqual(self.tasks_of(run)[0], ("新建测试桥。", "9月底前"))
		self.assertIsNone(self.door("get_columns", run)["headers"][0]["remembered"])

	def test_a_file_that_cannot_be_read_without_it_begins_anew_when_it_is_undone(self):
		run = self.run_of(STRANGE, *ROWS)
		self.say(run, STRANGE, SAID)
		answer = self.call(f"{DOOR}.forget_columns", self.who, name=run, headings=frappe.as_json(STRANGE))
		self.assertEqual(answer["status"], "Draft")
		self.assertTrue(answer["outcome"])
		self.assertFalse(frappe.db.exists(HEADER, {"words": ("like", "%谁来干%")}))
		self.assertEqual(self.door("get_columns", run)["headers"], [])

	def test_what_is_said_twice_is_one_header_with_the_later_words(self):
		run = self.run_of(STRANGE, *ROWS)
		self.say(run, STRANGE, SAID)
		self.say(run, STRANGE, [*SAID[:4], "Remark"])
		(name,) = frappe.get_all(HEADER, {"words": ("like", "%谁来干%")}, pluck="name")
		self.assertEqual([row.role for row in frappe.get_doc(HEADER, name).columns][4], "Remark")

	def test_what_cannot_be_read_so_is_refused_and_nothing_is_remembered(self):
		run = self.run_of(STRANGE, *ROWS)
		for roles in (
			["Number", "Remark", "Responsible Units", "Deadline", "Progress"],
			["Number", "Task", "Task", "Deadline", "Progress"],
			["Number", "Task", "Wizard", "Deadline", "Progress"],
			["Number", "Finer Task", "Remark", "Deadline", "Progress"],
		):
			with self.subTest(roles), self.assertRaises(ColumnsUnreadable):
				self.say(run, STRANGE, roles)
		self.assertRefused(ColumnsUnreadable, self.say, run, ["干什么"], ["Task"])
		self.assertFalse(frappe.db.exists(HEADER, {"words": ("like", "%谁来干%")}))

	def test_a_table_without_a_header_is_said_for_its_run_alone(self):
		run = self.run_of(*ROWS)
		(shown,) = self.door("get_columns", run, with_tables=1)["tables"]
		line = shown["rows"][0]["line"]
		before = frappe.db.count(HEADER)
		self.say(run, shown["rows"][0]["headings"], SAID, line=line)
		self.assertEqual(self.tasks_of(run), [("新建测试桥。", "9月底前"), ("修测试路。", "10月")])
		self.assertEqual(frappe.db.count(HEADER), before)
		(header,) = self.door("get_columns", run)["headers"]
		self.assertEqual(header["line"], line)
		stale = frappe.get_doc(RUN, run)
		stale.unheaded = None
		stale.save()
		self.assertTrue(self.stored(RUN, run, "unheaded"))

	def test_a_heading_is_added_and_a_shipped_one_overridden_in_desk(self):
		for heading, role in (("啥子时候", "Deadline"), ("备 注（选填）", "Leader")):
			with self.as_user(self.who):
				frappe.get_doc({"doctype": HEADING, "heading": heading, "role": role}).insert()
		known = vocabulary()
		self.assertEqual((known.role_of("啥子时候"), known.role_of("备注")), ("deadline", "leader"))
		twice = frappe.get_doc({"doctype": HEADING, "heading": "备注", "role": "Remark"})
		self.assertRefused(frappe.DuplicateEntryError, twice.insert)

	def test_the_words_of_a_header_stay(self):
		self.say(self.run_of(STRANGE, *ROWS), STRANGE, SAID)
		header = frappe.get_doc(HEADER, {"words": ("like", "%谁来干%")})
		header.columns[1].heading = "做什么"
		self.assertRefused(ColumnsUnreadable, header.save)

	def test_columns_are_for_list_administrators(self):
		run = self.run_of(STRANGE, *ROWS)
		words = {"headings": frappe.as_json(STRANGE), "roles": frappe.as_json(SAID)}
		for who in (factories.supervisor(), factories.office_user(), factories.contact(factories.unit())):
			for door, more in (("set_columns", words), ("forget_columns", {"headings": words["headings"]})):
				with self.subTest(door=door, who=who), self.assertRaises(frappe.PermissionError):
					self.call(f"{DOOR}.{door}", who, name=run, **more)
		with self.assertRaises(frappe.PermissionError):
			self.call(f"{DOOR}.get_columns", factories.contact(factories.unit()), name=run)

	def test_pasted_minutes_are_cut_by_what_the_site_knows(self):
		unit = factories.unit()
		with self.as_user(self.who):
			for heading, role in (("干啥子", "Task"), ("哪个来干", "Responsible Units")):
				frappe.get_doc({"doctype": HEADING, "heading": heading, "role": role}).insert()
		found = self.call("qingdan_app.api.matters.cut", self.who, text=f"干啥子\t哪个来干\n修一座桥\t{unit}")
		self.assertEqual(
			[(row["content"], row["lead_unit"]) for row in found["matters"]], [("修一座桥", unit)]
		)

	def run_of(self, *rows) -> str:
		return self.run_of_file(docx(content("2031年测试清单", table(*(tuple(row) for row in rows)))))

	def run_of_file(self, data: bytes) -> str:
		url = factories.evidence(self.who, file_name="list.docx", content=data)
		with self.as_user(self.who):
			return frappe.get_doc({"doctype": RUN, "file": url}).insert().name

	def door(self, door: str, run: str, **more):
		return self.call(f"{DOOR}.{door}", self.who, name=run, **more)

	def say(self, run: str, headings, roles, line: int = 0):
		words = {"headings": frappe.as_json(list(headings)), "roles": frappe.as_json(roles), "line": line}
		return self.door("set_columns", run, **words)

	def tasks_of(self, run: str) -> list[tuple[str, str]]:
		read = frappe.parse_json(self.stored(RUN, run, "parsed"))
		items = [item for one in read["lists"] for section in one["sections"] for item in section["items"]]
		return [(task["text"], task["deadline"]["raw"]) for item in items for task in item["tasks"]]
