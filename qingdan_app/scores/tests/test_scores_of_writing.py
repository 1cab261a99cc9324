"""What was written to a unit counts: notices by their level, answers that were late or came back, and urges on them."""

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.instructions import giving
from qingdan_app.notices import issuing
from qingdan_app.scores import read_writing
from qingdan_app.scores.span import Span
from qingdan_app.scores.who_answered import WhoAnswered
from qingdan_app.supervision import late_answers
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.requests import urging

NOTICE, INSTRUCTION = read_writing.NOTICE, read_writing.INSTRUCTION


class TestScoresOfWriting(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.today = getdate()

	def notice(self, level: str = "Red", *tasks: str):
		with self.as_user(self.city.supervisor):
			said = {"level": level, "demand": "限期推进"}
			(issued,) = issuing.issue(said, [*tasks] or [self.city.task.name])
		return frappe.get_doc(NOTICE, issued.name)

	def instruction(self, **about):
		words = {
			"words": "抓紧推进",
			"task": self.city.task.name,
			"due_date": add_days(self.today, 5),
			**about,
		}
		with self.as_user(self.city.office):
			return frappe.get_doc(INSTRUCTION, giving.give(words).name)

	def expired(self, doc) -> None:
		"""It was to be answered two days ago, and the night has passed."""
		frappe.db.set_value(doc.doctype, doc.name, "due_date", add_days(self.today, -2))
		late_answers.stamp(self.today)

	def read(self, list_: str | None = None, **days) -> list[tuple]:
		span = Span(list_ or self.city.task.list, days.get("first", self.today), self.today)
		found = read_writing.written(span, WhoAnswered(span.list))
		return sorted((each.kind.value, each.unit, *each.behind, each.task) for each in found)

	def of_lead(self, kind: str, behind: tuple[str, str]) -> tuple:
		return (kind, self.city.lead, *behind, self.city.task.name)

	def test_a_notice_counts_by_its_level_once_whatever_it_is_about(self):
		second = factories.task(self.city.lead, (), self.city.leader)
		notices = [self.notice(level) for level in ("Blue", "Yellow")]
		notices.append(self.notice("Red", self.city.task.name, second.name))
		kinds = ("Blue Notice", "Yellow Notice", "Red Notice")
		expected = [self.of_lead(kind, (NOTICE, doc.name)) for kind, doc in zip(kinds, notices, strict=True)]
		self.assertEqual(self.read(), sorted(expected))

	def test_one_that_was_called_off_counts_for_nothing(self):
		self.act(self.notice(), "cancel_notice", self.city.supervisor, "发错")
		self.assertEqual(self.read(), [])

	def test_an_answer_that_is_late_counts_on_the_day_after_it_was_due_answered_or_not(self):
		notice, instruction = self.notice(), self.instruction()
		for doc in (notice, instruction):
			self.expired(doc)
		self.act(notice, "answer_notice", self.city.liaison, "已整改")
		late = [
			self.of_lead("Instruction Late", (INSTRUCTION, instruction.name)),
			self.of_lead("Notice Late", (NOTICE, notice.name)),
		]
		yesterday = Span(self.city.task.list, add_days(self.today, -1), add_days(self.today, -1))
		found = [*read_writing.written(yesterday, WhoAnswered(yesterday.list))]
		self.assertEqual(
			sorted((each.kind.value, each.unit, *each.behind, each.task) for each in found), late
		)
		self.assertEqual({each.period for each in found}, {f"{add_days(self.today, -2):%Y-%m}"})

	def test_answers_that_came_back_and_urges_are_read_from_the_record(self):
		notice, instruction = self.notice(), self.instruction()
		with self.as_user(self.city.supervisor):
			urging.urge(NOTICE, notice.name, "请速办")
		self.act(notice, "answer_notice", self.city.liaison, "已整改")
		self.act(notice, "return", self.city.supervisor, "不具体")
		self.act(instruction, "answer_instruction", self.city.liaison, "已办")
		self.act(instruction, "return", self.city.office, "不具体")
		about = {"reference_name": notice.name, "act": "urge"}
		urge = frappe.db.get_value("Qingdan Approval Log", about)
		expected = [
			self.of_lead("Answer to a Notice Sent Back", (NOTICE, notice.name)),
			self.of_lead("Answer to an Instruction Sent Back", (INSTRUCTION, instruction.name)),
			self.of_lead("Red Notice", (NOTICE, notice.name)),
			self.of_lead("Urged", ("Qingdan Approval Log", urge)),
		]
		self.assertEqual(self.read(), expected)

	def test_what_is_about_another_list_or_other_days_is_not_read(self):
		self.notice()
		other = factories.task(self.city.lead)
		self.assertNotEqual(other.list, self.city.task.list)
		self.assertEqual(self.read(other.list), [])
		tomorrow = Span(self.city.task.list, add_days(self.today, 1), add_days(self.today, 9))
		self.assertEqual([*read_writing.written(tomorrow, WhoAnswered(tomorrow.list))], [])
