"""A problem that a unit cannot solve goes to whom it is put to, and comes back answered."""

import frappe

from qingdan_app.issues import issue_requirements, raising, waiting_issues
from qingdan_app.issues.exceptions import IssueIncomplete, IssueIsRaised
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.exceptions import FlowRefusal

ISSUE, TASK = "Qingdan Issue", "Qingdan Task"


class TestIssues(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def raised(self, who: str | None = None, **words):
		said = {"problem": "征地受阻", "task": self.city.task.name, **words}
		with self.as_user(who or self.city.liaison):
			return raising.raise_issue(said)

	def waiting(self, who: str) -> list[str]:
		with self.as_user(who):
			return [row["title"] for row in waiting_issues.waiting_for_me()]

	def test_the_leaders_office_answers_and_the_unit_says_whether_it_is_solved(self):
		issue = self.raised()
		self.assertEqual(
			(issue.unit, issue.addressee, issue.state), (self.city.lead, "Leader's Office", "待协调")
		)
		self.assertEqual(self.waiting(self.city.office), ["征地受阻"])
		answered = self.act(issue, "answer_issue", self.city.office, "周三协调会议定")
		self.assertEqual((answered.state, answered.answer), ("已答复", "周三协调会议定"))
		self.assertEqual(
			(self.waiting(self.city.office), self.waiting(self.city.liaison)), ([], ["征地受阻"])
		)
		self.assertEqual(self.act(issue, "raise_again", self.city.head, "没有解决").state, "待协调")
		self.act(issue, "answer_issue", self.city.supervisor, "已由督查室协调")
		self.assertEqual(self.act(issue, "find_solved", self.city.liaison).state, "已解决")
		acts = [entry["act"] for entry in timeline_of(frappe.get_doc(TASK, self.city.task.name))]
		self.assertLessEqual({"raise_issue", "answer_issue", "find_solved"}, set(acts))

	def test_out_of_a_report_its_problem_and_its_unit_are_taken(self):
		self.city.started()
		report = factories.acted(self.city.draft(problems="资金缺口"), ("file", self.city.liaison))
		issue = self.raised(task=None, problem=None, report=report.name)
		self.assertEqual(
			(issue.problem, issue.task, issue.unit), ("资金缺口", self.city.task.name, self.city.lead)
		)

	def test_the_problem_of_a_report_is_raised_once_until_it_is_settled(self):
		self.city.started()
		report = factories.acted(self.city.draft(problems="资金缺口"), ("file", self.city.liaison))
		first = self.raised(task=None, problem=None, report=report.name)
		with self.assertRaises(IssueIsRaised):
			self.raised(task=None, problem=None, report=report.name)
		self.act(first, "take_back_issue", self.city.liaison)
		self.assertEqual(self.raised(task=None, problem=None, report=report.name).state, "待协调")

	def test_what_goes_to_supervision_is_theirs_alone(self):
		issue = self.raised(addressee="Supervision Office")
		self.assertEqual(self.waiting(self.city.office), [])
		self.assertIn("征地受阻", self.waiting(self.city.supervisor))
		with self.assertRaises((frappe.PermissionError, FlowRefusal)):
			self.act(issue, "answer_issue", self.city.office, "我们来")

	def test_without_a_leader_it_goes_to_supervision(self):
		task = factories.task(self.city.lead).name
		self.assertEqual(self.raised(task=task, addressee="Leader's Office").addressee, "Supervision Office")

	def test_a_cooperating_unit_raises_its_own_and_strangers_none(self):
		self.assertEqual(self.raised(self.city.helper).unit, self.city.cooperating)
		for who in (self.city.outsider, self.city.office, self.city.nobody):
			with self.assertRaises((frappe.PermissionError, IssueIncomplete)):
				self.raised(who)
		with self.assertRaises(frappe.PermissionError):
			self.raised(self.city.helper, unit=self.city.lead)

	def test_its_button_is_offered_to_whoever_may_raise_one(self):
		task, lead = self.city.task.name, self.city.lead
		for who, unit, offered in (
			(self.city.liaison, None, True),
			(self.city.helper, None, True),
			(self.city.helper, lead, False),
			(self.city.outsider, None, False),
			(self.city.office, lead, False),
		):
			with self.as_user(who):
				self.assertEqual(issue_requirements.may_raise(task, unit), offered, (who, unit))

	def test_what_a_caller_sends_stands_not_in_the_place_of_its_rules(self):
		issue = frappe.get_doc(ISSUE, self.raised().name)
		issue.update({"requirements": "none", "problem": "改写"})
		self.assertRefused(IssueIsRaised, issue.save)

	def test_whom_it_was_not_put_to_does_not_answer_and_the_unit_not_itself(self):
		issue = self.raised()
		for who in (self.city.head, self.city.helper, self.city.other_office):
			with self.assertRaises((frappe.PermissionError, FlowRefusal)):
				self.act(issue, "answer_issue", who, "算了")

	def test_what_was_raised_keeps_its_words_and_is_kept(self):
		issue = self.raised()
		with self.as_user(self.city.liaison):
			issue.problem = "没有问题"
			with self.assertRaises(IssueIsRaised):
				issue.save()
			with self.assertRaises(IssueIsRaised):
				frappe.delete_doc(ISSUE, issue.name)
		self.assertEqual(self.act(issue, "take_back_issue", self.city.liaison).state, "已收回")

	def test_it_stands_on_its_task_for_whoever_sees_that(self):
		issue = self.raised()
		for who in (self.city.helper, self.city.office):
			with self.as_user(who):
				self.assertEqual(
					[row["name"] for row in waiting_issues.shown_on(self.city.task.name)], [issue.name]
				)
		self.assertEqual(waiting_issues.open_about([self.city.task.name]), [issue.name])
