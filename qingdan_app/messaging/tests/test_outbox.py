"""Who is told what: those whose turn it is, nobody else, once, in their own language, in the transaction of the act."""

import pickle

import frappe

from qingdan_app.messaging import ledger, outbox
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.messages import DESK, EMAIL, MESSAGE, message, told_by


class TestJobsOfAnEarlierRelease(QingdanTestCase):
	"""Before messages were rows each was a job, pickled by the name of its function and with these arguments."""

	JOB = b"cqingdan_app.messaging.outbox\ndeliver\n."

	def test_one_that_still_waits_is_told_once_however_often_it_runs(self):
		city = City()
		asked = {
			"doctype": "Qingdan Task",
			"name": city.task.name,
			"about": "late",
			"what": "审核",
			"words": "",
		}
		job = pickle.loads(self.JOB)

		def run():
			for _again in range(2):
				job(users=[city.head, city.office], sender=city.liaison, **asked)

		rows = told_by(run)

		on_desk = [row for row in rows if row.channel == DESK]
		self.assertEqual({row.receiver for row in on_desk}, {city.head, city.office})
		self.assertEqual(len(on_desk), 2)
		self.assertEqual({row.kind for row in on_desk}, {"Late"})
		self.assertIn(city.task.name, on_desk[0].subject)


class TestWhoIsTold(QingdanTestCase):
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

	def _told(self, action, *arguments) -> set[str]:
		return {row.receiver for row in told_by(action, *arguments)}


class TestWhatIsSaid(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		for user in (self.city.liaison, self.city.helper):
			self._speaks(user, "zh")

	def test_a_return_says_so_and_why_in_the_message_itself(self):
		self.city.in_review()

		row = self._to(self.city.liaison, self.act, self.city.task, "return", self.city.office, "缺验收报告")

		self.assertEqual((row.kind, row.opinion, row.language), ("Returned", "缺验收报告", "zh"))
		self.assertTrue(
			row.subject.startswith(f"退回给您，请修改后重新送审：{self.city.task.name}"), row.subject
		)

	def test_a_returned_report_says_so_and_why_in_the_message_itself(self):
		self.city.started()
		report = factories.report(self.city.task, self.city.cooperating, self.city.helper)
		factories.acted(report, ("file", self.city.helper))

		row = self._to(self.city.helper, self.act, report, "return", self.city.liaison, "数据不全")

		self.assertEqual((row.kind, row.opinion), ("Returned", "数据不全"))
		self.assertTrue(row.subject.startswith(f"报告被退回，请修改后重新提交：{report.name}"), row.subject)

	def test_each_receiver_reads_it_in_their_own_language_whoever_acts_in_whichever(self):
		self._speaks(self.city.head, "en")
		self.city.completed()
		rows = told_by(self.act, self.city.task, "reopen", self.city.supervisor, "复查")

		said = {row.receiver: row.subject.split(": ")[0].split("：")[0] for row in rows}

		self.assertEqual(said[self.city.head], "Task reopened, please carry on")
		self.assertEqual(said[self.city.liaison], "任务已重启，请继续推进")

	def test_it_names_document_title_sender_and_the_entry_of_the_log_that_made_it(self):
		self.city.in_review()

		row = self._to(self.city.liaison, self.act, self.city.task, "return", self.city.office, "补充")

		about = (row.reference_doctype, row.reference_name, row.title, row.sender)
		task = frappe.get_doc("Qingdan Task", self.city.task.name)
		self.assertEqual(about, (task.doctype, task.name, task.get_title()[:140], self.city.office))
		logged = frappe.get_all("Qingdan Approval Log", {"act": "return", **self._of(task)}, pluck="name")
		self.assertIn(row.cause, logged)

	def test_there_is_one_row_for_each_channel(self):
		rows = told_by(outbox.send, [self.city.liaison], message())

		self.assertEqual([(row.channel, row.state) for row in rows], [(DESK, "Queued"), (EMAIL, "Queued")])

	def test_one_cause_is_told_once_however_often_it_is_repeated(self):
		said = message()

		rows = told_by(lambda: [outbox.send([self.city.liaison], said) for _again in range(3)])

		self.assertEqual(len(rows), 2)

	def test_another_cause_and_another_kind_are_told_again(self):
		rows = told_by(
			lambda: [
				outbox.send([self.city.liaison], said)
				for said in (message("one"), message("two"), message("one", kind="Late"))
			]
		)

		self.assertEqual(len(rows), 6)

	def test_what_was_delivered_stays_so_when_its_cause_comes_again(self):
		said = message()
		(row, *_more) = told_by(outbox.send, [self.city.liaison], said)
		ledger.delivered(row.name)

		outbox.send([self.city.liaison], said)

		self.assertEqual(self.stored(MESSAGE, row.name, "state"), "Delivered")

	def test_what_is_rolled_back_is_told_to_nobody(self):
		frappe.db.savepoint("act")
		rows = told_by(outbox.send, [self.city.liaison], message())
		frappe.db.rollback(save_point="act")

		self.assertFalse(frappe.db.exists(MESSAGE, rows[0].name))

	def test_a_long_title_and_a_long_sentence_are_cut_and_not_refused(self):
		(row, *_more) = told_by(outbox.send, [self.city.liaison], message(title="长" * 600))

		self.assertEqual((len(row.title), len(row.subject)), (140, ledger.LONGEST_SUBJECT))

	def _to(self, user: str, action, *arguments):
		return next(
			row for row in told_by(action, *arguments) if row.receiver == user and row.channel == DESK
		)

	def _speaks(self, user: str, language: str) -> None:
		frappe.db.set_value("User", user, "language", language)
		frappe.cache.hdel("lang", user)

	def _of(self, doc) -> dict:
		return {"reference_doctype": doc.doctype, "reference_name": doc.name}
