"""Supervision urges whatever lies still: those who have to act are told, not too often, and the trail says so."""

import json
from datetime import timedelta

import frappe
from frappe.utils import now_datetime

from qingdan_app.api import documents
from qingdan_app.api.approvals import act as act_on_request
from qingdan_app.api.approvals import get_request
from qingdan_app.api.tasks import get_overview
from qingdan_app.arguments import WrongArgument
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.messages import DESK, told_by
from qingdan_app.workflows.exceptions import ActNotPossible, OpinionRequired, OpinionTooLong, WrongItems
from qingdan_app.workflows.log import trail

TASK, REPORT = "Qingdan Task", "Qingdan Progress Report"
REFUSED = (WrongItems, WrongArgument)
WORDS = "请本周五前报送"


class TestUrging(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def urge(self, *docs, user: str | None = None, opinion: str = WORDS) -> list[dict]:
		with self.as_user(user or self.city.supervisor):
			return documents.urge([{"doctype": doc.doctype, "name": doc.name} for doc in docs], opinion)

	def told(self, *docs, **more) -> dict[str, tuple]:
		"""Receiver → kind and words of what an urge has told them."""
		rows = told_by(self.urge, *docs, **more)
		return {row.receiver: (row.kind, row.opinion) for row in rows if row.channel == DESK}

	def urges(self, doc) -> list:
		return frappe.get_all(
			trail.LOG,
			{"reference_name": doc.name, "act": "urge"},
			["actor", "opinion", "from_state", "to_state"],
		)

	def test_a_task_nobody_has_taken_up_is_urged_on_its_lead_unit(self):
		expected = ("Urge", WORDS)
		self.assertEqual(self.told(self.city.task), {self.city.liaison: expected, self.city.head: expected})
		self.assertEqual(
			self.urges(self.city.task),
			[{"actor": self.city.supervisor, "opinion": WORDS, "from_state": "待启动", "to_state": "待启动"}],
		)

	def test_the_message_says_what_is_asked_for(self):
		row = next(row for row in told_by(self.urge, self.city.task) if row.receiver == self.city.liaison)
		self.assertIn("签收", row.subject)
		self.assertEqual(row.sender, self.city.supervisor)

	def test_under_way_every_unit_that_has_not_reported_is_told(self):
		self.city.started()
		self.assertIn(self.city.helper, self.told(self.city.task))

	def test_a_unit_that_has_reported_is_left_alone(self):
		self.city.started()
		report = factories.report(
			self.city.task, self.city.cooperating, self.city.helper, period=factories.month(0)
		)
		factories.acted(report, ("file", self.city.helper))
		self.assertNotIn(self.city.helper, self.told(self.city.task))

	def test_in_an_approval_those_are_urged_whose_turn_it_is(self):
		self.city.filed()
		self.assertEqual(self.told(self.city.task), {self.city.head: ("Urge", WORDS)})
		self.assertEqual(len(self.urges(self.city.task)), 1)

	def test_a_report_is_urged_on_who_adopts_it_and_before_on_its_unit(self):
		self.city.started()
		report = factories.report(self.city.task, self.city.cooperating, self.city.helper)
		acts = (("file", self.city.helper), ("return", self.city.liaison))
		self.assertEqual(set(self.told(factories.acted(report, *acts))), {self.city.helper})
		other = City()
		other.started()
		filed = factories.acted(
			factories.report(other.task, other.cooperating, other.helper), ("file", other.helper)
		)
		self.assertEqual(set(self.told(filed)), {other.liaison, other.head})

	def test_it_is_not_done_twice_within_the_hour_and_says_when_again(self):
		self.urge(self.city.task)
		answer = self.urge(self.city.task)[0]
		self.assertFalse(answer["ok"])
		self.assertIn("again from", answer["message"])
		self.assertEqual(len(self.urges(self.city.task)), 1)

		before = now_datetime() - timedelta(minutes=61)
		frappe.db.set_value(trail.LOG, {"act": "urge"}, "acted_at", before)
		self.assertTrue(self.urge(self.city.task)[0]["ok"])

	def test_in_an_approval_it_is_throttled_as_the_flow_says(self):
		self.city.filed()
		self.urge(self.city.task)
		self.assertFalse(self.urge(self.city.task)[0]["ok"])

	def test_nobody_else_urges(self):
		self.city.started()
		for user in (self.city.liaison, self.city.helper, *self.city.outsiders):
			with self.subTest(user=user):
				self.assertEqual(told_by(self.urge, self.city.task, user=user), [])
		self.assertEqual(self.urges(self.city.task), [])

	def test_the_leaders_office_urges_on_its_leaders_tasks_reports_and_turns(self):
		self.assertIn("urge", self.offered(self.city.office))
		self.assertIn(self.city.liaison, self.told(self.city.task, user=self.city.office))
		self.assertNotIn("urge", self.offered(self.city.office))
		other = City()
		other.filed()
		self.assertEqual(set(self.told(other.task, user=other.office)), {other.head})
		third = City()
		third.started()
		report = factories.report(third.task, third.cooperating, third.helper)
		factories.acted(report, ("file", third.helper))
		self.assertEqual(set(self.told(report, user=third.office)), {third.liaison, third.head})

	def answer(self, user: str, opinion: str = "已联系设计单位，周四报送") -> None:
		with self.as_user(user):
			documents.answer_urge(TASK, self.city.task.name, opinion)

	def waits(self, user: str) -> dict | None:
		with self.as_user(user):
			return get_overview(self.city.task.name)["urged"]

	def test_who_was_urged_answers_once_and_who_urged_is_told(self):
		self.urge(self.city.task)
		self.assertEqual(self.waits(self.city.liaison)["words"], WORDS)
		row = next(row for row in told_by(self.answer, self.city.liaison) if row.channel == DESK)
		self.assertEqual((row.receiver, row.kind), (self.city.supervisor, "For Information"))
		self.assertIn("周四报送", row.opinion)
		self.assertIsNone(self.waits(self.city.liaison))
		self.assertIsNotNone(self.waits(self.city.head))
		self.assertRefused(ActNotPossible, self.answer, self.city.liaison)
		with self.as_user(self.city.supervisor):
			said = [each["opinion"] for each in get_overview(self.city.task.name)["timeline"]]
		self.assertEqual(said[-1], row.opinion)

	def test_in_an_approval_whoever_has_the_turn_answers(self):
		self.city.filed()
		self.urge(self.city.task)
		self.assertIsNone(self.waits(self.city.liaison))
		self.answer(self.city.head)
		self.assertIsNone(self.waits(self.city.head))

	def test_another_urge_is_answered_anew(self):
		self.urge(self.city.task)
		self.answer(self.city.liaison)
		earlier = now_datetime() - timedelta(minutes=61)
		frappe.db.set_value(trail.LOG, {"act": "urge"}, "acted_at", earlier)
		self.urge(self.city.task)
		self.answer(self.city.liaison, "已报送")

	def test_nobody_else_answers_and_nothing_is_no_answer(self):
		self.urge(self.city.task)
		for user in (self.city.helper, self.city.supervisor, self.city.office):
			self.assertRefused(ActNotPossible, self.answer, user)
		self.assertRefused(frappe.PermissionError, self.answer, self.city.outsider)
		self.assertRefused(OpinionRequired, self.answer, self.city.liaison, "  ")
		self.assertRefused(OpinionTooLong, self.answer, self.city.liaison, "字" * 10_001)

	def test_an_outsider_learns_nothing_of_what_there_is(self):
		there = self.urge(self.city.task, user=self.city.outsider)[0]["message"]
		missing = frappe.get_doc({"doctype": TASK, "name": "2021-1-no-such"})
		self.assertEqual(self.urge(missing, user=self.city.outsider)[0]["message"], there)

	def test_whoever_sent_it_in_urges_its_signers(self):
		self.city.filed()
		self.assertEqual(set(self.told(self.city.task, user=self.city.liaison)), {self.city.head})

	def test_many_are_urged_and_each_says_what_became_of_it(self):
		self.city.completed()
		other = factories.task(self.city.lead, (), self.city.leader)
		first, second = self.urge(self.city.task, other)
		self.assertEqual((first["ok"], second["ok"]), (False, True))
		self.assertEqual((first["name"], second["name"]), (self.city.task.name, other.name))

	def test_nothing_and_too_much_are_refused_by_name(self):
		with self.as_user(self.city.supervisor):
			for wrong in (
				[],
				[{"doctype": TASK}],
				"x",
				[{"doctype": TASK, "name": str(n)} for n in range(201)],
			):
				with self.subTest(wrong=str(wrong)[:40]), self.assertRaises(REFUSED):
					documents.urge(wrong if isinstance(wrong, str) else json.dumps(wrong))

	def test_the_form_offers_it_to_supervision_while_there_is_somebody_to_urge(self):
		self.assertIn("urge", self.offered(self.city.supervisor))
		self.assertNotIn("urge", self.offered(self.city.liaison))
		self.urge(self.city.task)
		self.assertNotIn("urge", self.offered(self.city.supervisor))

	def test_the_approval_offers_it_to_supervision_too(self):
		self.city.filed()
		with self.as_user(self.city.supervisor):
			view = get_request(TASK, self.city.task.name)
			self.assertIn("urge", [choice["verb"] for choice in view["choices"]])
			act_on_request(view["request"], "urge", WORDS)
			again = get_request(TASK, self.city.task.name)
		self.assertNotIn("urge", [choice["verb"] for choice in again["choices"]])

	def offered(self, user: str) -> list[str]:
		with self.as_user(user):
			return get_overview(self.city.task.name)["steps"]["others"]


class TestStartingMany(QingdanTestCase):
	def test_each_that_can_be_started_is_and_the_others_say_why_not(self):
		city = City()
		foreign = City()
		second = factories.task(city.lead, (), city.leader)
		with self.as_user(city.liaison):
			answers = documents.perform_on_many(
				TASK, [city.task.name, foreign.task.name, second.name], "start"
			)
		self.assertEqual([answer["ok"] for answer in answers], [True, False, True])
		states = [
			frappe.db.get_value(TASK, name, "state")
			for name in (city.task.name, foreign.task.name, second.name)
		]
		self.assertEqual(states, ["推进中", "待启动", "推进中"])

	def test_what_one_refuses_does_not_make_the_answer_a_refusal(self):
		city = City()
		city.started()
		with self.as_user(city.liaison):
			answer = documents.perform_on_many(TASK, [city.task.name], "start")[0]
		self.assertFalse(answer["ok"])
		self.assertNotIn("exc_type", frappe.local.response)

	def test_what_is_no_list_is_refused(self):
		with self.as_user(factories.supervisor()), self.assertRaises(REFUSED):
			documents.perform_on_many(TASK, '{"a": 1}', "start")
