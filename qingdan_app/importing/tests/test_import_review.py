"""The review of an import: settled and answered row by row, kept over another reading, by several people, and remembered."""

import json

import frappe

from qingdan_app.importing import writer
from qingdan_app.importing.exceptions import AlreadyWritten, AnsweredMeanwhile, NotSettled, SecondPersonNeeded
from qingdan_app.parsing.tests.made_tables import content, merged, table
from qingdan_app.parsing.tests.written_files import docx
from qingdan_app.tests import factories, statements
from qingdan_app.tests.base import QingdanTestCase

DOOR = "qingdan_app.api.import_reviews"
HEADER = ("序号", "重点工作", "主要内容", "完成时限", "责任单位")
ROWS = (
	(merged("1", 2), merged("推进测试工作。", 2), "完成方案。", "汛期结束", "测试甲规划建设局"),
	("完成建设。", "汛期结束", "测试乙规划建设局"),
	("2", "推进另一工作。", "完成验收。", "8月前", "测试甲规划建设局、测试丙发展委按职责分工负责"),
)
TITLE = "{}年测试工作清单"
REMEMBERED = "Qingdan Remembered Answer"


class Reviewed(QingdanTestCase):
	"""An import that was read, and a list administrator before its review."""

	def setUp(self):
		super().setUp()
		self.who = factories.administrator()

	def read(self, *rows, year: int = 2031):
		self.file = factories.evidence(
			file_name="list.docx", content=self.document(*(rows or ROWS), year=year)
		)
		run = frappe.get_doc({"doctype": "Qingdan Import", "file": self.file}).insert()
		return writer.preview_run(run)

	def document(self, *rows, year: int = 2031) -> bytes:
		return docx(content(TITLE.format(year), table(HEADER, *rows)))

	def read_again(self, run):
		return writer.preview_run(frappe.get_doc("Qingdan Import", run.name))

	def ask(self, door: str, run, who: str | None = None, **arguments):
		return self.call(f"{DOOR}.{door}", who or self.who, name=run.name, **arguments)

	def issues(self, run, code: str, whole: int = 1) -> list[dict]:
		return self.ask("get_issues", run, code=code, whole=whole)["rows"]

	def unit(self, run, written: str) -> dict:
		rows = self.ask("get_units", run, whole=1)["rows"]
		return next(row for row in rows if row["written"] == written)

	def settle_all(self, run) -> None:
		for kind in self.ask("get_summary", run)["kinds"]:
			self.ask("settle", run, code=kind["code"])

	def confirmed(self, run):
		self.settle_all(run)
		return writer.confirm_run(frappe.get_doc("Qingdan Import", run.name))

	def task(self, run, number: str):
		(code,) = [row.code for row in run.lists]
		return frappe.get_doc("Qingdan Task", f"{code}-{number}")


