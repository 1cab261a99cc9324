"""The clock, with the time as an argument: reminders once, then tell, escalate, pass or return, once."""

from datetime import datetime, timedelta
from unittest.mock import patch

import frappe

from qingdan_app.tests.city import City
from qingdan_app.workflows.exceptions import SubjectChanged
from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.requests import acting, views
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import step
from qingdan_app.working_time import site_calendar

MONDAY = datetime(2024, 3, 4, 9, 0)
HOUR = timedelta(hours=1)


class TestClock(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		stopped = patch.object(acting, "_now", lambda: self.now)
		counted = patch.object(
			site_calendar, "due_after", lambda start, minutes: start + timedelta(minutes=minutes)
		)
		self.now = MONDAY
		for each in (stopped, counted):
			each.start()
			self.addCleanup(each.stop)

	def test_a_reminder_goes_out_once(self):
		run = self.sent(step("一", self.one, working_hours=8, reminders="2, 4"))

		told = [self._ticked(hours) for hours in (1, 2, 2.5, 4, 5)]

		reminded = [(self.one, "Reminder")]
		self.assertEqual(told, [[], reminded, [], reminded, []])
		self.assertInStep(run.name)

	def test_a_turn_that_is_due_is_late_once_and_its_holder_told(self):
		run = self.sent(step("一", self.one, working_hours=8))
		self.assertEqual(self.turn_of(run, self.one).due, MONDAY + 8 * HOUR)

		self.assertEqual(self._ticked(9), [(self.one, "Late")])
		self.assertEqual(self._ticked(10), [])

		self.assertEqual(self.turn_of(run, self.one).late_since, MONDAY + 8 * HOUR)
		self.assertEqual(self.open_for(run), [self.one])

	def test_a_clock_that_only_tells_does_not_read_the_document(self):
		self.sent(step("一", self.one, working_hours=8, reminders="2"))

		with patch.object(Held, "read", side_effect=AssertionError("read")):
			self.assertEqual(self._ticked(2), [(self.one, "Reminder")])
			self.assertEqual(self._ticked(9), [(self.one, "Late")])

	def test_a_clock_whose_document_is_gone_says_so(self):
		run = self.sent(step("一", self.one, working_hours=8))
		frappe.db.delete(self.doc.doctype, {"name": self.doc.name})

		with self.assertRaises(frappe.DoesNotExistError):
			acting.tick(run.name, MONDAY + 9 * HOUR)

	def test_it_goes_up_to_the_superior(self):
		city = City()
		run = self.sent(step("一", city.liaison, working_hours=8, on_expiry="Escalate"))

		self.assertEqual(self._ticked(9), [(city.head, "Turn")])

		self.assertEqual(self.open_for(run), [city.head])

	def test_without_a_superior_the_administrators_are_told_and_the_turn_stays(self):
		run = self.sent(step("一", self.one, working_hours=8, on_expiry="Escalate"))

		self.assertIn((self.admin, "Blocked"), self._ticked(9))
		self.assertEqual(self.open_for(run), [self.one])

	def test_it_passes_by_itself_and_submits(self):
		run = self.sent(step("一", self.one, working_hours=8, on_expiry="Pass"), step("二", self.two))
		self._ticked(9)
		self.assertEqual(self.open_for(run), [self.two])

		only = self._another(step("一", self.one, working_hours=8, on_expiry="Pass"))
		self._ticked(30)
		self.assertEqual(self.stored("Qingdan Approval Request", only.name, "outcome"), "Approved")
		self.assertEqual(self.stored(self.doc.doctype, self.doc.name, "docstatus"), 1)

	def test_it_decides_over_nothing_that_nobody_saw(self):
		for on_expiry in ("Pass", "Return"):
			with self.subTest(on_expiry):
				self.now = MONDAY
				run = self.sent(step("一", self.one, working_hours=8, on_expiry=on_expiry))
				frappe.db.set_value(self.doc.doctype, self.doc.name, "amount", 88_888)

				told = self._ticked(9)

				self.assertLessEqual({(self.one, "Late"), (self.admin, "Blocked")}, set(told))
				self.assertEqual(self._ticked(30), [])
				self.assertEqual(self.open_for(run), [self.one])
				self.assertRefused(SubjectChanged, self.do, run, "approve", self.one)
				self.assertEqual(self.stored(self.doc.doctype, self.doc.name, "docstatus"), 0)
				publishing.retire(self.flow)

	def test_what_one_signer_saw_changed_the_clock_may_pass_for_the_next(self):
		first, second = step("一", self.one), step("二", self.two, working_hours=8, on_expiry="Pass")
		run = self.sent(first, second)
		frappe.db.set_value(self.doc.doctype, self.doc.name, "amount", 300)
		with self.as_user(self.one):
			opened = views.of_request(run.name, self.now)["seen"]
		self.do(run, "approve", self.one, snapshot=opened)

		self._ticked(9)

		self.assertEqual(self.stored("Qingdan Approval Request", run.name, "outcome"), "Approved")

	def test_it_returns_by_itself(self):
		run = self.sent(step("一", self.one, working_hours=8, on_expiry="Return"))

		self.assertEqual(self._ticked(9), [(self.buyer, "Returned")])
		self.assertEqual(self.open_for(run), [self.buyer])

	def test_a_clock_survives_a_return_and_a_transfer(self):
		run = self.sent(step("一", self.one, working_hours=8, reminders="2"))
		self.now = MONDAY + HOUR
		self.do(run, "transfer", self.one, people=self.two)
		self.assertEqual(self.turn_of(run, self.two).due, MONDAY + 8 * HOUR)
		self.assertEqual(self._ticked(2), [(self.two, "Reminder")])

		self.now = MONDAY + 3 * HOUR
		self.do(run, "return", self.two, "x", target="@initiator")
		self.do(run, "resume", self.buyer)

		self.assertEqual(self._ticked(5.5), [(self.one, "Reminder")])

	def test_a_date_of_the_document_is_what_the_turn_is_due_by(self):
		run = self.sent(step("一", self.one, due_field="needed_on"), subject={"needed_on": "2024-03-08"})

		self.assertEqual(self.turn_of(run, self.one).due.date().isoformat(), "2024-03-08")

	def test_the_sweep_goes_on_past_a_request_that_fails(self):
		first = self.sent(step("一", self.one, working_hours=8))
		other = self._another(step("一", self.two, working_hours=8), key=None)
		real = acting.tick

		def failing(name, now):
			if name == first.name:
				raise frappe.ValidationError("broken")
			return real(name, now)

		with patch.object(acting, "tick", failing), patch.object(frappe.db, "rollback"):
			self._ticked(9)

		self.assertIsNone(self.turn_of(first, self.one).late_since)
		self.assertIsNotNone(self.turn_of(other, self.two).late_since)

	def test_working_hours_are_those_of_the_statutory_calendar(self):
		with patch.object(site_calendar, "due_after", REAL_DUE_AFTER):
			self.now = datetime(2024, 4, 3, 16, 0)  # 清明节 follows; Sunday the 7th is worked
			site_calendar.forget()
			run = self.sent(step("一", self.one, working_hours=8))

		self.assertEqual(self.turn_of(run, self.one).due.date().isoformat(), "2024-04-07")

	def _ticked(self, hours: float) -> list:
		moment = MONDAY + hours * HOUR
		self.now = moment
		return self.told_since(lambda: self.tick(moment))

	def _another(self, *steps, **fields):
		publishing.retire(self.flow)
		return self.sent(*steps, **fields)


REAL_DUE_AFTER = site_calendar.due_after
