"""A task that is suspended, terminated or merged: nothing is asked of it, and it is late no more."""

import frappe
from frappe.utils import add_days, add_months, getdate, now_datetime, nowdate

from qingdan_app.changes.tests.test_changes import ChangeTestCase
from qingdan_app.handing_out import acknowledging, reminding
from qingdan_app.qingdan_app.report.qingdan_missing_reports.qingdan_missing_reports import execute
from qingdan_app.supervision import stamping
from qingdan_app.tasks import inbox_lines, marks, next_steps, reporting
from qingdan_app.tasks.exceptions import TaskAtRest
from qingdan_app.tasks.overview import overview_of
from qingdan_app.tasks.waiting import waiting_for_me
from qingdan_app.tests import factories
from qingdan_app.tests.site import one_transaction
from qingdan_app.workflows.moves import performing

TASK, ASSIGNMENT = "Qingdan Task", "Qingdan Approval Assignment"


class TestAtRest(ChangeTestCase):
	def rest(self, kind: str = "Suspension", **values):
		self.grant(self.ask(kind, **values))
		self.city.task = self.task()
		return self.city.task

	def test_what_is_suspended_is_not_stamped_late_whatever_day_it_is(self):
		self.city.started()
		self.rest()
		with one_transaction():
			stamping.stamp_late(add_days(self.due, 5))
		self.assertIsNone(self.task().late_since)

	def test_its_mark_says_so_wherever_it_is_shown(self):
		self.city.started()
		for kind, said in (("Suspension", "Suspended"), ("Termination", "Terminated")):
			task, day = self.rest(kind), add_days(self.due, 5)
			line = inbox_lines.lines_of_tasks([task.name], day)[task.name]
			for mark in (marks.mark_of(task, day), marks.as_it_stands(task, day), line.mark):
				self.assertEqual(mark["text"], said)
			with self.as_user(self.city.liaison):
				shown = overview_of(task, day)
			self.assertEqual((shown["course"]["text"], shown["deadline"]["is_late"]), (said, False))

	def test_nobody_is_asked_for_anything(self):
		self.city.started()
		with self.as_user(self.city.liaison):
			self.assertTrue(self.asked_for())
		self.rest()
		with self.as_user(self.city.liaison):
			self.assertFalse(self.asked_for())
		self.assertFalse(performing.subject_of(self.task()).waits_for().users)

	def test_months_in_which_it_rested_are_not_missed_when_it_goes_on(self):
		self.city.started()
		self.rest()
		begins = getdate(add_months(nowdate(), -2))
		since = {"course_since": begins, "started_at": f"{add_months(nowdate(), -3)} 09:00:00"}
		frappe.db.set_value(TASK, self.city.task.name, since)
		self.assertTrue(self.rest("Resumption").rests)
		self.assertEqual(self.task().rests, f"{begins} {nowdate()}")
		with self.as_user(self.city.liaison):
			shown = overview_of(self.task())
			months = shown["reports"]["period"]["months"][self.city.lead]
			missed = {back: self.missed(back) for back in (1, 2, 3)}
		self.assertEqual(months, [factories.month(0), factories.month(3)])
		self.assertEqual(missed, {1: False, 2: False, 3: True})

	def missed(self, back: int) -> bool:
		return any(
			row["task"] == self.city.task.name for row in execute({"period": factories.month(back)})[1]
		)

	def test_a_milestone_that_fell_due_meanwhile_is_judged_from_the_day_on_which_it_goes_on(self):
		passed = getdate(add_days(nowdate(), -5))
		rows = [{"date": passed, "label": "招标"}, {"date": self.due, "label": "竣工"}]
		task = self.task()
		task.update({"milestones": rows, "deadline_kind": "Milestones", "correction_reason": "细化"})
		task.save()
		self.rest()
		self.assertIsNone(self.task().milestone_due)
		frappe.db.set_value(TASK, self.city.task.name, "course_since", add_days(nowdate(), -9))
		task = self.rest("Resumption")
		self.assertEqual((task.milestone_due, task.milestone_late_since), (getdate(), None))
		for day, late in ((nowdate(), None), (add_days(nowdate(), 1), getdate(add_days(nowdate(), 1)))):
			with one_transaction():
				stamping.stamp_late_milestones(getdate(day))
			self.assertEqual(self.task().milestone_late_since, late)

	def asked_for(self) -> list:
		"""What the list's button, the form, the list of what waits and the report of gaps ask of a person."""
		name = self.city.task.name
		shown = overview_of(self.task())
		return [
			*filter(None, [next_steps.of_tasks([name])[name]["next"], shown["steps"]["primary"]]),
			*(shown["missing"] or ()),
			*(row for row in waiting_for_me(getdate()) if row["task"] == name),
			*(row for row in execute()[1] if row["task"] == name),
		]

	def test_what_is_suspended_is_not_started_and_not_completed(self):
		task = self.rest()
		with self.as_user(self.city.liaison):
			self.assertRefused(TaskAtRest, performing.perform, TASK, task.name, "start")
			self.assertNotIn("start", [choice["act"] for choice in performing.choices(self.task())])

	def test_what_has_ended_takes_no_report_and_is_not_acknowledged(self):
		self.city.started()
		draft = self.city.draft()
		task = self.rest("Termination")
		with self.as_user(self.city.liaison):
			filing = reporting.Filing(task.name, period=factories.month(), done="做了", percent=50)
			self.assertRefused(TaskAtRest, reporting.file_report, filing)
			self.assertRefused(TaskAtRest, performing.perform, draft.doctype, draft.name, "file")

		other = self.second()
		self.grant(self.ask("Termination", tasks=[other.name]))
		with self.as_user(self.city.liaison):
			self.assertRefused(TaskAtRest, reporting.acknowledge, [other.name])

	def test_what_is_suspended_takes_a_report_and_no_completion(self):
		self.city.started()
		task = self.rest()
		with self.as_user(self.city.liaison):
			filing = reporting.Filing(task.name, period=factories.month(), done="做了", percent=50)
			self.assertEqual(reporting.file_report(filing).report.state, "已提交")
			files = [{"file": factories.evidence(self.city.liaison), "caption": "验收单"}]
			filing = reporting.Filing(task.name, "Completion", done="完成", percent=100, evidence=files)
			self.assertRefused(TaskAtRest, reporting.file_report, filing)

	def test_turns_on_a_task_that_has_ended_are_taken_back_and_told(self):
		self.city.in_review()
		self.grant(self.ask("Termination"))
		live = {"reference_name": self.city.task.name, "standing": ("in", ["Open", "Held", "Waiting"])}
		self.assertEqual(frappe.get_all(ASSIGNMENT, live), [])
		task = self.task()
		self.assertEqual((task.state, task.course), ("推进中", "Terminated"))

	def test_whoever_had_the_turn_on_what_has_ended_is_told_why(self):
		self.city.filed()
		request = self.ask("Termination")
		self.grant(request)
		about = {"kind": "Over", "reference_name": self.city.task.name}
		told = frappe.get_all("Qingdan Message", about, ["receiver", "subject"])
		self.assertEqual({row.receiver for row in told}, {self.city.head})
		self.assertIn(request.name, told[0].subject)

	def test_resumed_it_goes_on_where_it_was(self):
		self.city.started()
		self.rest()
		self.grant(self.ask("Resumption"))
		with self.as_user(self.city.liaison):
			self.assertTrue(self.asked_for())
		with one_transaction():
			stamping.stamp_late(add_days(self.due, 5))
		self.assertTrue(self.task().late_since)

	def test_nobody_is_reminded_to_acknowledge_it_and_resumed_its_clock_begins_anew(self):
		name = self.city.task.name
		self.rest()
		frappe.db.set_value(
			TASK, name, {"acknowledge_due": add_days(nowdate(), -1), "acknowledge_next": nowdate()}
		)
		self.assertFalse(frappe.get_all(TASK, {"name": name, **acknowledging.unacknowledged()}))
		self.assertFalse(self.reminded())
		self.grant(self.ask("Resumption"))
		self.assertTrue(frappe.get_all(TASK, {"name": name, **acknowledging.unacknowledged()}))
		self.assertGreater(self.task().acknowledge_due, now_datetime())

	def reminded(self) -> bool:
		with one_transaction():
			reminding.remind_due(now_datetime())
		about = {"receiver": self.city.liaison, "kind": "Reminder"}
		return bool(frappe.db.exists("Qingdan Message", about))

	def test_an_extension_is_shown_as_what_it_is(self):
		past = self.expire()
		self.grant(self.extend(self.city.supervisor), self.city.office)
		with self.as_user(self.city.liaison):
			shown = overview_of(self.task())
		self.assertEqual((shown["course"]["extensions"], shown["course"]["first_due_date"]), (1, past))
		self.assertFalse(shown["deadline"]["is_late"])
		self.assertTrue(shown["deadline"]["was_late_since"])
		self.assertEqual([entry["act"] for entry in shown["history"]], ["extend"])