class TestIssues(Reviewed):
	def test_issues_stand_by_kind_with_what_they_ask_and_how_many_are_open(self):
		kinds = {kind["code"]: kind for kind in self.ask("get_summary", self.read())["kinds"]}
		self.assertEqual(
			(kinds["deadline_unread"]["open"], kinds["deadline_unread"]["nature"]), (2, "answer")
		)
		self.assertEqual(kinds["lead_shared"]["open"], 1)

	def test_one_is_settled_with_who_when_and_why_and_the_others_stay_open(self):
		run = self.read()
		first, second = self.issues(run, "deadline_unread")
		answer = self.ask("settle", run, issues=json.dumps([first["name"]]), note="原文如此")
		self.assertEqual(answer["done"], [first["name"]])
		first, second = self.issues(run, "deadline_unread")
		self.assertEqual((first["settled"], first["note"], second["settled"]), (1, "原文如此", 0))
		self.assertEqual(self.stored("Qingdan Import Issue", first["name"], "settled_by"), self.who)
		self.assertTrue(first["settled_at"])

	def test_all_of_a_kind_are_settled_at_once_and_opened_again(self):
		run = self.read()
		self.assertEqual(len(self.ask("settle", run, code="deadline_unread")["done"]), 2)
		self.assertEqual(self.issues(run, "deadline_unread", whole=0), [])
		self.assertEqual(len(self.ask("reopen", run, code="deadline_unread")["done"]), 2)
		self.assertEqual({row["settled_by"] for row in self.issues(run, "deadline_unread")}, {None})

	def test_who_settled_first_stays_the_one_who_did(self):
		run = self.read()
		self.ask("settle", run, code="deadline_unread")
		self.assertEqual(
			self.ask("settle", run, factories.administrator(), code="deadline_unread")["done"], []
		)
		(first, _second) = self.issues(run, "deadline_unread")
		self.assertEqual(self.stored("Qingdan Import Issue", first["name"], "settled_by"), self.who)

	def test_a_remark_holds_nothing_up_and_a_question_does(self):
		run = self.read()
		row = run.append(
			"issues", {"line": 1, "place": "第1行", "code": "file_converted", "message": "已转换"}
		)
		row.db_insert()
		self.settle_all(run)
		self.ask("reopen", run, code="file_converted")
		self.assertEqual(self.ask("get_summary", run)["open"], 0)
		self.ask("reopen", run, code="lead_shared")
		self.assertRefused(NotSettled, writer.confirm_run, frappe.get_doc("Qingdan Import", run.name))

	def test_a_written_import_is_settled_no_more(self):
		run = self.confirmed(self.read())
		for door, arguments in (
			("settle", {}),
			("reopen", {}),
			("take_proposals", {"why": "short"}),
			("finish", {}),
		):
			with self.subTest(door=door), self.assertRaises(AlreadyWritten):
				self.ask(
					door,
					run,
					**({"code": "lead_shared"} if not arguments and door != "finish" else arguments),
				)


