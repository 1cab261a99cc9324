"""Real processes, real Redis: nobody is told twice, and nothing that was done is left untold."""

from unittest.mock import patch

import frappe
import redis
from frappe.utils import background_jobs
from rq.exceptions import InvalidJobOperation

from qingdan_app import background
from qingdan_app.messaging import delivering, jobs, ledger, outbox
from qingdan_app.messaging.channels.desk import Desk
from qingdan_app.tests import patience
from qingdan_app.tests.city import City
from qingdan_app.tests.concurrency import ConcurrencyTestCase, die, die_before_write
from qingdan_app.tests.messages import DESK, MESSAGE, due, message
from qingdan_app.tests.site import new_request
from qingdan_app.tests.test_concurrency import complete
from qingdan_app.tests.users import user

NOTE = "Notification Log"
WRITES_OF_A_DELIVERY = 12
"""More than one delivery has: killed at each of them, and once at none."""


def say(receiver: str, cause: str) -> None:
	outbox.send([receiver], message(cause))


def deliver_all() -> int:
	return delivering.deliver_due()


def die_after_the_effect(name: str) -> None:
	real = Desk.deliver

	def deliver(channel, row):
		real(channel, row)
		die()

	with patch.object(Desk, "deliver", deliver):
		delivering.deliver(name)


class NothingLostTestCase(ConcurrencyTestCase):
	def setUp(self):
		super().setUp()
		self.user = user()
		self.cause = frappe.generate_hash(length=10)
		frappe.db.commit()

	@property
	def name(self) -> str:
		return ledger.key_of(self.user, DESK, self.cause, "Turn")

	def notes(self) -> int:
		return frappe.db.count(NOTE, {"for_user": self.user})

	def queued(self) -> None:
		say(self.user, self.cause)
		frappe.db.commit()


class TestOnce(NothingLostTestCase):
	def test_of_many_workers_one_delivers(self):
		self.queued()

		self.at_once(*[("Administrator", deliver_all, ())] * 4)

		self.assertEqual(self.notes(), 1)
		self.assertEqual(self.stored(MESSAGE, self.name, "attempts"), 1)

	def test_of_many_transactions_of_one_cause_one_is_told(self):
		self.at_once(*[("Administrator", say, (self.user, self.cause))] * 4)
		deliver_all()

		self.assertEqual(self.notes(), 1)

	def test_a_job_that_runs_twice_tells_once(self):
		self.queued()
		deliver_all()
		deliver_all()

		self.assertEqual(self.notes(), 1)

	def test_a_worker_killed_at_any_of_its_writes_neither_loses_nor_repeats(self):
		for number in range(1, WRITES_OF_A_DELIVERY + 1):
			self.cause = frappe.generate_hash(length=10)
			frappe.db.delete(NOTE, {"for_user": self.user})
			self.queued()

			survived = self.survives(die_before_write, number, delivering.deliver, self.name)
			self.when_the_lease_is_over()

			with self.subTest(write=number):
				self.assertEqual(self.notes(), 1)
				self.assertEqual(self.stored(MESSAGE, self.name, "state"), "Delivered")
		self.assertTrue(survived, "there are more writes than this test kills at")

	def test_a_worker_killed_between_the_effect_and_its_commit_leaves_neither(self):
		self.queued()

		self.killed("Administrator", die_after_the_effect, self.name)

		self.assertEqual(self.notes(), 0)
		self.assertEqual(self.stored(MESSAGE, self.name, "state"), "Sending")
		self.when_the_lease_is_over()
		self.assertEqual(self.notes(), 1)

	def test_nobody_takes_up_what_another_has_taken_up_until_the_lease_is_over(self):
		self.queued()
		self.killed("Administrator", die_after_the_effect, self.name)

		self.assertNotIn(self.name, ledger.due(frappe.utils.now_datetime()))

	def test_an_act_does_not_wait_for_a_worker_that_delivers(self):
		self.queued()
		ledger.take(self.name, frappe.utils.now_datetime())  # and holds its lock

		answers = self.at_once((self.user, say, (user(), self.cause)))

		self.assertEqual(answers, ["None"])

	def when_the_lease_is_over(self) -> None:
		if self.stored(MESSAGE, self.name, "state") != "Delivered":
			due(self.name)
			frappe.db.commit()
			delivering.deliver(self.name)


