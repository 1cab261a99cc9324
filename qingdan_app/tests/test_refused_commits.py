"""A cluster of databases refuses at the commit: whoever comes second hears what the first has done, and no job fails for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

import frappe

from qingdan_app import repeating
from qingdan_app.api import documents
from qingdan_app.messaging import delivering, jobs, ledger
from qingdan_app.messaging.channels.desk import Desk
from qingdan_app.same_matters import joining
from qingdan_app.tests import factories
from qingdan_app.tests.city import City
from qingdan_app.tests.concurrency import ConcurrencyTestCase, Worker
from qingdan_app.tests.messages import DESK, MESSAGE
from qingdan_app.tests.security.watched import called
from qingdan_app.tests.test_concurrency import complete, start
from qingdan_app.workflows.exceptions import AlreadyDecided, ServerBusy
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.seals import jobs as seal_jobs
from qingdan_app.workflows.seals import sealing

TASK, NOTE = "Qingdan Task", "Notification Log"
SAME, JOIN_MANY = "Qingdan Same Matter", "qingdan_app.api.same_matters.join_many"
PERFORM, MANY = "qingdan_app.api.documents.perform", "qingdan_app.api.documents.perform_on_many"
CUT_OFF = 1047


@contextmanager
def refused(
	times: int = 1,
	meanwhile: Callable[[], object] = lambda: None,
	with_: Callable[[], Exception] | None = None,
) -> Iterator[list[int]]:
	"""The database refuses that many COMMITs, as a cluster does: all is rolled back, and others have committed by then.

	Answers a list that grows by one for each refusal.
	"""
	real, seen = frappe.db.sql, []
	refusal = with_ or (lambda: frappe.QueryDeadlockError("1213, at the commit"))

	def sql(query, *words, **more):
		if str(query).strip().lower() != "commit" or len(seen) >= times:
			return real(query, *words, **more)
		seen.append(len(seen))
		real("rollback")
		meanwhile()
		raise refusal()

	with patch.object(frappe.db, "sql", sql):
		yield seen


@contextmanager
def refused_behind() -> Iterator[list[int]]:
	"""The database takes one COMMIT, and refuses the transaction that begins behind it: the server has left its cluster by then."""
	real, seen = frappe.db.sql, []

	def sql(query, *words, **more):
		said = str(query).strip().lower()
		if seen == [0] and said.startswith("start transaction"):
			seen.append(1)
			raise frappe.db.OperationalError(CUT_OFF, "WSREP has not yet prepared node")
		if said == "commit" and not seen:
			seen.append(0)
		return real(query, *words, **more)

	with patch.object(frappe.db, "sql", sql):
		yield seen


def elsewhere(user: str, function: Callable, *arguments) -> Callable[[], str]:
	"""Another process that does it and commits, when it is called; nothing is committed here for it."""

	def done() -> str:
		worker = Worker.at(0)
		worker.prepare(user, function, arguments)
		worker.ready()
		worker.go()
		return worker.answer()

	return done


class TestRefusedCommits(ConcurrencyTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def asked(self, user: str, endpoint: str, **words):
		with self.as_user(user):
			return called(endpoint, words)

	def test_who_is_refused_at_the_commit_is_told_that_somebody_has_decided(self):
		name = self.city.in_review().name
		frappe.db.commit()

		with (
			refused(meanwhile=elsewhere(self.city.office, complete, name, "待审核")) as seen,
			self.assertRaises(AlreadyDecided),
		):
			self.asked(
				self.city.office, PERFORM, doctype=TASK, name=name, act="complete", seen_state="待审核"
			)

		self.assertEqual(len(seen), 1)
		self.assertEqual(self._log(name, "complete"), 1)

	def test_an_act_that_is_refused_for_nothing_is_done_all_the_same_and_once(self):
		for refusal in (None, lambda: frappe.db.OperationalError(CUT_OFF, "WSREP has not yet prepared node")):
			with self.subTest(refusal=refusal):
				name = factories.task(self.city.lead).name
				frappe.db.commit()
				with refused(2, with_=refusal) as seen:
					said = self.asked(self.city.liaison, PERFORM, doctype=TASK, name=name, act="start")
				frappe.db.rollback()
				self.assertEqual((len(seen), said["state"], self._log(name, "start")), (2, "推进中", 1))

	def test_who_is_refused_time_and_again_is_told_to_come_back_and_nothing_is_done(self):
		name = self.city.task.name
		frappe.db.commit()

		with refused(99) as seen, self.assertRaises(ServerBusy):
			self.asked(self.city.liaison, PERFORM, doctype=TASK, name=name, act="start")

		self.assertEqual(len(seen), repeating.ATTEMPTS)
		self.assertEqual(self.stored(TASK, name, "state"), "待启动")

	def test_of_many_that_are_refused_together_each_is_done_by_itself_and_one_says_why_not(self):
		names = [factories.task(self.city.lead).name for _each in range(3)]
		frappe.db.commit()

		with refused(meanwhile=elsewhere(self.city.liaison, start, names[1])):
			rows = self.asked(self.city.liaison, MANY, doctype=TASK, names=names, act="start")

		frappe.db.rollback()
		self.assertEqual(
			[(row["name"], row["ok"]) for row in rows], [*zip(names, (True, False, True), strict=True)]
		)
		self.assertEqual([self._log(name, "start") for name in names], [1, 1, 1])

	def test_one_of_many_that_is_refused_time_and_again_says_so_and_the_others_are_done(self):
		names = [factories.task(self.city.lead).name for _each in range(2)]
		frappe.db.commit()

		with refused(1 + repeating.ATTEMPTS):
			rows = self.asked(self.city.liaison, MANY, doctype=TASK, names=names, act="start")

		frappe.db.rollback()
		self.assertEqual([row["ok"] for row in rows], [False, True])
		self.assertTrue(rows[0]["message"])
		self.assertEqual([self.stored(TASK, name, "state") for name in names], ["待启动", "推进中"])

	def test_what_other_code_calls_commits_nothing(self):
		"""Its caller's transaction is not ours to end."""
		frappe.db.commit()
		with self.as_user(self.city.liaison), patch.object(frappe.db, "commit") as commit:
			frappe.local.request = None
			documents.perform(TASK, self.city.task.name, "start")
			commit.assert_not_called()

	def test_what_fails_after_the_commit_does_not_do_the_act_twice(self):
		name = self.city.task.name
		frappe.db.commit()

		def fails():
			raise frappe.QueryDeadlockError("in a callback of another app")

		with patch.object(frappe, "log_error") as logged, self.as_user(self.city.liaison):
			frappe.db.after_commit.add(fails)
			said = self.state_or_refusal(name)

		self.assertEqual((logged.called, said), (True, "推进中"))
		frappe.db.rollback()
		self.assertEqual(self._log(name, "start"), 1)

	def test_what_is_refused_behind_the_commit_stands_is_answered_and_is_told(self):
		name, told = factories.task(self.city.lead).name, []
		frappe.db.commit()

		with refused_behind() as seen, self.as_user(self.city.liaison):
			frappe.db.after_commit.add(lambda: told.append(1))
			said = self.state_or_refusal(name)

		frappe.db.rollback()
		self.assertEqual((seen, said, told), ([0, 1], "推进中", [1]))
		self.assertEqual(self._log(name, "start"), 1)

	def test_a_same_matter_of_many_that_is_refused_time_and_again_says_so_by_its_name(self):
		names = [self.proposed() for _each in range(2)]

		with refused(1 + repeating.ATTEMPTS):
			rows = self.asked(self.city.administrator, JOIN_MANY, names=names)

		frappe.db.rollback()
		self.assertEqual(
			[(row["doctype"], row["name"], row["ok"]) for row in rows],
			[(SAME, names[0], False), (SAME, names[1], True)],
		)

	def state_or_refusal(self, name: str) -> str:
		"""Starts a task: how it stands then, or what has refused it."""
		try:
			return called(PERFORM, {"doctype": TASK, "name": name, "act": "start"})["state"]
		except Exception as refusal:
			return type(refusal).__name__

	def proposed(self) -> str:
		tasks = [factories.task(self.city.lead).name for _each in range(2)]
		with self.as_user(self.city.administrator):
			name = joining.begin(tasks).name
		frappe.db.commit()
		return name

	def _log(self, name: str, act: str) -> int:
		return frappe.db.count(trail.LOG, {"reference_name": name, "act": act})


