"""Real processes against the real database: each connects by itself, all begin at the same instant."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import ClassVar

import frappe

from qingdan_app.tests import patience
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.committed import CommittingTestCase
from qingdan_app.tests.site import new_request


class ConcurrencyTestCase(CommittingTestCase, QingdanTestCase):
	"""Has other processes at work, which see what is committed alone."""

	@classmethod
	def tearDownClass(cls):
		Worker.dismiss_all()
		super().tearDownClass()

	def at_once(self, *jobs: tuple[str, Callable, tuple]) -> list[str]:
		"""Run `(user, function, arguments)` in a process each, all at the same instant.

		Answers one word for each: what the function answered, or the name of what it raised.
		"""
		frappe.db.commit()
		workers = [Worker.at(number) for number in range(len(jobs))]
		for worker, job in zip(workers, jobs, strict=True):
			worker.prepare(*job)
		for worker in workers:
			worker.ready()
		for worker in workers:
			worker.go()
		answers = [worker.answer() for worker in workers]
		self._look_again()
		return answers

	def waits_for(self, doctype: str, name: str, function: Callable, *arguments) -> bool:
		"""Whether `function`, in another process, waits for whoever has locked that row."""
		frappe.db.commit()
		worker = Worker.at(0)
		worker.prepare("Administrator", _impatient, (function, *arguments))
		worker.ready()
		frappe.db.get_value(doctype, name, "name", for_update=True)
		worker.go()
		answer = worker.answer()
		self._look_again()
		return answer == "QueryTimeoutError"

	def killed(self, user: str, function: Callable, *arguments) -> None:
		"""Run `function` in a process that kills itself (SIGKILL) somewhere on its way."""
		frappe.db.commit()
		worker = Worker.at(0)
		worker.prepare(user, function, arguments)
		worker.ready()
		worker.go()
		self.assertEqual(worker.end(), -signal.SIGKILL)
		self._look_again()

	def survives(self, function: Callable, *arguments) -> bool:
		"""Run `function` in a forked process; whether it came to its end and committed. It may kill itself.

		A fork is up at once, so one can be killed at each of many places in turn.
		"""
		frappe.db.commit()
		child = os.fork()
		if not child:
			_run_forked(function, arguments)
		_child, status = os.waitpid(child, 0)
		self._look_again()
		self.assertIn(os.waitstatus_to_exitcode(status), (0, -signal.SIGKILL))
		return os.waitstatus_to_exitcode(status) == 0

	def _look_again(self) -> None:
		"""See what others have committed."""
		frappe.db.rollback()
		new_request()


class Worker:
	"""A process with a connection of its own. It stays for the next test, since importing takes longer than acting."""

	known: ClassVar[dict[int, "Worker"]] = {}

	def __init__(self):
		context = multiprocessing.get_context("spawn")
		self.pipe, other = context.Pipe()
		where = (frappe.local.site, os.getcwd())
		self.process = context.Process(target=_serve, args=(where, other), daemon=True)
		self.process.start()
		other.close()

	@classmethod
	def at(cls, number: int) -> "Worker":
		worker = cls.known.get(number)
		if not worker or not worker.process.is_alive():
			cls.known[number] = worker = cls()
		return worker

	@classmethod
	def dismiss_all(cls) -> None:
		for worker in cls.known.values():
			worker.process.terminate()
			worker.process.join(patience.LIMIT)
		cls.known.clear()

	def prepare(self, user: str, function: Callable, arguments: tuple) -> None:
		self.pipe.send((user, function, arguments))

	def ready(self) -> None:
		assert self.answer() == "ready"

	def go(self) -> None:
		self.pipe.send("go")

	def answer(self) -> str:
		assert self.pipe.poll(patience.LIMIT), "the process does not answer"
		return self.pipe.recv()

	def end(self) -> int:
		"""Wait until the process is dead; answers how it ended."""
		self.process.join(patience.LIMIT)
		return self.process.exitcode


def die() -> None:
	"""Be killed, without a chance to tidy up."""
	os.kill(os.getpid(), signal.SIGKILL)


def die_before_write(number: int, function: Callable, *arguments) -> None:
	"""Run `function`, and be killed before its write of that number reaches the database."""
	real, writes = frappe.db.sql, []

	def counting(query, *words, **more):
		if str(query).lstrip()[:6].lower() in ("insert", "update", "delete"):
			writes.append(query)
			if len(writes) == number:
				die()
		return real(query, *words, **more)

	frappe.db.sql = counting
	function(*arguments)


def _impatient(function: Callable, *arguments):
	"""A second is long enough to see that a lock is waited for."""
	frappe.db.sql("set session innodb_lock_wait_timeout = 1")
	return function(*arguments)


def _run_forked(function: Callable, arguments: tuple) -> None:
	user, parents = frappe.session.user, frappe.local.db
	code = 1
	try:
		frappe.connect()
		frappe.set_user(user)
		function(*arguments)
		frappe.db.commit()
		code = 0 if parents else 1  # the parent's connection is kept, so that nobody closes it
	finally:
		os._exit(code)


def _serve(where: tuple, pipe) -> None:
	while True:
		user, function, arguments = pipe.recv()
		_connect(where, user)
		pipe.send("ready")
		pipe.recv()
		pipe.send(_answer(function, arguments))
		frappe.destroy()


def _answer(function: Callable, arguments: tuple) -> str:
	try:
		answer = str(function(*arguments))
		frappe.db.commit()
	except Exception as failure:  # the answer of the process is the name of what it raised
		frappe.db.rollback()
		answer = type(failure).__name__
	return answer


def _connect(where: tuple, user: str) -> None:
	site, folder = where
	os.chdir(folder)
	frappe.init(site)
	frappe.connect()
	frappe.set_user(user)
	frappe.db.sql("set session innodb_lock_wait_timeout = %s", (int(patience.LIMIT),))
	frappe.db.sql(
		"select name from tabUser limit 1"
	)  # a request reads before it acts, which opens its snapshot
