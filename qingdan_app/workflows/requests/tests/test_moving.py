"""What happens to requests on their way: another version of the flow, another date, other working days."""

from datetime import datetime
from unittest.mock import patch

import frappe
from frappe.model.workflow import apply_workflow

from qingdan_app import background
from qingdan_app.api import flows as api
from qingdan_app.tests.site import one_transaction
from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.requests import acting, following_posts, jobs, sweeping
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import REQUEST, ApprovalTestCase
from qingdan_app.workflows.tests.purchases import HAND_IN, LEAVE, step
from qingdan_app.working_time import site_calendar

MOVE = "qingdan_app.api.approvals.move_request"
MONDAY = datetime(2024, 3, 4, 9, 0)
DAY = "Qingdan Calendar Day"


class TestAnotherVersion(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		self.run_ = self.sent(step("一", self.one), step("二", self.two))
		self.newer = frappe.get_doc("Qingdan Approval Flow", api.make_next_version(self.flow.name)["name"])
		self.newer.steps[0].parameter = self.three
		publishing.publish(self.newer.save())

	def test_the_preview_says_who_would_have_it_and_writes_nothing(self):
		found = self._move(preview=1)

		self.assertEqual((found["status"], found["holders"]), ("running", [self.three]))
		self.assertEqual(found["names"], {self.three: frappe.utils.get_fullname(self.three)})
		self.assertEqual((self.open_for(self.run_), self.acts_on(self.run_)), ([self.one], ["start"]))

	def test_it_goes_on_under_the_other_version_at_the_step_that_was_named(self):
		self._move(preview=0)
		self.assertEqual(self.open_for(self.run_), [self.three])
		self.assertEqual(self.stored(REQUEST, self.run_.name, "flow"), self.newer.name)

		other = self._next_version()
		self._move(preview=0, target="二", flow=other)
		self.assertEqual(self.open_for(self.run_), [self.two])
		self.assertInStep(self.run_.name)
		self.do(self.run_, "approve", self.two)
		self.assertEqual(self.stored(REQUEST, self.run_.name, "outcome"), "Approved")

	def test_only_administrators_move_and_they_say_why(self):
		refused = (frappe.PermissionError, frappe.ValidationError)
		for who, opinion in ((self.one, "理由"), (self.buyer, "理由"), (self.admin, " ")):
			with self.subTest(who=who), self.assertRaises(refused):
				self._move(preview=0, who=who, opinion=opinion)
		self.assertEqual(self.acts_on(self.run_), ["start"])

	def _next_version(self) -> str:
		name = api.make_next_version(self.newer.name)["name"]
		publishing.publish(frappe.get_doc("Qingdan Approval Flow", name))
		return name

	def _move(self, preview: int, who: str | None = None, opinion: str = "换新版", **more) -> dict:
		about = {"request": self.run_.name, "flow": self.newer.name, "opinion": opinion, **more}
		return self.call(MOVE, who or self.admin, preview=preview, **about)


class TestDatesAndDays(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		stopped = patch.object(acting, "_now", lambda: MONDAY)
		stopped.start()
		self.addCleanup(stopped.stop)
		self.addCleanup(site_calendar.forget)
		site_calendar.forget()

	def test_a_turn_that_is_due_by_a_date_follows_the_date(self):
		run = self._due_by_date("2024-03-08")
		self.assertEqual(self.turn_of(run, self.one).due.date().isoformat(), "2024-03-08")

		self._change(run, needed_on="2024-03-15", amount=5)

		self.assertEqual(self.turn_of(run, self.one).due.date().isoformat(), "2024-03-15")
		self.assertEqual(self.acts_on(run), ["start", "reschedule"])
		self.assertInStep(run.name)

	def test_a_save_that_changes_no_date_leaves_the_clocks_alone(self):
		run = self._due_by_date("2024-03-08")

		self._change(run, amount=5)

		self.assertEqual(self.acts_on(run), ["start"])

	def test_a_day_off_puts_off_what_is_due_and_taking_it_away_puts_it_back(self):
		run = self.sent(step("一", self.one, working_hours=12))
		due = self.turn_of(run, self.one).due
		self.assertEqual(due.date().isoformat(), "2024-03-05")

		day = frappe.get_doc({"doctype": DAY, "date": "2024-03-05", "working": 0}).insert()
		self._reschedule()
		self.assertEqual(self.turn_of(run, self.one).due.date().isoformat(), "2024-03-06")

		day.delete()
		self._reschedule()
		self.assertEqual(self.turn_of(run, self.one).due, due)
		self.assertEqual(self.acts_on(run), ["start", "reschedule", "reschedule"])
		self.assertInStep(run.name)

	def test_days_and_hours_start_it_and_nothing_else_does(self):
		with patch.object(background, "start_after_commit") as started:
			day = frappe.get_doc({"doctype": DAY, "date": "2024-03-05", "working": 0}).insert()
			day.delete()
			settings = frappe.get_doc("Qingdan Settings")
			settings.update({"seal_recipients": "seals@qingdan.example"}).save()
			settings.update({"morning_from": "08:00:00"}).save()

		asked = [call.args[0] for call in started.call_args_list]
		self.assertEqual(asked.count(jobs.reschedule), 3)

	def test_a_change_of_which_no_worker_was_told_is_followed_by_the_next_sweep_and_then_forgotten(self):
		with one_transaction():
			following_posts.reseat_open()  # what others have noted on this site
		run = self.sent(step("一", self.one, working_hours=12))
		with patch.object(background, "start_after_commit"):  # the queue's Redis is away
			frappe.get_doc({"doctype": DAY, "date": "2024-03-05", "working": 0}).insert()
		self.assertEqual(self.turn_of(run, self.one).due.date().isoformat(), "2024-03-05")

		with (
			patch.object(background, "start_after_commit") as started,
			patch.object(sweeping, "tick_due"),
			one_transaction(),
		):
			jobs.tick()
			started.assert_called_once_with(jobs.reschedule, queue="long")
			jobs.reschedule()
			started.reset_mock()
			jobs.tick()

		self.assertEqual(self.turn_of(run, self.one).due.date().isoformat(), "2024-03-06")
		started.assert_not_called()

	def _due_by_date(self, day: str):
		"""The request of a leave that one person decides on by that day."""
		purchases.flow(step("一", self.one, due_field="needed_on"), doctype=LEAVE)
		doc = purchases.purchase(self.buyer, LEAVE, needed_on=day)
		with self.as_user(self.buyer):
			apply_workflow(frappe.get_doc(LEAVE, doc.name), HAND_IN)
		return frappe.get_last_doc(REQUEST, {"reference_name": doc.name})

	def _change(self, run, **values) -> None:
		with self.as_user(self.buyer):
			frappe.get_doc(LEAVE, run.reference_name).update(values).save()

	def _reschedule(self) -> None:
		with patch.object(frappe.db, "commit"):
			sweeping.reschedule_open()
