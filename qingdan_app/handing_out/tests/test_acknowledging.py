"""The clock to acknowledge: working hours from handing out, reminders before and at its end, and who has not signed."""

from datetime import timedelta
from unittest.mock import patch

import frappe
from frappe.desk.query_report import run as run_report
from frappe.utils import now_datetime

from qingdan_app.handing_out import handing, reminding
from qingdan_app.organization import settings
from qingdan_app.setup import settings as stored_settings
from qingdan_app.tasks import overview, reporting
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import one_transaction
from qingdan_app.workflows.exceptions import StateChangeRefused
from qingdan_app.workflows.requests import jobs
from qingdan_app.working_time import site_calendar

TASK, MESSAGE = "Qingdan Task", "Qingdan Message"
CLOCK = ("acknowledge_from", "acknowledge_due", "acknowledge_next")


class AcknowledgingTestCase(QingdanTestCase):
	hours = 8

	def setUp(self):
		super().setUp()
		self.city = City()
		self.item = factories.key_work(factories.list_(acknowledge_hours=self.hours))
		self.tasks = [self.drafted() for _number in range(2)]

	def drafted(self) -> str:
		task = factories.task(self.city.lead, leader=self.city.leader, key_work=self.item)
		frappe.db.set_value(TASK, task.name, "drafted", 1)
		return task.name

	def handed_out(self) -> tuple:
		"""The clock of the tasks, handed out by supervision."""
		with self.as_user(self.city.supervisor):
			handing.hand_out(self.tasks)
		return self.clock()

	def clock(self) -> tuple:
		return self.stored(TASK, self.tasks[0], list(CLOCK))

	def ring(self, now) -> None:
		with one_transaction():
			reminding.remind_due(now)

	def told(self, kind: str, user: str | None = None) -> list[str]:
		about = {"receiver": user or self.city.liaison, "kind": kind, "channel": "Email"}
		return frappe.get_all(MESSAGE, {**about, "reference_name": ("in", self.tasks)}, pluck="subject")


class TestTheClock(AcknowledgingTestCase):
	def test_it_counts_working_hours_from_handing_out_and_reminds_when_a_quarter_is_left(self):
		begun, due, ring = self.handed_out()

		self.assertEqual(due, site_calendar.due_after(begun, 8 * 60))
		self.assertEqual(ring, site_calendar.due_after(begun, 6 * 60))
		with self.as_user(self.city.liaison):
			shown = overview.overview_of(frappe.get_doc(TASK, self.tasks[0]))["people"]
		self.assertEqual((shown["acknowledge_due"], shown["acknowledge_late"]), (due, False))

	def test_a_list_that_does_not_say_takes_the_hours_of_the_settings(self):
		frappe.db.set_value("Qingdan List", self.stored(TASK, self.tasks[0], "list"), "acknowledge_hours", 0)
		begun, due, _ring = self.handed_out()

		self.assertEqual(due, site_calendar.due_after(begun, settings.acknowledge_hours() * 60))

	def test_its_hours_and_working_time_move_a_clock_that_runs(self):
		begun, _due, _ring = self.handed_out()
		list_ = frappe.get_doc("Qingdan List", self.stored(TASK, self.tasks[0], "list"))
		list_.update({"acknowledge_hours": 20}).save()
		self.assertEqual(self.clock()[1], site_calendar.due_after(begun, 20 * 60))

		day = site_calendar.day_after(begun.date(), 1)
		frappe.get_doc({"doctype": "Qingdan Calendar Day", "date": day, "working": 0}).insert()
		self.assertEqual(self.clock()[1], site_calendar.due_after(begun, 20 * 60))
		self.assertEqual(self.clock()[2], site_calendar.due_after(begun, 15 * 60))

	def test_whoever_acknowledges_or_starts_stops_it(self):
		self.handed_out()
		with self.as_user(self.city.liaison):
			reporting.acknowledge(self.tasks[:1])
		factories.acted(frappe.get_doc(TASK, self.tasks[1]), ("start", self.city.liaison))

		self.assertEqual([self.stored(TASK, name, "acknowledge_next") for name in self.tasks], [None, None])

	def test_nobody_moves_it_through_a_door_of_core(self):
		self.handed_out()
		for field in CLOCK:
			words = {
				"doctype": TASK,
				"name": self.tasks[0],
				"fieldname": field,
				"value": "2030-01-01 00:00:00",
			}
			with self.subTest(field=field):
				self.assertRefused(
					StateChangeRefused, self.call, "frappe.client.set_value", self.city.administrator, **words
				)

	def test_a_site_from_before_gets_the_usual_hours_and_one_without_a_limit_keeps_none(self):
		frappe.db.delete("Singles", {"doctype": "Qingdan Settings", "field": "acknowledge_hours"})
		stored_settings.create_missing()
		self.assertEqual(settings.acknowledge_hours(), settings.HOURS_TO_ACKNOWLEDGE)
		frappe.db.set_single_value("Qingdan Settings", "acknowledge_hours", 0)
		stored_settings.create_missing()
		self.assertEqual(settings.acknowledge_hours(), 0)


