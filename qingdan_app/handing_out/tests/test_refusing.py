"""A lead unit answers that a task is not its duty: supervision re-assigns it, insists, or asks the leader's office."""

import json
from datetime import timedelta

import frappe
from frappe.utils import now_datetime

from qingdan_app.handing_out import handing, reminding
from qingdan_app.handing_out.exceptions import (
	CannotRefuse,
	NobodyToAsk,
	NothingToSettle,
	ReasonNeeded,
	UnitNeeded,
)
from qingdan_app.tasks import changing, overview, reporting, waiting
from qingdan_app.tasks.exceptions import NotYourUnit, RefusalOpen
from qingdan_app.tasks.page import TaskQuery, page_of_tasks
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import one_transaction
from qingdan_app.workflows.exceptions import ActNotPossible, NotYourTurn, OpinionRequired, StateChangeRefused
from qingdan_app.workflows.moves import performing, subjects
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause

TASK, REFUSAL, DOOR = "Qingdan Task", "Qingdan Refusal", "qingdan_app.api.refusals"
REASON = "该事项属交通部门职责"


class RefusingTestCase(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.right = factories.unit()
		self.right_liaison = factories.contact(self.right)
		self.task = self.city.task.name
		frappe.db.set_value(TASK, self.task, "drafted", 1)
		with self.as_user(self.city.supervisor):
			handing.hand_out([self.task])

	def refuse(self, who: str | None = None, **words) -> dict:
		words = {"task": self.task, "reason": REASON, **words}
		return self.call(f"{DOOR}.refuse", who or self.city.liaison, **words)

	def settle(self, act: str, who: str | None = None, **words) -> dict:
		return self.call(f"{DOOR}.settle", who or self.city.supervisor, task=self.task, act=act, **words)

	def doc(self):
		return frappe.get_doc(TASK, self.task)

	def steps(self, who: str) -> list[str]:
		with self.as_user(who):
			steps = overview.overview_of(self.doc())["steps"]
		return [steps["primary"], *steps["others"]]

	def told(self, user: str) -> list[str]:
		about = {"receiver": user, "channel": "Email", "reference_name": self.task}
		return frappe.get_all("Qingdan Message", about, pluck="subject", order_by="creation")

	def acts(self) -> list[str]:
		return [entry.act for entry in self.log_of(self.doc())]


class TestRefusing(RefusingTestCase):
	def test_the_lead_unit_says_why_and_who_is_right_and_supervision_is_told(self):
		answer = self.refuse(unit=self.right)
		kept = frappe.get_doc(REFUSAL, answer["name"])

		self.assertEqual((kept.unit, kept.proposed_unit, kept.state), (self.city.lead, self.right, "待处理"))
		self.assertEqual(self.acts(), ["hand_out", "refuse"])
		self.assertEqual(self.log_of(self.doc())[-1].opinion, REASON)
		self.assertTrue(self.told(self.city.supervisor))
		self.assertEqual(self.steps(self.city.supervisor)[:3], ["reassign", "insist", "ask_office"])
		with self.as_user(self.city.supervisor):
			self.assertIn(self.task, [row["task"] for row in waiting.waiting_for_me(now_datetime().date())])

	def test_while_it_is_open_nobody_passes_over_it_by_a_correction(self):
		self.refuse()
		task = self.doc()
		task.set("units", [{"unit": self.right, "duty": "Lead"}])
		task.correction_reason = REASON
		self.assertRefused(RefusalOpen, task.save)

	def test_while_it_is_open_the_unit_is_not_pressed_to_sign(self):
		self.assertIn("refuse", self.steps(self.city.head))
		self.refuse(self.city.head)

		self.assertEqual(self.steps(self.city.liaison), [None])
		self.assertEqual(tuple(subjects.subject_of(self.doc()).waits_for().users), ())
		self.assertIsNone(self.doc().acknowledge_next)
		before = len(self.told(self.city.liaison))
		frappe.db.set_value(TASK, self.task, "acknowledge_next", now_datetime() - timedelta(days=1))
		with one_transaction():
			reminding.remind_due(now_datetime())
		self.assertEqual(len(self.told(self.city.liaison)), before)
		with self.as_user(self.city.liaison):
			self.assertRefused(RefusalOpen, reporting.acknowledge, [self.task])
			self.assertRefused(RefusalOpen, performing.perform, TASK, self.task, "start")

	def test_nobody_else_refuses(self):
		for who in (self.city.helper, self.city.office, self.city.supervisor, self.city.administrator):
			with self.subTest(who=who):
				self.assertRefused(NotYourUnit, self.refuse, who)
		for who in (self.city.outsider, self.right_liaison, self.city.nobody):
			with self.subTest(who=who):
				self.assertRefused(frappe.PermissionError, self.refuse, who)
		self.assertIsNone(self.doc().open_refusal)

	def test_it_is_refused_once_with_a_reason_and_within_the_clock(self):
		self.assertRefused(ReasonNeeded, self.refuse, reason="  ")
		self.assertRefused(UnitNeeded, self.refuse, unit=self.city.lead)
		self.refuse()
		self.assertRefused(CannotRefuse, self.refuse, self.city.head)
		self.settle("insist", opinion="三定方案写明")
		self.assertRefused(CannotRefuse, self.refuse)

	def test_after_the_clock_or_once_acknowledged_it_is_too_late(self):
		frappe.db.set_value(TASK, self.task, "acknowledge_due", now_datetime() - timedelta(minutes=1))
		self.assertRefused(CannotRefuse, self.refuse)
		self.assertNotIn("refuse", self.steps(self.city.liaison))
		frappe.db.set_value(TASK, self.task, "acknowledge_due", now_datetime() + timedelta(days=1))
		with self.as_user(self.city.liaison):
			reporting.acknowledge([self.task])
		self.assertRefused(CannotRefuse, self.refuse)


class TestSettling(RefusingTestCase):
	def test_it_is_reassigned_and_the_earlier_unit_goes_on_reading(self):
		self.refuse()
		begun = self.doc().acknowledge_from
		frappe.db.set_value(TASK, self.task, "acknowledge_from", begun - timedelta(days=3))
		self.settle("reassign", unit=self.right, opinion="请交通局承办")
		task = self.doc()

		self.assertEqual((task.lead_unit, task.open_refusal, task.acknowledged_by), (self.right, None, None))
		self.assertEqual([row.unit for row in task.units], [self.right, self.city.cooperating])
		self.assertEqual([row.unit for row in task.earlier_units], [self.city.lead])
		self.assertGreaterEqual(task.acknowledge_from, begun)
		self.assertTrue(task.acknowledge_next)
		entry = self.log_of(task)[-1]
		self.assertEqual((entry.act, entry.opinion), ("reassign", "请交通局承办"))
		self.assertIn(self.city.lead, json.loads(entry.snapshot)["revised"]["units"]["was"])
		self.assertEqual((len(self.told(self.right_liaison)), len(self.told(self.city.liaison))), (1, 2))
		self.assertEqual(self.sight(self.city.liaison), (True, True, 1))
		self.assertEqual(self.steps(self.city.liaison), [None])
		self.assertEqual(self.steps(self.right_liaison)[0], "acknowledge")

	def test_the_proposed_unit_is_taken_where_no_other_is_named(self):
		self.assertRefused(NothingToSettle, self.settle, "reassign", unit=self.right)
		self.refuse(unit=self.right)
		self.settle("reassign")

		self.assertEqual(self.doc().lead_unit, self.right)
		self.assertRefused(NothingToSettle, self.settle, "reassign", unit=self.city.lead)

	def test_a_unit_has_to_be_another_one_and_in_use(self):
		gone = factories.unit(disabled=1)
		self.refuse()
		for unit in (None, self.city.lead, gone):
			with self.subTest(unit=unit):
				self.assertRefused(UnitNeeded, self.settle, "reassign", unit=unit)
		self.assertEqual(self.doc().lead_unit, self.city.lead)

	def test_a_unit_that_cooperated_leads_from_now_on(self):
		self.refuse()
		self.settle("reassign", unit=self.city.cooperating)

		self.assertEqual(
			[(row.unit, row.duty) for row in self.doc().units], [(self.city.cooperating, "Lead")]
		)

	def test_supervision_insists_with_words_and_the_clock_begins_anew(self):
		self.refuse()
		frappe.db.set_value(TASK, self.task, "acknowledge_due", now_datetime() - timedelta(days=1))
		self.assertRefused(OpinionRequired, self.settle, "insist")
		self.settle("insist", opinion="三定方案写明")
		task = self.doc()

		self.assertEqual((task.open_refusal, self.acts()[-1]), (None, "insist"))
		self.assertGreater(task.acknowledge_due, now_datetime())
		self.assertEqual(self.log_of(task)[-1].opinion, "三定方案写明")
		self.assertEqual(self.steps(self.city.liaison)[0], "acknowledge")
		self.assertEqual(len(self.told(self.city.liaison)), 2)

	def test_the_leaders_office_is_asked_by_a_flow_and_supervision_settles(self):
		name = self.refuse(unit=self.right)["name"]
		self.settle("ask_office", opinion="请领导定夺")
		self.assertEqual(self.stored(REFUSAL, name, "state"), "请示领导")
		self.assertRefused(ActNotPossible, self.settle, "reassign")
		self.assertEqual(self.steps(self.city.supervisor), [None])
		factories.acted(frappe.get_doc(REFUSAL, name), ("think_another_right", self.city.office))

		self.assertEqual(self.stored(REFUSAL, name, "state"), "待处理")
		self.settle("reassign")
		self.assertEqual(self.doc().lead_unit, self.right)

	def test_where_no_leader_answers_for_a_task_nobody_is_asked(self):
		frappe.db.set_value(TASK, self.task, "leader", None)
		name = self.refuse()["name"]

		self.assertRefused(NobodyToAsk, self.settle, "ask_office")
		self.assertEqual(self.stored(REFUSAL, name, "state"), "待处理")

	def test_only_supervision_settles_and_only_the_leaders_own_office_is_asked(self):
		name = self.refuse(unit=self.right)["name"]
		for who in (self.city.liaison, self.city.helper, self.city.office, self.city.administrator):
			for act in ("reassign", "insist", "ask_office"):
				with self.subTest(who=who, act=act):
					self.assertRefused(NotYourTurn, self.settle, act, who, opinion="x", unit=self.right)
		self.settle("ask_office")
		with self.as_user(self.city.other_office), self.assertRaises(frappe.PermissionError):
			performing.perform(REFUSAL, name, "think_it_right", "x")

	def test_nobody_writes_an_answer_past_the_flow(self):
		name = self.refuse(unit=self.right)["name"]
		for field, value in (("state", "已改派"), ("reason", "x"), ("new_unit", self.right)):
			words = {"doctype": REFUSAL, "name": name, "fieldname": field, "value": value}
			for who in (self.city.administrator, self.city.liaison):
				with self.subTest(field=field, who=who):
					self.assertRaises(
						frappe.PermissionError, self.call, "frappe.client.set_value", who, **words
					)
		with self.assertRaises(frappe.ValidationError):
			frappe.delete_doc(REFUSAL, name, force=1)
		words = {"doctype": TASK, "name": self.task, "fieldname": "open_refusal", "value": None}
		self.assertRefused(
			StateChangeRefused, self.call, "frappe.client.set_value", self.city.administrator, **words
		)

	def test_what_was_led_earlier_is_counted_once(self):
		self.refuse()
		self.settle("reassign", unit=self.right)
		leader = frappe.get_doc("Qingdan Leader", self.city.leader)
		leader.append("office", {"user": self.city.head})
		leader.save()

		self.assertEqual(self.sight(self.city.head), (True, True, 1))
		self.assertEqual(self.sight(self.city.outsider), (False, False, 0))

	def sight(self, who: str) -> tuple:
		"""Whether somebody opens the task, finds it in the list, and how often it is on their own page."""
		with self.as_user(who):
			page = page_of_tasks(TaskQuery())
			shown = len([row for row in page["tasks"] if row["name"] == self.task])
			self.assertEqual(page["total"], len(page["tasks"]))
			listed = bool(frappe.get_list(TASK, {"name": self.task}))
			return bool(frappe.has_permission(TASK, "read", self.task)), listed, shown


class TestAnotherLead(RefusingTestCase):
	def test_the_unit_of_a_change_request_and_of_a_list_issued_anew_is_kept_as_well(self):
		self.another_lead()

		self.assertEqual([row.unit for row in self.doc().earlier_units], [self.city.lead])
		self.assertGreater(self.doc().acknowledge_due, now_datetime())

	def test_nobody_passes_over_a_refusal_that_is_open(self):
		self.refuse()

		self.assertRefused(RefusalOpen, self.another_lead)
		self.assertEqual(self.doc().lead_unit, self.city.lead)

	def another_lead(self) -> None:
		"""Written as what was granted, or taken from a document, is written."""
		held = Held()
		change = changing.Change("revise", {"units": [{"unit": self.right, "duty": "Lead"}]})
		changing.write(held, self.task, change, Cause())
