"""Who is told: those whose turn it is, nobody else, and not before the act is committed."""

from unittest.mock import patch

import frappe

from qingdan_app.messaging import outbox
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import one_transaction
from qingdan_app.workflows.telling import ABOUT


def deliver(*arguments, **more) -> None:
	"""Deliver without the commit that core makes once a mail is out."""
	with one_transaction():
		outbox.deliver(*arguments, **more)


class TestOutbox(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def test_review_is_the_turn_of_the_head_then_of_the_leaders_office_and_of_nobody_else(self):
		self.city.started()
		self.assertEqual(self._told(self.city.file_completion), {self.city.head})
		self.assertEqual(self._told(self.city.decided_by_head), {self.city.office})

	def test_a_return_is_the_turn_of_whoever_sent_it_in(self):
		self.city.in_review()
		told = self._told(self.act, self.city.task, "return", self.city.office, "补充")
		self.assertEqual(told, {self.city.liaison})

	def test_reopening_is_the_turn_of_the_lead_unit(self):
		self.city.completed()
		told = self._told(self.act, self.city.task, "reopen", self.city.supervisor, "复查")
		self.assertEqual(told, {self.city.liaison, self.city.head})

	def test_completion_withdrawal_and_start_are_nobodys_turn(self):
		self.assertEqual(self._told(self.act, self.city.task, "start", self.city.liaison), set())
		self.city.file_completion()
		self.assertEqual(self._told(self.act, self.city.task, "withdraw", self.city.liaison), set())
		self.act(
			frappe.get_doc("Qingdan Progress Report", {"task": self.city.task.name}),
			"file",
			self.city.liaison,
		)
		self.city.decided_by_head()
		self.assertEqual(self._told(self.act, self.city.task, "complete", self.city.office), set())

	def test_a_cooperating_units_report_is_the_turn_of_the_lead_unit(self):
		self.city.started()
		report = factories.report(self.city.task, self.city.cooperating, self.city.helper)
		told = self._told(self.act, report, "file", self.city.helper)
		self.assertEqual(told, {self.city.liaison, self.city.head})

	def test_a_returned_period_report_is_the_turn_of_its_unit(self):
		self.city.started()
		report = factories.report(self.city.task, self.city.cooperating, self.city.helper)
		factories.acted(report, ("file", self.city.helper))
		self.assertEqual(
			self._told(self.act, report, "return", self.city.liaison, "补充"), {self.city.helper}
		)

	def test_people_whose_duty_has_ended_are_not_told(self):
		factories.contact(self.city.lead, until_date="2021-01-01")
		self.city.completed()
		frappe.db.set_value("User", self.city.head, "enabled", 0)
		told = self._told(self.act, self.city.task, "reopen", self.city.supervisor, "复查")
		self.assertEqual(told, {self.city.liaison})

	def test_the_one_who_acted_is_not_told_of_it(self):
		factories.contact(self.city.lead, who=self.city.supervisor)
		self.city.completed()
		told = self._told(self.act, self.city.task, "reopen", self.city.supervisor, "复查")
		self.assertNotIn(self.city.supervisor, told)

	def test_a_message_waits_for_the_commit(self):
		self.city.in_review()
		with patch.object(outbox.frappe, "enqueue") as enqueue:
			self.act(self.city.task, "return", self.city.office, "补充")
		self.assertTrue(enqueue.call_args.kwargs["enqueue_after_commit"])

	def test_a_message_is_a_desk_notification_and_a_mail_to_those_people_only(self):
		self.city.in_review()
		with patch.object(frappe, "sendmail") as mail:
			self._deliver(self.act, self.city.task, "return", self.city.office, "缺验收报告")
		about = {"document_name": self.city.task.name}
		notified = frappe.get_all("Notification Log", about, pluck="for_user")
		mailed = [call.kwargs["recipients"] for call in mail.call_args_list]
		self.assertEqual(notified, [self.city.liaison])
		self.assertEqual(mailed, [self.city.liaison])

	def test_a_message_says_which_task_and_what_is_wanted_and_escapes_what_people_wrote(self):
		task = factories.task(self.city.lead, leader=self.city.leader, text="<script>alert(1)</script>建设")
		deliver(
			[self.city.liaison],
			task.doctype,
			task.name,
			"turn",
			ABOUT["turn"],
			"退回",
			"<b>补充</b>",
			self.city.office,
		)
		note = frappe.get_last_doc("Notification Log", {"document_name": task.name})
		self.assertIn(task.name, note.subject)
		self.assertNotIn("<script>", note.subject)

	def test_notifications_are_read_by_their_receiver_only(self):
		words = ("turn", ABOUT["turn"], "退回", "补充")
		deliver([self.city.liaison], "Qingdan Task", self.city.task.name, *words, self.city.office)
		about = {"document_name": self.city.task.name}
		for who, count in ((self.city.liaison, 1), (self.city.head, 0), (self.city.outsider, 0)):
			found = self.call("frappe.client.get_list", who, doctype="Notification Log", filters=about)
			self.assertEqual(len(found), count, who)

	def _told(self, action, *arguments) -> set[str]:
		with patch.object(outbox.frappe, "enqueue") as enqueue:
			action(*arguments)
		return {who for call in enqueue.call_args_list for who in call.kwargs["users"]}

	def _deliver(self, action, *arguments) -> None:
		with patch.object(outbox.frappe, "enqueue") as enqueue:
			action(*arguments)
		keep = ("users", "doctype", "name", "about", "sentence", "what", "words", "sender")
		for call in enqueue.call_args_list:
			deliver(**{key: call.kwargs[key] for key in keep})
