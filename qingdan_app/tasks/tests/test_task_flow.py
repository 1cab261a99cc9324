"""The main flow of a task: every transition, every refusal by its name, and what is written down."""

import json

import frappe

from qingdan_app.tasks.exceptions import CompletionReportRequired
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.engine.acts import OPINION_LIMIT
from qingdan_app.workflows.exceptions import (
	ActNotPossible,
	AlreadyDecided,
	NotASubject,
	NotYourTurn,
	OpinionRequired,
	OpinionTooLong,
)
from qingdan_app.workflows.moves import performing


class TestTaskFlow(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def test_lead_unit_starts_a_task_and_is_taken_to_have_acknowledged_it(self):
		task = self.act(self.city.task, "start", self.city.liaison)

		self.assertEqual(task.state, "推进中")
		self.assertEqual(task.started_by, self.city.liaison)
		self.assertEqual(task.acknowledged_by, self.city.liaison)
		self.assertIsNotNone(task.started_at)

	def test_head_may_do_what_the_liaison_may(self):
		self.assertEqual(self.act(self.city.task, "start", self.city.head).state, "推进中")

	def test_completion_report_sends_the_task_to_review(self):
		task = self.city.in_review()

		self.assertEqual(task.state, "待审核")
		self.assertEqual(task.submitted_by, self.city.liaison)
		self.assertEqual(task.completion_report, self.city.completion.name)
		self.assertEqual(self.city.completion.state, "已提交")

	def test_office_completes_and_the_report_is_adopted_with_it(self):
		self.city.in_review()

		task = self.act(self.city.task, "complete", self.city.office, "同意销号")

		report = frappe.get_doc("Qingdan Progress Report", task.completion_report)
		self.assertEqual((task.state, task.percent, task.completed_by), ("已完成", 100, self.city.office))
		self.assertEqual(
			(report.state, report.decided_by, report.opinion), ("已采纳", self.city.office, "同意销号")
		)

	def test_office_returns_with_an_opinion_and_the_report_is_returned_with_it(self):
		self.city.in_review()

		task = self.act(self.city.task, "return", self.city.office, "缺验收报告")

		report = frappe.get_doc("Qingdan Progress Report", self.city.completion.name)
		self.assertEqual((task.state, report.state, report.opinion), ("推进中", "已退回", "缺验收报告"))

	def test_cooperating_units_sign_between_head_and_office_where_the_list_says_so(self):
		helping_head = factories.contact(self.city.cooperating, "Head")
		frappe.db.set_value("Qingdan List", self.city.task.list, "cooperating_sign", 1)
		self.city.in_review()
		self.assertRefused(NotYourTurn, self.act, self.city.task, "complete", self.city.office)

		self.assertEqual(self.act(self.city.task, "complete", helping_head).state, "待审核")

		self.assertEqual(self.act(self.city.task, "complete", self.city.office).state, "已完成")

	def test_what_a_head_files_goes_to_the_office_at_once(self):
		self.city.started()
		self.city.file_completion(self.city.head)

		self.assertEqual(self.act(self.city.task, "complete", self.city.office).state, "已完成")

	def test_whoever_corrects_sends_it_on_and_a_colleague_begins_anew(self):
		self.city.in_review()
		self.act(self.city.task, "return", self.city.office, "缺验收报告")
		self.act(self.city.completion, "file", self.city.liaison)
		requests = frappe.get_all("Qingdan Approval Request", {"reference_name": self.city.task.name})
		self.assertEqual(len(requests), 1)

		self.act(self.city.task, "return", self.city.head, "缺验收报告")
		colleague = factories.contact(self.city.lead)
		self.act(self.city.completion, "file", colleague)

		outcomes = frappe.get_all(
			"Qingdan Approval Request",
			{"reference_name": self.city.task.name},
			pluck="outcome",
			order_by="creation",
		)
		self.assertEqual([each or "" for each in outcomes], ["Terminated", ""])
		self.assertEqual(self.act(self.city.task, "complete", self.city.head).state, "待审核")

	def test_returned_completion_report_is_mended_and_filed_again(self):
		self.city.in_review()
		self.act(self.city.task, "return", self.city.office, "缺验收报告")

		report = self.act(self.city.completion, "file", self.city.liaison)

		self.assertEqual(report.state, "已提交")
		self.assertEqual(self.stored("Qingdan Task", self.city.task.name, "state"), "待审核")

	def test_unit_withdraws_before_the_decision_and_its_report_is_a_draft_again(self):
		self.city.filed()

		task = self.act(self.city.task, "withdraw", self.city.liaison)

		self.assertEqual(task.state, "推进中")
		self.assertEqual(self.stored("Qingdan Progress Report", self.city.completion.name, "state"), "草稿")

	def test_supervision_reopens_and_a_second_round_has_a_report_of_its_own(self):
		self.city.completed()
		first = self.city.completion.name

		task = self.act(self.city.task, "reopen", self.city.supervisor, "群众反映未完成")
		self.assertEqual((task.state, task.completed_by, task.completion_report), ("推进中", None, None))
		second = self.city.file_completion()
		self.city.decided_by_head()
		task = self.act(task, "complete", self.city.office)

		self.assertNotEqual(second.name, first)
		self.assertEqual((task.state, task.completion_report), ("已完成", second.name))
		self.assertEqual(self.stored("Qingdan Progress Report", first, "state"), "已采纳")

	def test_submitting_without_a_completion_report_is_refused(self):
		task = self.city.started()

		self.assertRefused(CompletionReportRequired, self.act, task, "submit", self.city.liaison)

	def test_acts_that_do_not_leave_the_state_are_refused(self):
		possible = {
			"待启动": {"start"},
			"推进中": {"submit"},
			"待审核": {"complete", "return", "withdraw"},
			"已完成": {"reopen"},
		}
		walks = {
			"待启动": lambda city: city.task,
			"推进中": City.started,
			"待审核": City.in_review,
			"已完成": City.completed,
		}
		acts = {"start", "submit", "complete", "return", "withdraw", "reopen", "销毁"}
		for state, walk in walks.items():
			city = City()
			task = walk(city)
			self.assertEqual(task.state, state)
			for act in acts - possible[state]:
				with self.subTest(state=state, act=act):
					self.assertRefused(ActNotPossible, self.act, task, act, city.liaison, "意见")

	def test_return_and_reopening_need_an_opinion(self):
		self.city.in_review()
		for opinion in ("", "   \n"):
			self.assertRefused(OpinionRequired, self.act, self.city.task, "return", self.city.office, opinion)

		self.act(self.city.task, "complete", self.city.office)
		self.assertRefused(OpinionRequired, self.act, self.city.task, "reopen", self.city.supervisor)

	def test_an_opinion_no_page_can_show_is_refused(self):
		self.city.in_review()

		self.assertRefused(
			OpinionTooLong, self.act, self.city.task, "return", self.city.office, "长" * (OPINION_LIMIT + 1)
		)

	def test_a_cooperating_unit_does_not_start_the_task(self):
		self.assertRefused(NotYourTurn, self.act, self.city.task, "start", self.city.helper)

	def test_only_the_office_of_the_tasks_own_leader_decides(self):
		self.city.in_review()
		for who in (
			self.city.liaison,
			self.city.helper,
			self.city.supervisor,
			self.city.administrator,
		):
			for act in ("complete", "return"):
				with self.subTest(who=who, act=act):
					self.assertRefused(NotYourTurn, self.act, self.city.task, act, who, "意见")
		for act in ("complete", "return"):
			self.assertRefused(AlreadyDecided, self.act, self.city.task, act, self.city.head, "意见")

	def test_people_who_do_not_see_the_task_are_told_only_that(self):
		self.city.in_review()
		for who in self.city.outsiders:
			with self.subTest(who=who):
				self.assertRefused(frappe.PermissionError, self.act, self.city.task, "complete", who)

	def test_reopening_is_for_supervision_only(self):
		self.city.completed()
		for who in (self.city.liaison, self.city.office, self.city.administrator):
			self.assertRefused(NotYourTurn, self.act, self.city.task, "reopen", who, "意见")

	def test_nobody_completes_what_they_sent_in(self):
		both = self._liaison_who_also_sits_in_the_office()
		self.city.started()
		self.city.file_completion(both)
		self.city.decided_by_head()

		self.assertRefused(NotYourTurn, self.act, self.city.task, "complete", both)

	def test_nobody_completes_on_a_report_they_wrote_and_another_filed(self):
		both = self._liaison_who_also_sits_in_the_office()
		self.city.started()
		rows = [{"file": factories.evidence(both)}]
		report = factories.report(
			self.city.task, self.city.lead, both, kind="Completion", period=None, evidence=rows
		)
		factories.acted(report, ("file", self.city.head))

		self.assertRefused(NotYourTurn, self.act, self.city.task, "complete", both)

	def test_second_of_two_clicks_is_told_who_acted_first(self):
		self.city.in_review()
		self.act(self.city.task, "complete", self.city.office, seen_state="待审核")

		refusal = self.assertRefused(
			AlreadyDecided, self.act, self.city.task, "complete", self.city.office, seen_state="待审核"
		)

		self.assertIn(frappe.utils.get_fullname(self.city.office), str(refusal))
		self.assertEqual(len([row for row in self.log_of(self.city.task) if row.act == "complete"]), 1)

	def test_every_move_leaves_one_row_in_the_log_with_opinion_and_actor(self):
		self.city.in_review()
		self.act(self.city.task, "return", self.city.office, " 缺验收报告 ")

		rows = [
			(row.act, row.from_state, row.to_state, row.actor, row.opinion)
			for row in self.log_of(self.city.task)
		]

		self.assertEqual(
			rows,
			[
				("start", "待启动", "推进中", self.city.liaison, "测试意见"),
				("submit", "推进中", "待审核", self.city.liaison, ""),
				("return", "待审核", "推进中", self.city.office, "缺验收报告"),
			],
		)

	def test_the_log_keeps_what_was_decided_on_though_the_report_changes_later(self):
		self.city.in_review()
		self.act(self.city.task, "return", self.city.office, "缺验收报告")
		with self.as_user(self.city.liaison):
			report = frappe.get_doc("Qingdan Progress Report", self.city.completion.name)
			report.done = "改过的文字"
			report.save()

		snapshot = json.loads(self.log_of(self.city.task)[-1].snapshot)

		self.assertEqual(snapshot["done"], "全部完成")
		self.assertEqual([row["caption"] for row in snapshot["evidence"]], ["验收单"])

	def test_choices_are_the_acts_of_this_person_and_no_others(self):
		decides, withdraws = [("complete", False), ("return", True)], [("withdraw", False)]
		self._assert_choices(self.city.filed(), {"liaison": withdraws})

		self._assert_choices(self.city.decided_by_head(), {"office": decides})

	def _assert_choices(self, task, expected: dict):
		for who in ("office", "head", "liaison", "helper", "supervisor"):
			with self.as_user(getattr(self.city, who)):
				found = [(choice["act"], choice["opinion"]) for choice in performing.choices(task)]
			self.assertEqual(found, expected.get(who, []), who)

	def test_a_refused_act_changes_nothing(self):
		self.city.in_review()
		before = (
			self.stored("Qingdan Task", self.city.task.name, "modified"),
			len(self.log_of(self.city.task)),
		)

		self.assertRefused(OpinionRequired, self.act, self.city.task, "return", self.city.office)

		after = (
			self.stored("Qingdan Task", self.city.task.name, "modified"),
			len(self.log_of(self.city.task)),
		)
		self.assertEqual(after, before)

	def test_a_doctype_without_a_flow_is_refused_by_name(self):
		self.assertRefused(NotASubject, performing.perform, "User", "Administrator", "start")

	def test_administrator_is_bound_by_the_flow_as_well(self):
		self.city.in_review()

		self.assertRefused(NotYourTurn, self.act, self.city.task, "complete", "Administrator")

	def _liaison_who_also_sits_in_the_office(self) -> str:
		leader = frappe.get_doc("Qingdan Leader", self.city.leader)
		leader.append("office", {"user": self.city.liaison})
		leader.save()
		return self.city.liaison