class TestRefusedJobs(ConcurrencyTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.started()
		frappe.db.commit()

	def test_two_that_seal_at_once_end_in_one_seal_and_no_failed_job(self):
		before = frappe.db.count(sealing.SEAL)

		with refused(meanwhile=elsewhere("Administrator", seal_jobs.seal)) as seen:
			seal_jobs.seal()

		frappe.db.rollback()
		self.assertEqual(len(seen), 1)
		self.assertEqual(frappe.db.count(sealing.SEAL), before + 1)
		numbers = frappe.get_all(sealing.SEAL, pluck="number")
		self.assertEqual(len(numbers), len(set(numbers)))
		self.assertEqual([broken for broken in sealing.verify_all() if broken.chain == sealing.SEAL], [])

	def test_a_seal_of_a_number_that_another_has_written_first_is_made_again(self):
		real, seen = sealing.seal_heads, []

		def late():
			seen.append(1)
			if len(seen) == 1:
				raise frappe.UniqueValidationError("number")
			return real()

		with patch.object(sealing, "seal_heads", late):
			seal_jobs.seal()

		self.assertEqual(len(seen), 2)

	def queued(self) -> str:
		"""A message to the unit's liaison that is due."""
		name = ledger.key_of(self.city.liaison, DESK, frappe.generate_hash(length=10), "Turn")
		about = {
			"reference_doctype": TASK,
			"reference_name": self.city.task.name,
			"title": "题",
			"opinion": None,
		}
		words = {
			"receiver": self.city.liaison,
			"channel": DESK,
			"cause": name,
			"kind": "Turn",
			"subject": "请办理",
		}
		ledger.write([{"name": name, **words, **about, "sender": "Administrator", "language": "zh"}])
		frappe.db.commit()
		return name

	def notes(self) -> int:
		return frappe.db.count(NOTE, {"for_user": self.city.liaison, "document_name": self.city.task.name})

	def test_a_message_that_another_worker_has_taken_up_by_the_commit_is_left_to_it(self):
		name, before = self.queued(), self.notes()

		with refused(meanwhile=elsewhere("Administrator", delivering.deliver, name)):
			self.assertFalse(delivering.deliver(name))

		frappe.db.rollback()
		self.assertEqual((self.stored(MESSAGE, name, "state"), self.notes()), ("Delivered", before + 1))

	def test_what_became_of_a_message_is_noted_again_where_the_database_refuses_it(self):
		name, before = self.queued(), self.notes()
		real, commits = repeating.commit, []

		def second_is_refused():
			commits.append(1)
			if len(commits) == 2:
				frappe.db.rollback()
				raise frappe.QueryDeadlockError("1213, at the commit")
			real()

		with patch.object(repeating, "commit", second_is_refused):
			self.assertTrue(delivering.deliver(name))

		frappe.db.rollback()
		self.assertEqual((self.stored(MESSAGE, name, "state"), self.notes()), ("Delivered", before + 1))
		self.assertFalse(self.stored(MESSAGE, name, "last_error"))

	def test_another_server_that_has_a_message_is_not_called_again_where_the_database_refuses_to_note_it(
		self,
	):
		name, calls = self.queued(), []
		real, commits = repeating.commit, []

		def third_is_refused():
			commits.append(1)
			if len(commits) == 3:  # taken up, handed over, delivered
				frappe.db.rollback()
				raise frappe.QueryDeadlockError("1213, at the commit")
			real()

		def call(channel, message):
			calls.append(message.name)
			return "receipt"

		with (
			patch.object(Desk, "calls_out", True),
			patch.object(Desk, "deliver", call),
			patch.object(repeating, "commit", third_is_refused),
		):
			delivering.deliver(name)

		frappe.db.rollback()
		self.assertEqual(calls, [name])
		found = frappe.db.get_value(MESSAGE, name, ["state", "receipt"])
		self.assertEqual(found, ("Delivered", "receipt"))

	def test_a_job_is_run_again_where_the_database_refuses_it_and_fails_for_nobodys_sake(self):
		runs = []

		@repeating.job
		def job():
			runs.append(1)
			if len(runs) < repeating.ATTEMPTS:
				raise frappe.QueryDeadlockError("by another worker")

		job()
		self.assertEqual(len(runs), repeating.ATTEMPTS)

	def test_a_job_that_fails_by_itself_is_not_run_again(self):
		runs = []

		@repeating.job
		def job():
			runs.append(1)
			raise frappe.ValidationError("wrong")

		self.assertRaises(frappe.ValidationError, job)
		self.assertEqual(len(runs), 1)

	def test_every_entry_point_of_the_scheduler_is_run_again(self):
		events = frappe.get_hooks("scheduler_events", app_name="qingdan_app")
		paths = [
			*(path for each in events["cron"].values() for path in each),
			*frappe.get_hooks("sweeps_of_clocks"),
		]

		self.assertEqual([path for path in paths if not hasattr(frappe.get_attr(path), "__wrapped__")], [])
		self.assertTrue(hasattr(jobs.deliver, "__wrapped__"))