class TestAnswers(Reviewed):
	def test_a_day_that_is_said_becomes_the_due_date_wherever_the_phrase_stands(self):
		run = self.read()
		issue = self.issues(run, "deadline_unread")[0]
		answer = self.ask(
			"answer_deadline", run, issue=issue["name"], kind="date", due="2031-09-30", everywhere=1, seen=""
		)
		self.assertEqual(len(answer["done"]), 2)
		run = self.confirmed(run)
		for number in ("1-01", "1-02"):
			task = self.task(run, number)
			self.assertEqual(
				(str(task.due_date), task.deadline_raw, task.deadline_kind),
				("2031-09-30", "汛期结束", "Date"),
			)

	def test_a_day_for_one_task_leaves_the_other_as_it_was_read(self):
		run = self.read()
		_first, second = self.issues(run, "deadline_unread")
		self.ask("answer_deadline", run, issue=second["name"], kind="date", due="2031-10-31")
		run = self.confirmed(run)
		self.assertEqual(
			[self.task(run, n).due_date and str(self.task(run, n).due_date) for n in ("1-01", "1-02")],
			[None, "2031-10-31"],
		)

	def test_words_that_name_no_day_leave_none(self):
		run = self.read()
		(issue,) = self.issues(run, "deadline_ambiguous")
		self.ask("answer_deadline", run, issue=issue["name"], kind="contingent")
		task = self.task(self.confirmed(run), "2-01")
		self.assertEqual((task.due_date, task.deadline_kind), (None, "Contingent"))

	def test_a_day_that_is_none_is_refused(self):
		run = self.read()
		issue = self.issues(run, "deadline_unread")[0]
		for said in (
			{"kind": "date"},
			{"kind": "date", "due": "1031-01-01"},
			{"kind": "someday", "due": "2031-01-01"},
		):
			with self.subTest(said=said), self.assertRaises(NotSettled):
				self.ask("answer_deadline", run, issue=issue["name"], **said)
		self.assertEqual([row["settled"] for row in self.issues(run, "deadline_unread")], [0, 0])

	def test_the_lead_that_is_named_leads(self):
		run = self.read()
		(issue,) = self.issues(run, "lead_shared")
		self.assertEqual(issue["reads"]["units"], ["测试甲规划建设局", "测试丙发展委"])
		self.ask("answer_lead", run, issue=issue["name"], lead="测试丙发展委")
		task = self.task(self.confirmed(run), "2-01")
		self.assertEqual(task.lead_unit, "测试丙发展委")
		self.assertEqual(
			{row.unit: row.duty for row in task.units},
			{"测试丙发展委": "Lead", "测试甲规划建设局": "Cooperating"},
		)

	def test_words_of_the_document_begin_no_tag_when_an_answer_is_taken_back(self):
		run = self.read(
			(
				"1",
				"推进测试工作。",
				"完成方案。",
				"6月",
				"测试甲规划建设局、<img src=x onerror=alert(1)>测试丙发展委按职责分工负责",
			),
		)
		issue = self.issues(run, "lead_shared")[0]
		self.ask("answer_lead", run, issue=issue["name"], lead="测试甲规划建设局")
		self.ask("reopen", run, code="lead_shared")
		run.reload()
		self.assertTrue(run.leads)
		words = [(row.written, row.alias) for row in run.units] + [
			(row.units_raw, row.lead) for row in run.leads
		]
		self.assertNotIn("<img", str(words))

	def test_units_that_are_said_are_the_tasks_and_a_unit_of_the_site_may_be_one(self):
		other = factories.unit("测试丁统计分局")
		run = self.read(
			("1", "推进测试工作。", "完成方案。", "6月", ""),
			("2", "推进另一工作。", "完成验收。", "6月", "测试甲规划建设局"),
		)
		(issue,) = self.issues(run, "units_missing")
		self.ask(
			"answer_units",
			run,
			issue=issue["name"],
			units=json.dumps([other, "测试甲规划建设局"]),
			lead=other,
		)
		self.assertEqual(self.unit(run, other)["unit"], other)
		task = self.task(self.confirmed(run), "1-01")
		self.assertEqual(
			(task.lead_unit, [row.unit for row in task.units]), (other, [other, "测试甲规划建设局"])
		)

	def test_a_name_that_nobody_knows_is_no_unit(self):
		run = self.read(("1", "推进测试工作。", "完成方案。", "6月", ""), ROWS[2])
		(issue,) = self.issues(run, "units_missing")
		with self.assertRaises(NotSettled):
			self.ask("answer_units", run, issue=issue["name"], units='["没有的单位"]')

	def test_opened_again_an_answer_is_taken_back(self):
		run = self.read()
		issue = self.issues(run, "deadline_unread")[0]
		self.ask("answer_deadline", run, issue=issue["name"], kind="date", due="2031-09-30")
		self.ask("reopen", run, issues=json.dumps([issue["name"]]))
		self.assertIsNone(self.task(self.confirmed(run), "1-01").due_date)

	def test_an_answer_shows_where_the_task_stands(self):
		run = self.read()
		issue = self.issues(run, "deadline_unread")[1]
		self.ask("answer_deadline", run, issue=issue["name"], kind="date", due="2031-09-30")
		entries = self.ask("get_read", run)["entries"]
		dues = {
			(each["serial"], each["task"]): each["deadline"]["due"]
			for each in entries
			if each["kind"] == "task"
		}
		self.assertEqual(dues[1, 2], "2031-09-30")


