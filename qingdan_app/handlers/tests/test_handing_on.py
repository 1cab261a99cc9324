"""A unit hands its task to a person: who may, to whom, until when, what the person sees and does, and how it ends."""

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.handlers import following
from qingdan_app.handlers.exceptions import (
	DeadlineTooLate,
	HandedAlready,
	NothingHanded,
	NotOfTheUnit,
	NotYoursToHand,
	PartKept,
	TaskIsOver,
)
from qingdan_app.tasks import overview, waiting
from qingdan_app.tasks.exceptions import NotHandedOut
from qingdan_app.tasks.page import TaskQuery, page_of_tasks
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.exceptions import NotYourTurn

TASK, PART, REPORT, DOOR = (
	"Qingdan Task",
	"Qingdan Part",
	"Qingdan Progress Report",
	"qingdan_app.api.handlers",
)
WORDS = "先拟进展报告"


class HandingTestCase(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.task = self.city.started().name
		self.due = add_days(getdate(), 30)
		frappe.db.set_value(TASK, self.task, "due_date", self.due)
		self.handler, self.other = (factories.contact(self.city.lead, "Handler") for _ in range(2))

	def hand_on(self, who: str | None = None, **words) -> list[dict]:
		words = {"names": [self.task], "person": self.handler, "words": WORDS, **words}
		return self.call(f"{DOOR}.hand_on", who or self.city.liaison, **words)

	def part(self, **about):
		return frappe.get_last_doc(PART, {"task": self.task, **about})

	def seen(self, who: str) -> list[str]:
		with self.as_user(who):
			return frappe.get_list(TASK, pluck="name")

	def told(self, user: str) -> list[str]:
		about = {"receiver": user, "channel": "Email", "reference_name": self.task}
		return frappe.get_all("Qingdan Message", about, pluck="subject", order_by="creation")

	def assigned(self) -> list[str]:
		return frappe.parse_json(frappe.db.get_value(TASK, self.task, "_assign") or "[]")

	def todos(self, status: str = "Open") -> list[str]:
		about = {"reference_type": TASK, "reference_name": self.task, "status": status}
		return frappe.get_all("ToDo", about, pluck="allocated_to")

	def overview_for(self, who: str) -> dict:
		with self.as_user(who):
			return overview.overview_of(frappe.get_doc(TASK, self.task))

	def refused(self, refusal: type, who: str | None = None, **words) -> None:
		"""One act of many answers in its row."""
		before = frappe.db.count(PART)
		answer = self.hand_on(who, **words)[0]
		self.assertFalse(answer["ok"], answer)
		self.assertEqual(frappe.db.count(PART), before)


class TestHandingOn(HandingTestCase):
	def test_the_person_has_it_in_all_lists_is_told_once_and_core_says_the_same(self):
		self.assertEqual(self.seen(self.handler), [])

		self.assertTrue(self.hand_on(deadline=str(add_days(self.due, -5)))[0]["ok"])

		self.assertEqual(self.seen(self.handler), [self.task])
		self.assertEqual(len(self.told(self.handler)), 1)
		self.assertEqual(self.todos(), [self.handler])
		self.assertEqual(self.assigned(), [self.handler])
		self.assertEqual(
			frappe.get_all("Notification Log", {"for_user": self.handler, "type": "Assignment"}), []
		)
		with self.as_user(self.handler):
			self.assertEqual([row.name for row in page_of_tasks(TaskQuery())["tasks"]], [self.task])
			self.assertEqual(page_of_tasks(TaskQuery())["total"], 1)
			self.assertEqual([row["task"] for row in waiting.waiting_for_me(getdate())], [self.task])

	def test_they_see_nothing_else_of_the_unit_and_change_nothing(self):
		another = factories.task(self.city.lead)
		self.hand_on()
		self.assertEqual(self.seen(self.handler), [self.task])
		with self.as_user(self.handler):
			self.assertFalse(frappe.has_permission(TASK, "read", another.name))
			self.assertFalse(frappe.has_permission(TASK, "write", self.task))

	def test_liaison_and_head_of_each_unit_hand_on_to_their_own_people_and_nobody_else_does(self):
		helper = factories.contact(self.city.cooperating, "Handler")
		self.assertTrue(self.hand_on(self.city.helper, person=helper)[0]["ok"])
		self.assertEqual(self.part().unit, self.city.cooperating)
		self.refused(NotOfTheUnit, self.city.liaison, person=helper)
		self.refused(NotOfTheUnit, person=self.city.outsider)
		for who in (
			self.city.office,
			self.city.supervisor,
			self.city.administrator,
			self.city.outsider,
			self.handler,
		):
			self.refused(NotYoursToHand, who)
		self.assertTrue(self.hand_on(self.city.head)[0]["ok"])

	def test_the_deadline_is_never_after_the_tasks_and_may_be_today_where_that_has_passed(self):
		self.refused(DeadlineTooLate, deadline=str(add_days(self.due, 1)))
		frappe.db.set_value(TASK, self.task, "due_date", add_days(getdate(), -3))
		self.refused(DeadlineTooLate, deadline=str(add_days(getdate(), 1)))
		self.assertTrue(self.hand_on(deadline=str(getdate()))[0]["ok"])

	def test_nothing_is_handed_on_of_what_is_drafted_or_over_or_twice(self):
		frappe.db.set_value(TASK, self.task, "drafted", 1)
		self.refused(NotHandedOut)
		frappe.db.set_value(TASK, self.task, "drafted", 0)
		self.assertTrue(self.hand_on()[0]["ok"])
		self.refused(HandedAlready)
		frappe.db.set_value(TASK, self.task, "state", "已完成")
		self.refused(TaskIsOver, person=self.other)

	def test_many_at_once_each_answers_by_itself(self):
		second, foreign = factories.task(self.city.lead).name, factories.task(self.city.foreign).name
		answers = self.hand_on(names=[self.task, foreign, second])
		self.assertEqual([row["ok"] for row in answers], [True, False, True])
		self.assertEqual(sorted(self.seen(self.handler)), sorted([self.task, second]))
		sent = frappe.get_all(
			"Qingdan Message", {"receiver": self.handler, "channel": "Email"}, pluck="state"
		)
		self.assertEqual(sent, ["Queued", "Queued"])

	def test_who_may_be_asked_comes_with_how_much_they_have(self):
		self.hand_on()
		rows = self.call(f"{DOOR}.get_people", self.city.liaison, names=[self.task])
		having = {row["user"]: row["open"] for row in rows}
		self.assertEqual(having[self.handler], 1)
		self.assertEqual(set(having), {self.city.liaison, self.city.head, self.handler, self.other})
		self.assertEqual(self.call(f"{DOOR}.get_people", self.city.outsider, names=[self.task]), [])


class TestDrafting(HandingTestCase):
	def test_the_person_drafts_the_liaison_is_told_and_files(self):
		self.hand_on()
		self.assertEqual(self.overview_for(self.handler)["steps"]["primary"], "draft")
		words = {"task": self.task, "period": factories.month(), "percent": 30, "done": "已完成选址"}
		draft = self.call("qingdan_app.api.reports.keep_draft", self.handler, ready=True, **words)
		self.assertEqual(frappe.db.get_value(REPORT, draft["name"], "unit"), self.city.lead)
		self.assertEqual(len(self.told(self.city.liaison)), 1)
		with self.as_user(self.handler):
			self.assertEqual(frappe.get_list(REPORT, pluck="name"), [draft["name"]])

		self.assertRefused(
			NotYourTurn, self.call, "qingdan_app.api.reports.file_report", self.handler, **words
		)
		filed = self.call("qingdan_app.api.reports.file_report", self.city.liaison, **words)
		self.assertEqual((filed["name"], filed["state"]), (draft["name"], "已提交"))

	def test_whoever_has_nothing_of_it_drafts_nothing(self):
		words = {"task": self.task, "period": factories.month(), "done": "x"}
		with self.assertRaises(frappe.PermissionError):
			self.call("qingdan_app.api.reports.keep_draft", self.handler, **words)


class TestItsEnd(HandingTestCase):
	def test_another_person_takes_over_and_the_earlier_name_stays_in_the_history(self):
		self.hand_on()
		self.call(f"{DOOR}.hand_over", self.city.head, handed=self.part().name, person=self.other)

		self.assertEqual((self.seen(self.handler), self.seen(self.other)), ([], [self.task]))
		self.assertEqual((self.todos(), self.todos("Cancelled")), ([self.other], [self.handler]))
		said = self.overview_for(self.city.liaison)["history"][-1]
		self.assertIn(self.handler.split("@")[0], said["revised"][0]["was"])
		self.assertIn(self.other.split("@")[0], said["revised"][0]["now"])
		self.assertEqual(len(self.told(self.handler)), 2)

	def test_it_is_taken_back_by_the_unit_alone(self):
		self.hand_on()
		part = self.part().name
		for who in (self.city.helper, self.handler):
			self.assertRefused(NotYoursToHand, self.call, f"{DOOR}.take_back", who, handed=part)
		self.call(f"{DOOR}.take_back", self.city.liaison, handed=part, opinion="另有安排")
		self.assertEqual(
			(self.seen(self.handler), self.assigned(), self.part().state), ([], [], "Taken Back")
		)
		self.assertRefused(NothingHanded, self.call, f"{DOOR}.take_back", self.city.liaison, handed=part)

	def test_what_is_done_stays_readable_and_the_unit_hears_of_it(self):
		self.hand_on()
		self.call(f"{DOOR}.finish", self.handler, handed=self.part().name)
		self.assertEqual((self.seen(self.handler), self.todos()), ([self.task], []))
		self.assertEqual(len(self.told(self.city.liaison)), 1)

	def test_whoever_leaves_leaves_nothing_behind(self):
		for leave in (self._close_contact, self._delete_contact, self._disable, self._let_time_pass):
			with self.subTest(leave=leave.__name__):
				handler = factories.contact(self.city.lead, "Handler")
				self.hand_on(person=handler)
				before = len(self.told(self.city.liaison))
				leave(handler)
				self.assertNotIn(handler, self.todos())
				self.assertEqual(self.part(handler=handler).state, "Taken Back")
				self.assertEqual(len(self.told(self.city.liaison)), before + 1)
				self.assertEqual(self.seen(handler), [])

	def _close_contact(self, user: str) -> None:
		contact = frappe.get_doc("Qingdan Contact", {"user": user})
		contact.update({"until_date": add_days(getdate(), -1)}).save()

	def _delete_contact(self, user: str) -> None:
		frappe.delete_doc("Qingdan Contact", frappe.db.get_value("Qingdan Contact", {"user": user}))

	def _disable(self, user: str) -> None:
		factories.user("System Manager")  # core disables nobody where none is left
		frappe.get_doc("User", user).update({"enabled": 0}).save()

	def _let_time_pass(self, user: str) -> None:
		name = frappe.db.get_value("Qingdan Contact", {"user": user})
		frappe.db.set_value("Qingdan Contact", name, "until_date", add_days(getdate(), -1))
		following.people_left()

	def test_a_renamed_account_goes_on(self):
		self.hand_on()
		new = factories.unique("renamed") + "@qingdan.example"
		frappe.rename_doc("User", self.handler, new, force=True)
		self.assertEqual((self.assigned(), self.todos(), self.seen(new)), ([new], [new], [self.task]))

	def test_a_unit_that_leaves_the_task_takes_its_people_with_it(self):
		self.hand_on()
		task = frappe.get_doc(TASK, self.task)
		task.set("units", [{"unit": factories.unit(), "duty": "Lead"}])
		task.correction_reason = "改由他局承办"
		task.save()
		self.assertEqual((self.todos(), self.seen(self.handler)), ([], []))

	def test_a_member_that_leaves_its_group_takes_its_people_with_it(self):
		member = factories.unit()
		group = factories.group(member)
		liaison, handler = factories.contact(member), factories.contact(member, "Handler")
		self.task = factories.task(group).name
		self.assertTrue(self.hand_on(liaison, person=handler)[0]["ok"])
		self.assertEqual((self.part().unit, self.seen(handler)), (member, [self.task]))
		frappe.get_doc("Qingdan Unit", group).update({"members": []}).save()
		self.assertEqual((self.todos(), self.seen(handler)), ([], []))

	def test_a_completed_task_is_in_nobodys_hands_and_stays_readable(self):
		self.hand_on()
		self.city.task = frappe.get_doc(TASK, self.task)
		self.city.file_completion()
		self.city.decided_by_head()
		factories.acted(self.city.task, ("complete", self.city.office))
		self.assertEqual(
			(self.part().state, self.todos(), self.seen(self.handler)), ("Done", [], [self.task])
		)

	def test_the_row_is_written_by_the_act_alone(self):
		self.hand_on()
		part = self.part()
		part.deadline = getdate()
		self.assertRefused(PartKept, part.save)
		self.assertRefused(PartKept, part.delete)