class TestWithoutRedis(NothingLostTestCase):
	"""The queue's Redis is away: its address leads nowhere, so that connecting fails as it does then."""

	def setUp(self):
		super().setUp()
		background._silent_until = 0.0
		self.addCleanup(setattr, background, "_silent_until", 0.0)

	def test_a_completion_is_done_and_told_by_the_next_sweep(self):
		city = City()
		name = city.filed().name
		frappe.db.commit()
		with self.as_user(city.head), self.without_redis():
			complete(name)
			frappe.db.commit()  # as a request does; what runs after it fails

		cause = {"receiver": city.office, "channel": DESK, "state": "Queued"}
		self.assertTrue(frappe.db.exists(MESSAGE, cause))
		jobs.deliver()
		self.assertEqual(frappe.db.count(NOTE, {"for_user": city.office}), 1)

	def test_a_sweep_that_fails_says_so_in_the_log_of_the_site_and_the_next_one_delivers(self):
		self.queued()
		with patch.object(delivering, "deliver_due", side_effect=ValueError("broken")):
			jobs.sweep_messages()
		self.assertTrue(frappe.db.exists("Error Log", {"method": "Sweep of messages"}))
		frappe.db.delete("Error Log", {"method": "Sweep of messages"})

		jobs.sweep_messages()
		self.assertEqual(self.stored(MESSAGE, self.name, "state"), "Delivered")

	def test_it_is_not_asked_again_at_every_act(self):
		knocks = patch.object(background, "get_job_status", wraps=background.get_job_status)
		with self.without_redis(), patch.object(background, "PAUSE", patience.LIMIT), knocks as asked:
			for _act in range(20):
				self.cause = frappe.generate_hash(length=10)
				self.queued()

		self.assertEqual(asked.call_count, 1)

	def test_a_worker_is_told_again_once_it_is_back(self):
		with self.without_redis():
			self.queued()
		background._silent_until = 0.0

		with patch.object(frappe, "enqueue") as enqueue:
			say(self.user, "another")
			frappe.db.commit()

		self.assertEqual(enqueue.call_count, 1)
		self.assertIs(enqueue.call_args.args[0], jobs.deliver)
		self.assertTrue(enqueue.call_args.kwargs["deduplicate"])

	def test_a_day_off_is_entered_and_noted_for_the_sweep(self):
		with self.without_redis():
			frappe.get_doc({"doctype": "Qingdan Calendar Day", "date": "2031-03-05", "working": 0}).insert()
			frappe.db.commit()

		from qingdan_app.workflows.requests import sweeping

		self.assertTrue(sweeping.calendar_change())
		frappe.db.delete("Qingdan Calendar Day", {"date": "2031-03-05"})
		sweeping.reschedule_open()
		frappe.db.commit()
		self.assertIsNone(sweeping.calendar_change())

	def without_redis(self):
		nowhere = redis.from_url("redis://127.0.0.1:1")
		return patch.object(background_jobs, "_redis_queue_conn", nowhere)


class TestAfterTheCommit(NothingLostTestCase):
	def test_who_meets_another_putting_away_the_job_that_ended_has_done_what_they_did(self):
		with patch.object(frappe, "enqueue", side_effect=InvalidJobOperation) as enqueue:
			say(self.user, "at the same moment")
			frappe.db.commit()
		self.assertEqual(enqueue.call_count, 2)
		self.assertEqual(background._silent_until, 0.0)

	def test_while_a_worker_is_at_it_another_run_is_asked_for(self):
		"""The one that runs may have looked already. The queue's library answers of a state in plain text."""
		running = patch.object(background, "get_job_status", side_effect=["started", None])
		with running, patch.object(frappe, "enqueue") as enqueue:
			say(self.user, "meanwhile")
			frappe.db.commit()
		self.assertEqual(enqueue.call_args.kwargs["job_id"][-5:], "_next")

	def test_what_is_asked_for_with_other_words_is_another_job(self):
		with patch.object(frappe, "enqueue") as enqueue:
			for year in (2097, 2098, 2097):
				background.start_after_commit(jobs.deliver, year=year)
			frappe.db.commit()
		self.assertEqual([call.kwargs["year"] for call in enqueue.call_args_list], [2097, 2098])
		self.assertEqual(len({call.kwargs["job_id"] for call in enqueue.call_args_list}), 2)

	def test_many_messages_of_one_act_ask_for_one_worker_and_a_rolled_back_act_for_none(self):
		with patch.object(frappe, "enqueue") as enqueue:
			say(self.user, "one")
			frappe.db.rollback()
			enqueue.assert_not_called()
			for cause in ("two", "three"):
				say(self.user, cause)
			enqueue.assert_not_called()
			frappe.db.commit()

		self.assertEqual(enqueue.call_count, 1)
		new_request()
