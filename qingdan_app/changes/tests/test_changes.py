"""A change of tasks is asked for, decided by its flow, and written with the decision: all of it or nothing."""

import json

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.arguments import WrongArgument
from qingdan_app.changes import asking
from qingdan_app.changes.exceptions import (
	ChangeIncomplete,
	ChangeIsSent,
	ChangeNotPossible,
)
from qingdan_app.handlers import handing_on
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.exceptions import NotYourTurn, StateChangeRefused, WrongItems
from qingdan_app.workflows.moves import performing

REQUEST, TASK, LOG = "Qingdan Change Request", "Qingdan Task", "Qingdan Approval Log"


class ChangeTestCase(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.due, self.later = add_days(getdate(), 30), add_days(getdate(), 90)
		frappe.db.set_value(TASK, self.city.task.name, {"due_date": self.due, "due_order": self.due})
		self.city.task.reload()

	def ask(self, kind: str, who: str | None = None, tasks: list[str] | None = None, **values):
		words = {"kind": kind, "reason": "征地尚未完成", "progress": "已完成六成", **values}
		with self.as_user(who or self.city.liaison):
			return asking.ask(words, tasks or [self.city.task.name])

	def extend(self, who: str | None = None, tasks: list[str] | None = None):
		return self.ask("Extension", who, tasks, new_due_date=str(self.later))

	def decide(self, request, act: str, *people: str):
		for who in people:
			with self.as_user(who):
				performing.perform(REQUEST, request.name, act, "同意")
		return frappe.get_doc(REQUEST, request.name)

	def grant(self, request, *people: str):
		everybody = people or (self.city.head, self.city.supervisor, self.city.office)
		return self.decide(request, "grant_change", *everybody)

	def task(self, name: str | None = None):
		return frappe.get_doc(TASK, name or self.city.task.name)

	def second(self, **fields):
		return factories.task(
			self.city.lead, (self.city.cooperating,), self.city.leader, due_date=self.due, **fields
		)

	def expire(self, days: int = 5):
		past = add_days(getdate(), -days)
		frappe.db.set_value(
			TASK,
			self.city.task.name,
			{"due_date": past, "late_since": add_days(past, 1), "was_late_since": add_days(past, 1)},
		)
		return past


class TestExtension(ChangeTestCase):
	def test_it_is_written_with_the_last_decision_and_not_before(self):
		request = self.extend()
		self.assertEqual((request.state, request.asked_as), ("变更审批中", "Liaison"))
		self.decide(request, "grant_change", self.city.head, self.city.supervisor)
		self.assertEqual(self.task().due_date, self.due)

		granted = self.decide(request, "grant_change", self.city.office)
		self.assertEqual((granted.state, granted.decided_by), ("已同意变更", self.city.office))
		task = self.task()
		self.assertEqual((task.due_date, task.first_due_date, task.extensions), (self.later, self.due, 1))
		self.assertEqual({str(row.due_order) for row in task.units}, {str(self.later)})

	def test_the_earlier_deadline_stays_with_who_granted_the_new_one(self):
		self.grant(self.extend())
		entry = timeline_of(self.task())[-1]

		self.assertEqual(entry["act"], "extend")
		self.assertEqual(entry["person"], frappe.utils.get_fullname(self.city.office))
		words = {"was": str(self.due), "now": str(self.later)}
		self.assertIn(words, [{"was": row["was"], "now": row["now"]} for row in entry["revised"]])

	def test_the_first_deadline_stays_however_often_it_is_extended(self):
		self.grant(self.extend())
		self.later = add_days(self.later, 30)
		self.grant(self.extend())

		self.assertEqual((self.task().first_due_date, self.task().extensions), (self.due, 2))

	def test_a_date_that_is_not_later_is_refused(self):
		self.later = self.due
		self.assertRefused(ChangeNotPossible, self.extend)

	def test_progress_and_a_date_are_needed(self):
		self.assertRefused(ChangeIncomplete, self.ask, "Extension", new_due_date=str(self.later), progress="")
		self.assertRefused(ChangeIncomplete, self.ask, "Extension")
		self.assertRefused(frappe.MandatoryError, self.ask, "Suspension", reason="")

	def test_after_expiry_only_supervision_asks(self):
		self.expire()
		said = str(self.assertRefused(ChangeNotPossible, self.extend))
		self.assertIn(self.city.task.name, said)

		request = self.extend(self.city.supervisor)
		self.grant(request, self.city.office)
		self.assertEqual(self.task().due_date, self.later)

	def test_what_was_late_is_not_late_today_and_the_stamp_stays_as_memory(self):
		past = self.expire()
		self.grant(self.extend(self.city.supervisor), self.city.office)

		task = self.task()
		self.assertIsNone(task.late_since)
		self.assertEqual(task.was_late_since, add_days(past, 1))

	def test_a_milestone_moved_after_expiry_is_an_extension_by_another_name(self):
		self.expire()
		rows = [{"date": str(self.later), "label": "竣工"}]
		self.assertRefused(ChangeNotPossible, self.ask, "Adjustment", milestones=rows)

	def test_the_last_milestone_moves_with_the_deadline(self):
		self.city.task.append("milestones", {"date": self.due, "label": "竣工"})
		self.city.task.correction_reason = "漏读"
		self.city.task.save()
		self.grant(self.extend())

		self.assertEqual([str(row.date) for row in self.task().milestones], [str(self.later)])

	def test_a_head_needs_no_head_and_supervision_not_itself(self):
		self.grant(self.extend(self.city.head), self.city.supervisor, self.city.office)
		self.assertEqual(self.task().due_date, self.later)

	def test_a_task_without_a_leader_is_decided_by_supervision(self):
		other = factories.task(self.city.lead, due_date=self.due)
		self.grant(self.extend(tasks=[other.name]), self.city.head, self.city.supervisor)
		self.assertEqual(self.task(other.name).due_date, self.later)

	def test_what_was_denied_or_withdrawn_changes_nothing(self):
		denied = self.decide(self.extend(), "deny_change", self.city.head)
		self.assertEqual(denied.state, "不同意变更")
		withdrawn = self.decide(self.extend(), "withdraw", self.city.liaison)
		self.assertEqual(withdrawn.state, "草稿")

		self.assertEqual(self.task().due_date, self.due)


class TestMany(ChangeTestCase):
	def test_all_tasks_of_a_request_or_none(self):
		second = self.second()
		request = self.extend(tasks=[self.city.task.name, second.name])
		self.decide(request, "grant_change", self.city.head, self.city.supervisor)
		frappe.db.set_value(TASK, second.name, "due_date", add_days(self.due, 1))
		self.decide(request, "grant_change", self.city.office)
		failed = {"reference_name": request.name, "act": "fail"}
		said = frappe.db.get_value(LOG, failed, "opinion")

		self.assertIn(second.name, said)
		self.assertIn(str(add_days(self.due, 1)), said)
		self.assertNotIn(self.city.task.name, said)
		self.assertEqual(self.task().due_date, self.due)
		self.assertEqual(frappe.db.get_value(REQUEST, request.name, "state"), "变更审批中")

	def test_what_it_would_do_is_shown_task_by_task_and_nothing_is_written(self):
		second = self.second(text="另一件事")
		frappe.db.set_value(TASK, second.name, "due_date", add_days(self.later, 1))
		values = {"kind": "Extension", "reason": "雨季", "progress": "五成", "new_due_date": str(self.later)}
		with self.as_user(self.city.liaison):
			first, other = asking.foresee(values, [self.city.task.name, second.name])

		self.assertEqual((first.was, first.asked, first.why), (str(self.due), str(self.later), ""))
		self.assertTrue(other.why)
		self.assertEqual(frappe.db.count(REQUEST, {"owner": self.city.liaison}), 0)

	def test_a_second_request_of_its_kind_waits_for_the_first(self):
		first = self.extend()
		said = str(self.assertRefused(ChangeNotPossible, self.extend))
		self.assertIn(first.name, said)

	def test_words_of_a_single_task_are_not_asked_for_many(self):
		tasks = [self.city.task.name, self.second().name]
		self.assertRefused(ChangeIncomplete, self.ask, "Adjustment", tasks=tasks, new_text="另一件事")

	def test_each_person_is_told_once(self):
		request = self.extend(tasks=[self.city.task.name, self.second().name])
		self.grant(request)
		told = frappe.get_all(
			"Qingdan Message",
			{
				"receiver": self.city.helper,
				"channel": "Desk Notification",
				"kind": "For Information",
				"reference_doctype": TASK,
			},
			pluck="reference_name",
		)
		self.assertEqual(len(told), 1)


class TestOtherKinds(ChangeTestCase):
	def test_text_units_and_leader_are_adjusted_and_what_they_were_stays(self):
		text, lead, leader = self.task().text, self.city.lead, self.city.leader
		values = {
			"new_text": "新的内容",
			"new_target": "新建 200 处",
			"new_lead_unit": self.city.foreign,
			"cooperating": [self.city.lead],
			"new_leader": self.city.other_leader,
		}
		self.grant(self.ask("Adjustment", **values))

		task = self.task()
		self.assertEqual((task.text, task.title), ("新的内容", "新的内容"))
		self.assertEqual(task.target, "新建 200 处")
		self.assertEqual((task.lead_unit, task.leader), (self.city.foreign, self.city.other_leader))
		self.assertEqual([row.unit for row in task.units], [self.city.foreign, self.city.lead])
		was = {row["label"]: row["was"] for row in timeline_of(task)[-1]["revised"]}
		self.assertEqual(set(was.values()), {text, "", f"{lead}、{self.city.cooperating}", leader})

	def test_a_lead_unit_that_is_new_has_received_nothing_yet(self):
		self.city.started()
		self.grant(self.ask("Adjustment", new_lead_unit=self.city.foreign))
		self.assertIsNone(self.task().acknowledged_by)

	def test_turns_on_a_task_follow_its_new_leader(self):
		self.city.in_review()
		self.grant(self.ask("Adjustment", new_leader=self.city.other_leader))
		live = {"reference_name": self.city.task.name, "standing": "Open"}
		holders = frappe.get_all("Qingdan Approval Assignment", live, pluck="assignee")
		self.assertEqual(holders, [self.city.other_office])

	def test_who_gives_a_task_away_with_what_is_in_hands_need_not_see_it_afterwards(self):
		"""Core says beside a task that its ToDo is cancelled, in the name of whoever has decided."""
		self.city.started()
		handler = factories.contact(self.city.lead, "Handler")
		with self.as_user(self.city.liaison):
			handing_on.hand_on(self.city.task.name, handing_on.Errand(handler, "先拟报告"))
		values = {"new_lead_unit": self.city.foreign, "new_leader": self.city.other_leader}
		request = self.grant(self.ask("Adjustment", **values))
		self.assertEqual(request.state, "已同意变更")
		self.assertEqual((self.task().lead_unit, self.task().leader), tuple(values.values()))

	def test_what_else_was_asked_for_is_over_with_the_task_unless_another_goes_on(self):
		second = self.second()
		alone, shared = self.extend(), self.ask("Suspension", tasks=[self.city.task.name, second.name])
		returned = self.decide(self.ask("Misprint", new_text="新的内容"), "return", self.city.supervisor)
		self.grant(self.ask("Termination"))
		states = [frappe.db.get_value(REQUEST, each.name, "state") for each in (alone, shared, returned)]
		self.assertEqual(states, ["不同意变更", "变更审批中", "草稿"])
		over = {"reference_name": ("in", [alone.name, returned.name]), "standing": ("in", ["Open", "Held"])}
		self.assertEqual(frappe.get_all("Qingdan Approval Assignment", over), [])

	def test_suspended_and_resumed_with_the_state_as_it_was(self):
		self.city.started()
		self.expire()
		self.grant(self.ask("Suspension"))
		task = self.task()
		self.assertEqual((task.state, task.course, task.late_since), ("推进中", "Suspended", None))
		self.assertTrue(task.was_late_since)

		self.assertRefused(ChangeNotPossible, self.ask, "Resumption")
		self.grant(self.ask("Resumption", new_due_date=str(self.later)))
		task = self.task()
		self.assertEqual((task.course or "", task.due_date, task.late_since), ("", self.later, None))

	def test_ended_and_resumed_by_supervision_alone(self):
		self.grant(self.ask("Termination"))
		self.assertEqual((self.task().course, self.task().state), ("Terminated", "待启动"))
		self.assertRefused(ChangeNotPossible, self.ask, "Resumption")

		self.grant(self.ask("Resumption", self.city.supervisor), self.city.office)
		self.assertFalse(self.task().course)

	def test_merged_into_another_and_not_into_itself_or_what_has_ended(self):
		target = self.second()
		name = self.city.task.name
		self.assertRefused(ChangeNotPossible, self.ask, "Merger", merged_into=name)
		self.grant(self.ask("Merger", merged_into=target.name))
		self.assertEqual((self.task().course, self.task().merged_into), ("Merged", target.name))

		self.assertRefused(ChangeNotPossible, self.ask, "Merger", tasks=[target.name], merged_into=name)

	def test_a_misprint_is_corrected_by_supervision_alone(self):
		request = self.ask("Misprint", new_deadline_raw="2021年11月底")
		self.grant(request, self.city.supervisor)
		self.assertEqual(self.task().deadline_raw, "2021年11月底")
		self.assertEqual(timeline_of(self.task())[-1]["act"], "correct_misprint")

	def test_nothing_new_is_nothing_to_ask_for(self):
		self.assertRefused(ChangeNotPossible, self.ask, "Adjustment", new_leader=self.city.leader)
		self.assertRefused(ChangeIncomplete, self.ask, "Adjustment")

	def test_what_may_be_asked_is_offered_and_nothing_else(self):
		name = self.city.task.name
		for who, may in ((self.city.liaison, True), (self.city.office, True), (self.city.helper, False)):
			with self.as_user(who):
				offered = [kind.value for kind in asking.kinds_for([name])]
				self.assertEqual((bool(offered), asking.may_ask_about(self.task())), (may, may), who)
		self.grant(self.ask("Suspension"))
		with self.as_user(self.city.liaison):
			offered = [kind.value for kind in asking.kinds_for([name])]
		self.assertIn("Resumption", offered)
		self.assertNotIn("Suspension", offered)

	def test_a_completed_task_is_reopened_first(self):
		self.city.completed()
		self.assertFalse(asking.may_ask_about(self.task()))
		self.assertRefused(ChangeNotPossible, self.ask, "Termination")


class TestWays(ChangeTestCase):
	"""Ways around it."""

	def test_nobody_asks_about_what_is_not_theirs(self):
		self.assertRefused(ChangeNotPossible, self.extend, self.city.helper)
		for who in (self.city.outsider, self.city.other_office, self.city.nobody):
			with self.subTest(who):
				self.assertRefused(frappe.PermissionError, self.extend, who)

	def test_a_forged_comparison_is_written_anew(self):
		with self.as_user(self.city.liaison):
			request = frappe.get_doc(
				{
					"doctype": REQUEST,
					"kind": "Suspension",
					"reason": "x",
					"tasks": [{"task": self.city.task.name, "was": "伪造", "seen": "{}"}],
				}
			).insert()
		self.assertEqual(json.loads(request.tasks[0].seen)["due_date"], str(self.due))
		self.assertNotEqual(request.tasks[0].was, "伪造")

	def test_what_is_no_request_is_refused_by_name(self):
		name, door = self.city.task.name, "qingdan_app.api.changes.preview"
		for asked, tasks, refusal in (
			({"kind": "Eternity", "reason": "x"}, [name], ChangeIncomplete),
			({}, [name], ChangeIncomplete),
			("x", [name], WrongArgument),
			({"kind": "Suspension", "reason": "x"}, {"a": 1}, WrongArgument),
			({"kind": "Suspension", "reason": "x"}, [1], WrongItems),
			({"kind": "Suspension", "reason": "x"}, [], ChangeIncomplete),
			({"kind": "Adjustment", "reason": "x", "milestones": ["x"]}, [name], WrongArgument),
		):
			with self.subTest(asked=asked, tasks=tasks), self.assertRaises(refusal):
				self.call(door, self.city.liaison, asked=json.dumps(asked), tasks=json.dumps(tasks))

	def test_what_was_sent_keeps_its_words_and_is_kept(self):
		request = self.extend()
		for who in (self.city.liaison, self.city.supervisor, "Administrator"):
			with self.as_user(who):
				sent = frappe.get_doc(REQUEST, request.name)
				sent.new_due_date = add_days(self.later, 300)
				self.assertRefused(ChangeIsSent, sent.save)
				self.assertRefused(ChangeIsSent, frappe.delete_doc, REQUEST, request.name)

	def test_nobody_writes_the_decision_or_the_course_past_the_flow(self):
		request = self.extend()
		with self.as_user("Administrator"):
			forged = frappe.get_doc(REQUEST, request.name)
			forged.state = "已同意变更"
			self.assertRefused(ChangeIsSent, forged.save)
			for field, value in (
				("course", "Terminated"),
				("extensions", 3),
				("first_due_date", "2020-01-01"),
			):
				task = self.task()
				task.set(field, value)
				self.assertRefused(StateChangeRefused, task.save)

	def test_whoever_asks_does_not_grant(self):
		request = self.extend(self.city.supervisor)
		with self.as_user(self.city.supervisor):
			self.assertRefused(NotYourTurn, performing.perform, REQUEST, request.name, "grant_change")
		self.assertEqual(self.task().due_date, self.due)

	def test_a_draft_is_seen_by_whoever_wrote_it_and_a_sent_one_by_all_who_see_its_tasks(self):
		request = self.extend()
		readers = (self.city.liaison, self.city.helper, self.city.office, self.city.supervisor)
		for who in (*readers, self.city.outsider, self.city.other_office):
			with self.as_user(who):
				seen = bool(frappe.get_list(REQUEST, {"name": request.name}))
			self.assertEqual(seen, who in readers, who)

		foreign = factories.task(self.city.foreign, due_date=self.due)
		tasks = [self.city.task.name, foreign.name]
		wide = self.ask("Suspension", self.city.supervisor, tasks)
		with self.as_user(self.city.helper):
			self.assertEqual(frappe.get_list(REQUEST, {"name": wide.name}), [])