class TestKept(Reviewed):
	def test_what_was_settled_and_answered_stays_when_the_file_is_read_again(self):
		run = self.read()
		issue = self.issues(run, "deadline_unread")[1]
		self.ask("answer_deadline", run, issue=issue["name"], kind="date", due="2031-09-30", note="会议纪要")
		self.ask("settle", run, code="lead_shared")
		run = self.read_again(run)
		first, second = self.issues(run, "deadline_unread")
		self.assertEqual(
			(first["settled"], second["answer"], second["note"]),
			(0, {"deadline": {"kind": "date", "due": "2031-09-30"}}, "会议纪要"),
		)
		self.assertEqual([row.settled for row in run.issues if row.code == "lead_shared"], [1])

	def test_what_was_settled_before_values_were_kept_is_known_by_place_and_kind(self):
		run = self.read()
		self.ask("settle", run, code="deadline_unread")
		for row in self.issues(run, "deadline_unread"):
			frappe.db.set_value("Qingdan Import Issue", row["name"], {"said": None, "list_number": 0})
		with self.assertRaises(NotSettled):
			self.ask("reopen", run, code="deadline_unread")
			name = self.issues(run, "deadline_unread")[0]["name"]
			self.ask("answer_deadline", run, issue=name, kind="ongoing")
		self.ask("settle", run, code="deadline_unread")
		self.assertEqual(
			[row["settled"] for row in self.issues(self.read_again(run), "deadline_unread")], [1, 1]
		)

	def test_what_people_write_begins_no_tag(self):
		run = self.read()
		self.ask("settle", run, code="deadline_unread", note="<script>alert(1)</script>", remember=1)
		(first, _second) = self.issues(run, "deadline_unread")
		self.assertNotIn("<", first["note"])
		self.assertNotIn("<", frappe.db.get_value(REMEMBERED, {"words": "汛期结束"}, "note"))

	def test_other_words_at_the_same_place_are_asked_anew(self):
		run = self.read()
		self.ask("settle", run, code="deadline_unread")
		changed = [tuple("入冬以前" if cell == "汛期结束" else cell for cell in row) for row in ROWS]
		run.db_set("file", factories.evidence(file_name="again.docx", content=self.document(*changed)))
		self.assertEqual(
			[row["settled"] for row in self.issues(self.read_again(run), "deadline_unread")], [0, 0]
		)

	def test_of_two_who_answer_at_once_the_second_is_told(self):
		run, other = self.read(), factories.administrator()
		issue = self.issues(run, "deadline_unread")[0]
		self.ask(
			"answer_deadline",
			run,
			other,
			issue=issue["name"],
			kind="date",
			due="2031-09-30",
			seen=issue["seen"],
		)
		with self.assertRaises(AnsweredMeanwhile):
			self.ask(
				"answer_deadline", run, issue=issue["name"], kind="date", due="2031-10-31", seen=issue["seen"]
			)
		self.assertEqual(self.issues(run, "deadline_unread")[0]["answer"]["deadline"]["due"], "2031-09-30")

	def test_of_two_who_choose_a_unit_at_once_the_second_is_told(self):
		run, other = self.read(), factories.administrator()
		row = self.unit(run, "测试乙规划建设局")
		self.ask(
			"choose_unit",
			run,
			other,
			written=row["written"],
			resolution="Use Existing",
			unit=factories.unit(),
			seen=row["seen"],
		)
		with self.assertRaises(AnsweredMeanwhile):
			self.ask("choose_unit", run, written=row["written"], resolution="Unresolved", seen=row["seen"])

	def test_a_form_that_is_older_than_an_answer_overwrites_nothing(self):
		run = self.read()
		old = frappe.get_doc("Qingdan Import", run.name)
		self.ask("settle", run, code="deadline_unread")
		row = self.unit(run, "测试乙规划建设局")
		self.ask(
			"choose_unit",
			run,
			written=row["written"],
			resolution="Use Existing",
			unit=factories.unit("已选单位"),
			seen=row["seen"],
		)
		old.modified = self.stored("Qingdan Import", run.name, "modified")
		old.issues[-1].settled = 1
		old.save()
		self.assertEqual([row["settled"] for row in self.issues(run, "deadline_unread")], [1, 1])
		self.assertEqual(self.unit(run, "测试乙规划建设局")["unit"], "已选单位")

	def test_a_form_without_some_rows_takes_none_away(self):
		run = frappe.get_doc("Qingdan Import", self.read().name)
		issues, units = len(run.issues), len(run.units)
		run.set("issues", run.issues[:1])
		run.set("units", [])
		run.save()
		run.reload()
		self.assertEqual((len(run.issues), len(run.units)), (issues, units))

	def test_what_is_ticked_in_the_form_is_stamped_and_no_stamp_is_taken_from_it(self):
		run = frappe.get_doc("Qingdan Import", self.read().name)
		run.issues[0].update(
			{
				"settled": 1,
				"settled_by": "Guest",
				"answer": '{"deadline": {"kind": "date", "due": "2031-01-01"}}',
			}
		)
		run.save()
		run.reload()
		self.assertEqual((run.issues[0].settled_by, run.issues[0].answer or ""), ("Administrator", ""))
		run.issues[0].settled = 0
		run.save()
		run.reload()
		self.assertIsNone(run.issues[0].settled_by)


