"""Reminders of what was put to somebody in writing: a notice, an instruction and an issue, each with a day and people of its own."""

from datetime import datetime

import frappe

from qingdan_app.api import handlers
from qingdan_app.api import reminders as door
from qingdan_app.instructions import giving
from qingdan_app.issues import raising
from qingdan_app.messaging.rules.kinds import Kind
from qingdan_app.notices import issuing
from qingdan_app.reminders import collecting
from qingdan_app.reminders.reminder_states import REMINDER
from qingdan_app.reminders.tests.test_reminders import DAY, NOON, TODAY, RemindersTestCase
from qingdan_app.supervision import late_answers
from qingdan_app.tests import factories
from qingdan_app.tests.messages import DESK, MESSAGE
from qingdan_app.tests.site import one_transaction

NOTICE, INSTRUCTION, ISSUE = "Qingdan Supervision Notice", "Qingdan Instruction", "Qingdan Issue"
ALWAYS = {"enabled": 1, "to_asked": 1, "on_days_of_rest": 1}


class TestRemindersOfAnswers(RemindersTestCase):
	def noticed(self, *tasks: str, days: int = 3):
		with self.as_user(self.city.supervisor):
			said = {"level": "Red", "demand": "限期推进", "due_date": TODAY + days * DAY}
			[issued] = issuing.issue(said, tasks or [self.name])
		return frappe.get_doc(NOTICE, issued.name)

	def instructed(self, who: str | None = None, **words):
		with self.as_user(who or self.city.office):
			said = {"words": "请抓紧推进", "task": self.name, "due_date": TODAY + 3 * DAY}
			return giving.give({**said, **words})

	def raised(self, addressee: str, since: int = 3):
		with self.as_user(self.city.liaison):
			issue = raising.raise_issue({"problem": "征地受阻", "task": self.name, "addressee": addressee})
		frappe.db.set_value(ISSUE, issue.name, "raised_at", datetime.combine(TODAY - since * DAY, NOON))
		return issue

	def sweep(self, day=TODAY, hour: int = 10) -> None:
		late_answers.stamp(day)
		super().sweep(day, hour)

	def told(self, user: str | None = None) -> list[str]:
		about = {"receiver": user or self.city.liaison, "channel": DESK, "kind": Kind.REMINDER.value}
		about["cause"] = ("like", "reminders/%")
		return frappe.get_all(MESSAGE, about, pluck="subject", order_by="creation, name")

	def reached(self, *people: str) -> list[int]:
		return [len(self.told(each)) for each in people]

	def test_the_unit_is_reminded_of_a_notice_before_its_day_and_supervision_once_it_is_late(self):
		self.by_rules(
			{**ALWAYS, "about": "Answer to a Notice Ahead", "days": "2, 1"},
			{**ALWAYS, "about": "Answer to a Notice Late", "days": "1"},
			{"about": "Answer to a Notice Late", "days": "3", "to_supervision": 1, "on_days_of_rest": 1},
		)
		notice = self.noticed()
		for number in range(7):
			self.sweep(TODAY + number * DAY)
		self.assertEqual(self.reached(self.city.liaison, self.city.head, self.city.supervisor), [3, 3, 1])
		self.assertIn(notice.name, self.told()[0])
		self.assertEqual(self.reached(self.city.helper, self.city.office), [0, 0])
		told = {"receiver": self.city.head, "reference_doctype": NOTICE, "reference_name": notice.name}
		with self.as_user(self.city.head):
			frappe.get_doc(NOTICE, notice.name).check_permission("read")
		self.assertTrue(frappe.db.exists(MESSAGE, told))

	def test_a_notice_that_was_answered_or_called_off_is_not_told_of(self):
		self.by_rules({**ALWAYS, "about": "Answer to a Notice Ahead", "days": "3"})
		answered, called_off = self.noticed(), self.noticed()
		with one_transaction():
			collecting.collect(TODAY)
		self.act(answered, "answer_notice", self.city.liaison, "已整改")
		self.act(called_off, "cancel_notice", self.city.supervisor, "重复")
		self.sweep()
		self.assertEqual(self.told(), [])
		self.assertEqual({row.state for row in self.rows(receiver=self.city.liaison)}, {"No Longer Due"})

	def test_a_notice_goes_by_the_list_of_its_first_task_and_by_no_other(self):
		self.by_rules({**ALWAYS, "about": "Answer to a Notice Ahead", "days": "3"})
		other = factories.task(self.city.lead, (), self.city.leader).name
		own, _others, mixed = self.noticed(self.name), self.noticed(other), self.noticed(other, self.name)
		self.sweep()
		told = frappe.get_all(REMINDER, {"receiver": self.city.liaison}, pluck="reference_name")
		first_is_own = mixed.tasks[0].task == self.name
		self.assertEqual(set(told), {own.name, *([mixed.name] if first_is_own else [])})

	def test_who_has_its_task_in_hands_is_reminded_of_a_notice(self):
		handler = factories.contact(self.city.lead, "Handler")
		with self.as_user(self.city.liaison):
			handlers.cut(self.name, [{"words": "先拟方案", "person": handler}])
		self.by_rules(
			{"about": "Answer to a Notice Ahead", "days": "3", "to_handler": 1, "on_days_of_rest": 1}
		)
		self.noticed()
		self.sweep()
		self.assertEqual(self.reached(handler, self.city.liaison), [1, 0])

	def test_an_instruction_is_told_of_on_its_days_also_one_on_a_key_work(self):
		self.by_rules(
			{**ALWAYS, "about": "Answer to an Instruction Ahead", "days": "3"},
			{**ALWAYS, "about": "Answer to an Instruction Late", "days": "1", "to_office": 1},
		)
		work = {"key_work": self.city.task.key_work, "unit": self.city.cooperating}
		of_task = self.instructed()
		of_work = self.instructed(self.city.supervisor, task=None, leader=self.city.leader, **work)
		self.sweep()
		self.assertEqual(self.reached(self.city.liaison, self.city.helper, self.city.office), [1, 1, 0])
		self.act(of_task, "answer_instruction", self.city.liaison, "已开工")
		self.sweep(TODAY + 4 * DAY)
		self.assertEqual(self.reached(self.city.liaison, self.city.helper, self.city.office), [1, 2, 1])
		self.assertIn(of_work.name, self.told(self.city.office)[0])

	def test_an_issue_is_told_of_to_whom_it_went_until_it_is_answered(self):
		self.by_rules({**ALWAYS, "about": "Issue Not Answered", "days": "3", "again_every": 2})
		people = self.city.office, self.city.supervisor, self.city.liaison
		issue = self.raised("Leader's Office")
		self.sweep()
		self.assertEqual(self.reached(*people), [1, 0, 0])
		self.raised("Supervision Office", since=1)
		self.sweep(TODAY + 2 * DAY)
		self.assertEqual(self.reached(*people), [2, 1, 0])
		self.act(issue, "answer_issue", self.city.office, "周三协调会议定")
		self.sweep(TODAY + 4 * DAY)
		self.assertEqual(self.reached(*people), [2, 2, 0])

	def test_an_issue_to_an_office_without_people_is_told_of_to_supervision(self):
		self.by_rules({**ALWAYS, "about": "Issue Not Answered", "days": "3"})
		self.raised("Leader's Office")
		frappe.db.set_value("User", self.city.office, "enabled", 0)
		self.sweep()
		self.assertEqual(self.reached(self.city.office, self.city.supervisor), [0, 1])

	def test_all_of_them_are_one_digest_and_a_second_sweep_says_nothing_again(self):
		name = self.by_rules(
			{**ALWAYS, "about": "Answer to a Notice Ahead", "days": "3"},
			{**ALWAYS, "about": "Answer to an Instruction Ahead", "days": "3"},
		)
		notice, instruction = self.noticed(), self.instructed()
		for _again in range(2):
			frappe.db.set_value(
				"Qingdan Reminder Rule Set", name, "reached_on", TODAY - DAY, update_modified=False
			)
			self.sweep()
		self.assertEqual(len(self.told()), 1)
		message = frappe.get_last_doc(MESSAGE, {"receiver": self.city.liaison, "reference_doctype": REMINDER})
		with self.as_user(self.city.liaison):
			reminder = frappe.get_doc(REMINDER, message.reference_name)
			reminder.run_method("onload")
		lines = reminder.get_onload("digest")["lines"]
		self.assertEqual(
			[(line["doctype"], line["name"]) for line in lines],
			[(INSTRUCTION, instruction.name), (NOTICE, notice.name)],
		)

	def test_the_preview_counts_them(self):
		name = self.by_rules({**ALWAYS, "about": "Task Late", "days": "300"})
		notice = self.noticed()
		with self.as_user(self.city.administrator):
			found = door.get_preview([{**ALWAYS, "about": "Answer to a Notice Ahead", "days": "3"}], name)
		self.assertEqual((found["items"], found["number"]), (1, 2))
		self.assertIn(notice.name, found["people"][0]["first"][0])
