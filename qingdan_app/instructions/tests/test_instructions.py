"""An instruction is given on a piece of work, answered by the unit that is named, and carried out or sent back."""

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.instructions import giving, instruction_requirements, waiting_instructions
from qingdan_app.instructions.exceptions import InstructionIncomplete, InstructionIsGiven
from qingdan_app.notices import notices_late
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.exceptions import FlowRefusal

INSTRUCTION, TASK, MATTER = "Qingdan Instruction", "Qingdan Task", "Qingdan Matter"


class TestInstructions(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def given(self, who: str | None = None, **words):
		said = {"words": "请抓紧推进", "task": self.city.task.name, **words}
		with self.as_user(who or self.city.office):
			return giving.give(said)

	def waiting(self, who: str) -> list[str]:
		with self.as_user(who):
			return [row["title"] for row in waiting_instructions.waiting_for_me()]

	def test_the_unit_answers_and_the_leaders_office_finds_it_carried_out(self):
		instruction = self.given()
		self.assertEqual((instruction.unit, instruction.leader), (self.city.lead, self.city.leader))
		answered = self.act(instruction, "answer_instruction", self.city.liaison, "已开工")
		self.assertEqual((answered.state, answered.answer), ("已答复", "已开工"))
		returned = self.act(instruction, "return", self.city.office, "写明工期")
		self.assertEqual(returned.state, "待答复")
		self.act(instruction, "answer_instruction", self.city.head, "六月完工")
		carried_out = self.act(instruction, "find_carried_out", self.city.office, "")
		self.assertEqual((carried_out.state, carried_out.answered_by), ("已落实", self.city.head))
		acts = [entry["act"] for entry in timeline_of(frappe.get_doc(TASK, self.city.task.name))]
		self.assertLessEqual({"give_instruction", "answer_instruction", "find_carried_out"}, set(acts))

	def test_it_is_written_on_a_report_and_on_a_key_work_as_well(self):
		self.city.started()
		report = factories.acted(self.city.draft(), ("file", self.city.liaison))
		on_report = self.given(task=None, report=report.name)
		self.assertEqual((on_report.task, on_report.unit), (self.city.task.name, self.city.lead))
		work = self.city.task.key_work
		on_work = self.given(self.city.supervisor, task=None, key_work=work, unit=self.city.cooperating)
		with self.as_user(self.city.helper):
			shown = waiting_instructions.shown_on("key_work", work)
		self.assertIn(on_work.name, [row["name"] for row in shown])
		with self.as_user(self.city.supervisor), self.assertRaises(InstructionIncomplete):
			giving.give({"words": "抓紧"})

	def test_an_office_writes_for_its_own_leader_and_units_write_none(self):
		for who in (self.city.other_office, self.city.liaison, self.city.nobody):
			with self.assertRaises(frappe.PermissionError):
				self.given(who)
		with self.assertRaises(frappe.PermissionError):
			self.given(leader=self.city.other_leader)

	def test_its_button_is_offered_to_whoever_may_write_one(self):
		leader = self.city.leader
		for who, offered in (
			(self.city.office, True),
			(self.city.supervisor, True),
			(self.city.other_office, False),
			(self.city.liaison, False),
		):
			with self.as_user(who):
				self.assertEqual(instruction_requirements.may_write(leader), offered, who)

	def test_only_the_unit_that_is_named_answers_and_only_the_givers_judge(self):
		instruction = self.given()
		for who in (self.city.helper, self.city.office):
			with self.assertRaises((frappe.PermissionError, FlowRefusal)):
				self.act(instruction, "answer_instruction", who, "我来")
		self.act(instruction, "answer_instruction", self.city.liaison, "已开工")
		with self.assertRaises((frappe.PermissionError, FlowRefusal)):
			self.act(instruction, "find_carried_out", self.city.head, "")

	def test_what_was_given_keeps_its_words_and_is_kept(self):
		instruction = self.given()
		with self.as_user(self.city.office):
			instruction.words = "算了"
			with self.assertRaises(InstructionIsGiven):
				instruction.save()
			with self.assertRaises(InstructionIsGiven):
				frappe.delete_doc(INSTRUCTION, instruction.name)

	def test_it_is_late_once_its_day_has_passed_and_stays_on_record(self):
		instruction = self.given(due_date=getdate())
		frappe.db.set_value(INSTRUCTION, instruction.name, "due_date", add_days(getdate(), -2))
		notices_late.stamp(INSTRUCTION, ["待答复"], getdate())
		self.assertEqual(
			frappe.db.get_value(INSTRUCTION, instruction.name, "late_since"), add_days(getdate(), -1)
		)
		answered = self.act(instruction, "answer_instruction", self.city.liaison, "迟了")
		self.assertEqual((answered.late_since, answered.late_days), (None, 2))
		self.assertEqual(getdate(answered.was_late_since), add_days(getdate(), -1))

	def test_it_waits_for_the_unit_and_then_for_the_office(self):
		instruction = self.given()
		self.assertEqual(self.waiting(self.city.liaison), ["请抓紧推进"])
		self.act(instruction, "answer_instruction", self.city.liaison, "已开工")
		self.assertEqual(self.waiting(self.city.liaison), [])
		self.assertEqual(self.waiting(self.city.office), ["请抓紧推进"])

	def test_it_is_taken_on_as_a_matter_once_with_its_source(self):
		instruction = self.given()
		with self.as_user(self.city.supervisor):
			name = giving.take_on(instruction.name)
			with self.assertRaises(InstructionIsGiven):
				giving.take_on(instruction.name)
		matter = frappe.get_doc(MATTER, name)
		self.assertEqual((matter.content, matter.lead_unit), ("请抓紧推进", self.city.lead))
		self.assertEqual((matter.leader, matter.document_number), (self.city.leader, instruction.name))
		self.assertEqual(frappe.db.get_value(INSTRUCTION, instruction.name, "matter"), name)

	def test_whoever_took_over_the_unit_answers_for_it(self):
		instruction = self.given()
		frappe.db.set_value("Qingdan Unit", self.city.lead, "merged_into", self.city.foreign)
		self.assertEqual(
			self.act(instruction, "answer_instruction", self.city.outsider, "已接手").state, "已答复"
		)