class TestRemembered(Reviewed):
	def setUp(self):
		super().setUp()
		self.first = self.read()

	def _remember(self) -> None:
		issue = self.issues(self.first, "deadline_unread")[0]
		self.ask(
			"answer_deadline", self.first, issue=issue["name"], kind="date", due="2031-09-30", remember=1
		)

	def test_a_phrase_means_the_same_day_of_its_year_in_the_next_document_and_it_is_said_so(self):
		self._remember()
		run = self.read(year=2032)
		found = self.issues(run, "deadline_unread")
		self.assertEqual([row["answer"]["deadline"]["due"] for row in found], ["2032-09-30"] * 2)
		self.assertEqual([row["remembered"] for row in found], [1, 1])
		self.assertEqual(str(self.task(self.confirmed(run), "1-02").due_date), "2032-09-30")

	def test_it_is_undone_for_one_document_or_for_all_to_come(self):
		self._remember()
		run = self.read(year=2032)
		self.ask("reopen", run, code="deadline_unread")
		self.assertEqual(
			[row["settled"] for row in self.issues(self.read(year=2033), "deadline_unread")], [1, 1]
		)
		again = self.read(year=2033)
		self.ask("reopen", again, code="deadline_unread", forget=1)
		self.assertEqual(
			[row["settled"] for row in self.issues(self.read(year=2034), "deadline_unread")], [0, 0]
		)

	def test_words_that_were_settled_ask_nothing_in_the_next_document(self):
		self.ask("settle", self.first, code="deadline_unread", note="不设期限", remember=1)
		(first, _second) = self.issues(self.read(year=2032), "deadline_unread")
		self.assertEqual((first["settled"], first["note"], first["answer"]), (1, "不设期限", None))

	def test_said_again_otherwise_the_later_counts_and_there_is_one_entry(self):
		self._remember()
		issue = self.issues(self.first, "deadline_unread")[1]
		self.ask("answer_deadline", self.first, issue=issue["name"], kind="ongoing", remember=1)
		self.assertEqual(frappe.get_all(REMEMBERED, {"words": "汛期结束"}, pluck="meaning"), ["Ongoing"])

	def test_an_administrator_writes_and_changes_it_in_desk(self):
		with self.as_user(self.who):
			frappe.get_doc(
				{
					"doctype": REMEMBERED,
					"about": "Deadline",
					"words": "汛期结束",
					"meaning": "Date",
					"month": 10,
					"day": 31,
					"years_later": 1,
				}
			).insert()
		self.assertEqual(
			self.issues(self.read(), "deadline_unread")[0]["answer"]["deadline"]["due"], "2032-10-31"
		)

	def test_a_day_or_a_kind_that_there_is_not_is_refused_and_so_is_a_second_entry(self):
		for values in (
			{"month": 13, "day": 1},
			{"month": 1, "day": 0},
			{"about": "Issue", "code": "serial_skipped"},
		):
			with self.subTest(values=values), self.assertRaises(frappe.ValidationError):
				frappe.get_doc({"doctype": REMEMBERED, "about": "Deadline", "words": "某", **values}).insert()
		words = {"doctype": REMEMBERED, "about": "Deadline", "words": "两会前", "month": 1, "day": 31}
		frappe.get_doc(words).insert()
		with self.assertRaises(frappe.DuplicateEntryError):
			frappe.get_doc({**words, "words": " 两会前"}).insert()


