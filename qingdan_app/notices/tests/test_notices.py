"""A supervision notice is issued once with its number, signed for, answered and decided on, and its clock is its own."""

import io
import zipfile
from xml.etree import ElementTree

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.handing_out import handing
from qingdan_app.messaging.rules.kinds import Kind
from qingdan_app.notices import issuing, notice_answers, notice_requirements, notices_late, waiting_notices
from qingdan_app.notices.exceptions import EvidenceNotReadable, NoticeIncomplete, NoticeIsIssued
from qingdan_app.qingdan_app.report.qingdan_notices_by_unit import qingdan_notices_by_unit
from qingdan_app.setup import print_formats
from qingdan_app.tasks.exceptions import ListArchived
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.exceptions import NotYourTurn, OpinionRequired, StateChangeRefused
from qingdan_app.workflows.moves import performing

NOTICE, TASK, MESSAGE = "Qingdan Supervision Notice", "Qingdan Task", "Qingdan Message"


class NoticeTestCase(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def issue(self, *tasks: str, **words):
		said = {"level": "Red", "demand": "限期推进", **words}
		with self.as_user(self.city.supervisor):
			return issuing.issue(said, tasks or [self.city.task.name])

	def issued(self, **words):
		return frappe.get_doc(NOTICE, self.issue(**words)[0].name)

	def drafted(self) -> str:
		name = factories.task(self.city.lead).name
		frappe.db.set_value(TASK, name, "drafted", 1)
		return name

	def act(self, notice, act: str, who: str, words: str = "已整改"):
		with self.as_user(who):
			return performing.perform(NOTICE, notice.name, act, words)

	def expire(self, notice, days: int = 3):
		frappe.db.set_value(NOTICE, notice.name, "due_date", add_days(getdate(), -days))

	def told(self, user: str, kind: Kind) -> list:
		wanted = {"receiver": user, "kind": kind.value, "reference_doctype": NOTICE}
		return frappe.get_all(MESSAGE, wanted, ["reference_name", "subject", "channel"])


class TestIssuing(NoticeTestCase):
	def test_each_lead_unit_gets_one_notice_about_all_of_its_tasks_with_the_next_numbers(self):
		city = self.city
		second = factories.task(city.lead, (), city.leader).name
		foreign = factories.task(city.foreign).name
		issued = self.issue(city.task.name, second, foreign)

		self.assertEqual({one.unit: one.tasks for one in issued}, {city.lead: 2, city.foreign: 1})
		serials = sorted(frappe.db.get_value(NOTICE, one.name, "serial") for one in issued)
		self.assertEqual(serials[1], serials[0] + 1)
		year = getdate().year
		self.assertEqual({one.number for one in issued}, {f"督办〔{year}〕{serial}号" for serial in serials})

	def test_its_button_is_offered_where_one_may_be_issued(self):
		def offered(who: str, task: str) -> bool:
			with self.as_user(who):
				return notice_requirements.may_issue(frappe.get_doc(TASK, task))

		running = self.city.task.name
		self.assertTrue(offered(self.city.supervisor, running))
		self.assertFalse(offered(self.city.liaison, running))
		self.assertFalse(offered(self.city.supervisor, self.drafted()))
		frappe.db.set_value(TASK, running, "course", "Terminated")
		self.assertFalse(offered(self.city.supervisor, running))

	def test_each_person_is_told_once_whom_it_goes_to_and_whose_leaders_tasks_they_are(self):
		other = factories.contact(self.city.foreign, who=self.city.liaison)
		foreign = factories.task(self.city.foreign).name
		self.issue(self.city.task.name, foreign)
		self.assertEqual(len({row.reference_name for row in self.told(other, Kind.TURN)}), 1)
		self.assertEqual(len([row for row in self.told(other, Kind.TURN) if row.channel == "Email"]), 1)
		self.assertEqual(
			len([row for row in self.told(self.city.office, Kind.COPY) if row.channel == "Email"]), 1
		)
		self.assertEqual(self.told(self.city.helper, Kind.TURN), [])

	def test_a_task_that_is_not_the_units_is_completed_or_not_handed_out_refuses_the_whole_act(self):
		drafted = self.drafted()
		with self.assertRaises(NoticeIncomplete) as refused:
			self.issue(self.city.task.name, drafted)
		self.assertIn(drafted, str(refused.exception))
		with self.as_user(self.city.supervisor), self.assertRaises(NoticeIncomplete):
			words = {"doctype": NOTICE, "unit": self.city.foreign, "level": "Blue", "demand": "整改"}
			doc = frappe.get_doc({**words, "tasks": [{"task": self.city.task.name}]}).insert()
			performing.perform(NOTICE, doc.name, "issue_notice")

	def test_without_a_day_it_is_answered_within_the_working_days_of_its_level(self):
		frappe.db.set_single_value("Qingdan Settings", {"calendar": "Monday to Friday", "notice_days_red": 4})
		frappe.clear_document_cache("Qingdan Settings", "Qingdan Settings")
		notice = self.issued()
		days = [add_days(getdate(), number) for number in range(1, 30)]
		self.assertEqual(notice.due_date, [day for day in days if day.weekday() < 5][3])

	def test_what_was_issued_is_neither_rewritten_nor_deleted_and_its_fields_are_the_flows(self):
		notice = self.issued()
		with self.as_user(self.city.supervisor):
			notice.demand = "别的要求"
			with self.assertRaises(NoticeIsIssued):
				notice.save()
			with self.assertRaises(NoticeIsIssued):
				frappe.delete_doc(NOTICE, notice.name)
			draft = {
				"doctype": NOTICE,
				"unit": self.city.lead,
				"level": "Blue",
				"demand": "整改",
				"serial": 7,
			}
			with self.assertRaises(StateChangeRefused):
				frappe.get_doc({**draft, "tasks": [{"task": self.city.task.name}]}).insert()

	def test_a_unit_issues_none(self):
		with self.as_user(self.city.head), self.assertRaises(frappe.PermissionError):
			issuing.issue({"level": "Red", "demand": "整改"}, [self.city.task.name])


class TestAnswering(NoticeTestCase):
	def answer(self, notice, who: str | None = None, evidence: str | None = None):
		with self.as_user(who or self.city.liaison):
			return notice_answers.answer(notice.name, "已整改到位", evidence)

	def test_it_is_signed_for_answered_sent_back_answered_again_and_settled(self):
		notice = self.issued()
		self.assertEqual(notice.state, "待签收")
		self.act(notice, "sign_for", self.city.liaison)
		self.assertEqual(self.answer(notice).state, "答复审核中")
		self.act(notice, "return", self.city.supervisor, "请附照片")
		file = factories.evidence(self.city.head)
		self.answer(notice, self.city.head, file)
		settled = self.act(notice, "accept_answer", self.city.supervisor)

		self.assertEqual((settled.state, settled.answer, settled.evidence), ("答复通过", "已整改到位", file))
		self.assertEqual((settled.signed_by, settled.answered_by), (self.city.liaison, self.city.head))
		attached = {"attached_to_doctype": NOTICE, "attached_to_name": notice.name, "file_url": file}
		self.assertTrue(frappe.db.exists("File", attached))
		with self.assertRaises(NoticeIsIssued):
			frappe.delete_doc("File", frappe.db.get_value("File", attached))
		self.assertEqual(frappe.db.get_value(TASK, self.city.task.name, "state"), "待启动")

	def test_its_tasks_histories_say_so(self):
		notice = self.issued()
		self.answer(notice)
		self.act(notice, "accept_answer", self.city.supervisor)
		said = [
			(entry["act"], entry["opinion"])
			for entry in timeline_of(frappe.get_doc(TASK, self.city.task.name))
		]
		self.assertIn("issue_notice", [act for act, _opinion in said])
		self.assertTrue(
			all(notice.number in opinion for act, opinion in said if act.endswith(("_notice", "_answer")))
		)

	def test_other_units_and_whoever_issued_it_do_not_answer_and_the_unit_does_not_accept(self):
		notice = self.issued()
		for who in (self.city.helper, self.city.supervisor):
			with self.assertRaises((frappe.PermissionError, NotYourTurn)):
				self.answer(notice, who)
		self.answer(notice)
		with self.assertRaises((frappe.PermissionError, NotYourTurn)):
			self.act(notice, "accept_answer", self.city.head)

	def test_somebody_elses_private_file_is_no_evidence(self):
		notice = self.issued()
		with self.assertRaises(EvidenceNotReadable):
			self.answer(notice, evidence=factories.evidence(self.city.outsider))

	def test_it_is_called_off_with_a_reason_and_keeps_its_number(self):
		notice = self.issued()
		with self.assertRaises(OpinionRequired):
			self.act(notice, "cancel_notice", self.city.supervisor, " ")
		called_off = self.act(notice, "cancel_notice", self.city.supervisor, "发错单位")
		self.assertEqual((called_off.state, called_off.number), ("已撤销", notice.number))

	def test_a_unit_that_took_over_signs_and_answers(self):
		notice = self.issued()
		frappe.db.set_value("Qingdan Unit", self.city.lead, "merged_into", self.city.foreign)
		self.assertEqual(self.answer(notice, self.city.outsider).state, "答复审核中")


class TestClock(NoticeTestCase):
	def test_it_is_late_from_the_day_after_and_that_is_never_forgotten(self):
		notice = self.issued()
		notices_late.stamp_late(getdate(notice.due_date))
		self.assertFalse(frappe.db.get_value(NOTICE, notice.name, "late_since"))
		self.expire(notice)
		for _twice in range(2):
			notices_late.stamp_late(getdate())
		late = frappe.get_doc(NOTICE, notice.name)
		self.assertEqual((late.late_since, late.was_late_since), (add_days(getdate(), -2),) * 2)

		with self.as_user(self.city.liaison):
			answered = notice_answers.answer(notice.name, "迟到的答复")
		self.assertEqual((answered.late_since, answered.late_days), (None, 3))
		returned = self.act(notice, "return", self.city.supervisor, "不够")
		self.assertGreater(returned.due_date, getdate())
		self.assertEqual(getdate(returned.was_late_since), add_days(getdate(), -2))

	def test_an_answer_after_the_day_is_late_though_no_night_has_stamped_it(self):
		notice = self.issued()
		self.expire(notice, 1)
		with self.as_user(self.city.liaison):
			answered = notice_answers.answer(notice.name, "答复")
		self.assertEqual((answered.was_late_since, answered.late_days), (getdate(), 1))

	def test_it_waits_for_its_unit_and_stands_on_its_task(self):
		notice = self.issued()
		with self.as_user(self.city.liaison):
			self.assertEqual([row["title"] for row in waiting_notices.waiting_for_me()], [notice.title])
			self.assertEqual(
				[row["number"] for row in waiting_notices.shown_on(self.city.task.name)], [notice.number]
			)
		with self.as_user(self.city.helper):
			self.assertEqual(waiting_notices.waiting_for_me(), [])

	def test_an_archived_list_takes_no_notice_and_is_not_archived_with_an_open_one(self):
		notice = self.issued()
		self.assertEqual(waiting_notices.open_about([self.city.task.name]), [notice.number])
		frappe.db.set_value("Qingdan List", self.city.task.list, "archived_at", "2021-12-31 10:00:00")
		with self.assertRaises(ListArchived):
			self.issue()

	def test_what_is_handed_out_later_can_be_noticed_then(self):
		task = self.drafted()
		with self.as_user(self.city.supervisor):
			handing.hand_out([task])
		self.assertEqual(len(self.issue(task)), 1)


class TestOnPaper(NoticeTestCase):
	PRINT = "frappe.www.printview.get_html_and_style"
	DOWNLOAD = "qingdan_app.api.notices.get_word_file"

	def test_paper_and_word_file_say_the_number_the_unit_the_tasks_the_demand_and_who_sends_it(self):
		frappe.db.set_single_value("Qingdan Settings", "notice_office", "杭州市人民政府督查室")
		frappe.clear_document_cache("Qingdan Settings", "Qingdan Settings")
		notice = self.issued(demand="限期推进\n<b>每周报送</b>")
		print_formats.create_missing()
		format_ = frappe.db.get_value("Print Format", {"doc_type": NOTICE, "module": "Qingdan App"})
		html = self.call(self.PRINT, self.city.liaison, doc=NOTICE, name=notice.name, print_format=format_)[
			"html"
		]
		self.call(self.DOWNLOAD, self.city.liaison, name=notice.name)
		self.assertEqual(frappe.response.filename, f"{notice.number}.docx")
		with zipfile.ZipFile(io.BytesIO(frappe.response.filecontent)) as parts:
			words = "".join(ElementTree.fromstring(parts.read("word/document.xml")).itertext())

		said = (
			notice.number,
			self.city.lead,
			self.city.task.name,
			self.city.task.text,
			"限期推进",
			"杭州市人民政府督查室",
		)
		for each in said:
			self.assertIn(each, html)
			self.assertIn(each, words)
		self.assertIn("<b>每周报送</b>", words)
		self.assertNotIn("<b>每周报送</b>", html)

	def test_who_does_not_see_it_gets_no_file(self):
		notice = self.issued()
		for who in self.city.outsiders:
			with self.assertRaises(frappe.PermissionError):
				self.call(self.DOWNLOAD, who, name=notice.name)


class TestFiguresByUnit(NoticeTestCase):
	def test_each_unit_has_its_notices_by_level_and_what_became_of_them(self):
		red, blue = self.issued(), self.issued(level="Blue")
		self.expire(red)
		notices_late.stamp_late(getdate())
		self.act(blue, "cancel_notice", self.city.supervisor, "重复")
		with self.as_user(self.city.liaison):
			(row,) = qingdan_notices_by_unit.execute()[1]
			self.assertEqual(qingdan_notices_by_unit.execute({"until_date": "2001-01-01"})[1], [])
		figures = ("unit", "total", "blue", "yellow", "red", "open", "late", "settled", "called_off")
		self.assertEqual([row[name] for name in figures], [self.city.lead, 2, 1, 0, 1, 1, 1, 0, 1])