class TestReminders(AcknowledgingTestCase):
	def test_each_contact_is_reminded_once_before_and_once_at_the_end(self):
		_begun, due, ring = self.handed_out()
		self.ring(ring - timedelta(minutes=1))
		self.assertEqual(self.told("Reminder"), [])
		for _twice in range(2):
			self.ring(ring)
		self.assertEqual(
			[len(self.told("Reminder", who)) for who in (self.city.liaison, self.city.head)], [1, 1]
		)
		for _twice in range(2):
			self.ring(due)
		self.assertEqual((len(self.told("Reminder")), len(self.told("Late"))), (1, 1))
		self.assertIsNone(self.clock()[2])

	def test_what_was_acknowledged_or_started_meanwhile_is_not_reminded_of(self):
		_begun, due, ring = self.handed_out()
		frappe.db.set_value(TASK, self.tasks[0], "acknowledged_by", self.city.head)
		frappe.db.set_value(TASK, self.tasks[1], "state", "推进中")
		self.ring(ring)
		self.ring(due)

		self.assertEqual(self.told("Reminder") + self.told("Late"), [])

	def test_a_worker_that_dies_leaves_the_ring_for_the_next(self):
		_begun, _due, ring = self.handed_out()
		frappe.db.savepoint("ringing")
		with patch.object(reminding, "_tell", side_effect=InterruptedError):
			self.assertRaises(InterruptedError, self.ring, ring)
		frappe.db.rollback(save_point="ringing")

		self.assertEqual(self.clock()[2], ring)
		self.ring(ring)
		self.assertEqual(len(self.told("Reminder")), 1)

	def test_the_one_sweep_of_clocks_rings_it(self):
		self.handed_out()
		with patch.object(reminding, "remind_due") as ring, patch.object(jobs, "tick"), one_transaction():
			jobs.sweep_clocks()
		ring.assert_called_once()


class TestWhoHasNotSigned(AcknowledgingTestCase):
	def test_the_report_names_what_is_not_acknowledged_and_what_is_overdue(self):
		self.handed_out()
		frappe.db.set_value(TASK, self.tasks[0], "acknowledge_due", now_datetime() - timedelta(hours=1))
		drafted = self.drafted()
		found = self.rows(self.city.supervisor)

		self.assertEqual(sorted(found), sorted(self.tasks))
		self.assertNotIn(drafted, found)
		self.assertEqual(self.rows(self.city.supervisor, overdue=1), self.tasks[:1])

	def test_a_unit_finds_its_own_alone(self):
		self.handed_out()
		self.assertEqual(sorted(self.rows(self.city.liaison)), sorted(self.tasks))
		self.assertEqual(self.rows(self.city.outsider), [])

	def rows(self, user: str, **filters) -> list[str]:
		filters["list"] = self.stored(TASK, self.tasks[0], "list")
		with self.as_user(user):
			found = run_report("Qingdan Not Acknowledged", filters)["result"]
		return [row["task"] for row in found if isinstance(row, dict)]