class TestSecondPerson(Reviewed):
	def setUp(self):
		super().setUp()
		frappe.db.set_single_value("Qingdan Settings", "import_by_two", 1)
		frappe.clear_document_cache("Qingdan Settings", "Qingdan Settings")
		self.run_ = self.read()
		self.settle_all(self.run_)

	def tearDown(self):
		super().tearDown()
		frappe.clear_document_cache("Qingdan Settings", "Qingdan Settings")

	def confirm(self, who: str):
		return self.call("qingdan_app.api.imports.confirm", who, name=self.run_.name)

	def test_another_person_confirms_than_the_one_who_has_finished_the_review(self):
		with self.assertRaises(SecondPersonNeeded):
			self.confirm(self.who)
		self.ask("finish", self.run_)
		with self.assertRaises(SecondPersonNeeded):
			self.confirm(self.who)
		self.assertEqual(self.confirm(factories.administrator())["status"], "Written")

	def test_whatever_is_changed_afterwards_has_to_be_finished_again(self):
		self.ask("finish", self.run_)
		other = factories.administrator()
		for change in (self._reopened, self._ticked, self._chosen):
			with self.subTest(change=change.__name__):
				self.ask("finish", self.run_)
				change(other)
				self.assertRaises(SecondPersonNeeded, self.confirm, factories.administrator())

	def _reopened(self, who: str) -> None:
		self.ask("reopen", self.run_, who, code="lead_shared")
		self.ask("settle", self.run_, who, code="lead_shared")

	def _ticked(self, who: str) -> None:
		for settled in (0, 1):
			run = frappe.get_doc("Qingdan Import", self.run_.name)
			run.issues[0].settled = settled
			run.save()
			self.assertIsNone(self.stored("Qingdan Import", run.name, "reviewed_by"))

	def _chosen(self, who: str) -> None:
		row = self.unit(self.run_, "测试乙规划建设局")
		self.ask("choose_unit", self.run_, who, written=row["written"], resolution="Create", seen=row["seen"])

	def test_nobody_says_by_a_save_that_somebody_else_has_finished_it(self):
		run = frappe.get_doc("Qingdan Import", self.run_.name)
		run.update({"reviewed_by": factories.administrator(), "reviewed_at": "2031-01-01 00:00:00"})
		run.save()
		self.assertIsNone(self.stored("Qingdan Import", run.name, "reviewed_by"))

	def test_what_is_open_is_not_finished(self):
		self.ask("reopen", self.run_, code="lead_shared")
		with self.assertRaises(NotSettled):
			self.ask("finish", self.run_)

	def test_a_list_administrator_does_not_set_that_one_is_enough(self):
		with self.as_user(self.who):
			settings = frappe.get_doc("Qingdan Settings")
			settings.import_by_two = 0
			settings.save()
		self.assertEqual(frappe.db.get_single_value("Qingdan Settings", "import_by_two"), 1)

	def test_another_code_of_a_list_has_to_be_reviewed_again_and_its_title_is_the_documents(self):
		self.ask("finish", self.run_)
		run = frappe.get_doc("Qingdan Import", self.run_.name)
		title = run.lists[0].title
		run.lists[0].update({"code": "2031-77", "title": "别的清单"})
		run.save()
		run.reload()
		self.assertEqual((run.lists[0].code, run.lists[0].title, run.reviewed_by), ("2031-77", title, None))

	def test_where_the_office_does_not_ask_for_two_one_is_enough(self):
		frappe.db.set_single_value("Qingdan Settings", "import_by_two", 0)
		frappe.clear_document_cache("Qingdan Settings", "Qingdan Settings")
		self.assertEqual(self.confirm(self.who)["status"], "Written")


class TestWindows(Reviewed):
	def test_what_is_loaded_does_not_grow_with_the_document(self):
		few, many = self._asked(20), self._asked(2000)
		for door in ("get_summary", "get_document", "get_read", "get_issues", "get_units"):
			with self.subTest(door=door):
				self.assertLessEqual(many[door][0], few[door][0], "statements")
				self.assertLessEqual(many[door][1], 60_000, "bytes")

	def test_the_form_is_not_sent_the_whole_of_what_was_read(self):
		run = self.read()
		doc = frappe.get_doc("Qingdan Import", run.name)
		doc.run_method("onload")
		self.assertEqual((doc.parsed, doc.issues, doc.get("__onload")["open_issues"] > 3), (None, [], True))
		doc.save()
		self.assertEqual(len(frappe.get_doc("Qingdan Import", run.name).issues), len(run.issues))
		self.assertTrue(self.stored("Qingdan Import", run.name, "parsed"))

	def _asked(self, tasks: int) -> dict[str, tuple[int, int]]:
		rows = [
			(str(at), f"推进第{at}项工作。", f"完成第{at}项任务的建设。", "6月", f"第{at % 97}建设单位局")
			for at in range(1, tasks + 1)
		]
		run = self.read(*rows)
		line = run.issues[0].line if run.issues else 1
		doors = {
			"get_summary": {},
			"get_document": {"line": line},
			"get_read": {"line": line},
			"get_issues": {"code": "deadline_unread"},
			"get_units": {"whole": 1},
		}
		self.ask("get_document", run)  # the file is read once
		found = {}
		for door, arguments in doors.items():
			with statements.noted() as said:
				answer = self.ask(door, run, **arguments)
			found[door] = (len(said), len(json.dumps(answer, ensure_ascii=False, default=str).encode()))
		return found

	def test_a_file_that_nobody_has_read_is_not_shown(self):
		url = factories.evidence(file_name="list.docx", content=self.document(*ROWS))
		run = frappe.get_doc({"doctype": "Qingdan Import", "file": url}).insert()
		for door in ("get_document", "get_read"):
			with self.subTest(door=door), self.assertRaises(NotSettled):
				self.ask(door, run)
		self.assertEqual(self.ask("get_summary", run)["kinds"], [])

	def test_windows_follow_one_another_without_a_gap(self):
		rows = [
			(str(at), f"推进第{at}项工作。", f"完成第{at}项任务。", "6月", "测试甲规划建设局")
			for at in range(1, 151)
		]
		run = self.read(*rows)
		for door, part in (("get_document", "rows"), ("get_read", "entries")):
			found, total = [], 1
			while len(found) < total:
				window = self.ask(door, run, start=len(found))
				found, total = [*found, *window[part]], window["total"]
			texts = json.dumps(found, ensure_ascii=False)
			with self.subTest(door=door):
				self.assertEqual([at for at in range(1, 151) if texts.count(f"完成第{at}项任务。") != 1], [])

	def test_a_place_leads_to_its_row_and_to_its_task(self):
		rows = [
			(
				str(at),
				f"推进第{at}项工作。",
				f"完成第{at}项任务。",
				"汛期结束" if at == 120 else "6月",
				"测试甲规划建设局",
			)
			for at in range(1, 151)
		]
		run = self.read(*rows)
		(issue,) = self.issues(run, "deadline_unread")
		document, read = (
			self.ask("get_document", run, line=issue["line"]),
			self.ask("get_read", run, line=issue["line"]),
		)
		row = document["rows"][document["at"] - document["start"]]
		self.assertIn("汛期结束", [cell["text"] for cell in row["cells"]])
		self.assertEqual(read["entries"][read["at"] - read["start"]]["text"], "完成第120项任务。")

	def test_the_review_is_shown_to_supervision_and_written_by_administrators_alone(self):
		run, supervisor = self.read(), factories.supervisor()
		self.assertTrue(self.ask("get_summary", run, supervisor)["kinds"])
		for who in (supervisor, factories.office_user(), factories.contact(factories.unit())):
			for door, arguments in (
				("settle", {"code": "lead_shared"}),
				("reopen", {"code": "lead_shared"}),
				("answer_deadline", {"issue": run.issues[0].name, "kind": "ongoing"}),
				("answer_lead", {"issue": run.issues[0].name, "lead": "x"}),
				("answer_units", {"issue": run.issues[0].name, "units": "[]"}),
				("choose_unit", {"written": run.units[0].written, "resolution": "Create"}),
				("take_proposals", {"why": "short"}),
				("finish", {}),
			):
				with self.subTest(door=door, who=who), self.assertRaises(frappe.PermissionError):
					self.ask(door, run, who, **arguments)
		for door in ("get_summary", "get_document", "get_read", "get_units"):
			with self.subTest(door=door), self.assertRaises(frappe.PermissionError):
				self.ask(door, run, factories.office_user())
