"""Real processes against the real database: each connects by itself, all begin at the same instant."""

import multiprocessing
import os
import signal
from collections.abc import Callable

import frappe

from qingdan_app.tests.base import QingdanTestCase, new_request

START = 60
"""Seconds that a process may take."""


class ConcurrencyTestCase(QingdanTestCase):
	"""Commits, because other processes have to see the rows; takes every row away that was not there before."""

	TABLES = (
		"Qingdan Approval Log",
		"Qingdan Approval Chain",
		"Qingdan Approval Assignment",
		"Qingdan Approval Copy",
		"Qingdan Approval Request",
		"Qingdan Approval Seal",
		"Qingdan Approval Step",
		"Qingdan Approval Condition",
		"Qingdan Approval Flow",
		"DocShare",
		"Qingdan Report Evidence",
		"Qingdan Progress Report",
		"Qingdan Task Milestone",
		"Qingdan Task Unit",
		"Qingdan Task",
		"Qingdan Key Work",
		"Qingdan List",
		"Qingdan Contact",
		"Qingdan Leader Office Member",
		"Qingdan Leader",
		"Qingdan Unit Member",
		"Qingdan Unit Alias",
		"Qingdan Unit",
		"Qingdan Import List",
		"Qingdan Import Unit",
		"Qingdan Import Lead",
		"Qingdan Import Issue",
		"Qingdan Import",
		"File",
		"Comment",
		"Version",
		"Has Role",
		"User",
	)

	def setUp(self):
		super().setUp()
		self.before = {table: self._names(table) for table in self.TABLES}

	def tearDown(self):
		frappe.db.rollback()
		for table in self.TABLES:
			new = self._names(table) - self.before[table]
			if new:
				frappe.db.delete(table, {"name": ("in", list(new))})
		frappe.db.commit()
		frappe.clear_cache()
		super().tearDown()

	def at_once(self, *jobs: tuple[str, Callable, tuple]) -> list[str]:
		"""Run `(user, function, arguments)` in a process each, all at the same instant.

		Answers one word for each: what the function answered, or the name of what it raised.
		"""
		frappe.db.commit()
		context = multiprocessing.get_context("spawn")
		barrier, answers = context.Barrier(len(jobs)), context.Queue()
		where = (frappe.local.site, os.getcwd())
		processes = [
			context.Process(target=_run, args=(number, where, job, barrier, answers))
			for number, job in enumerate(jobs)
		]
		for process in processes:
			process.start()
		found = dict(answers.get(timeout=START) for _ in processes)
		for process in processes:
			process.join(START)
		frappe.db.rollback()
		new_request()
		return [found[number] for number in range(len(jobs))]

	def killed(self, user: str, function: Callable, *arguments) -> None:
		"""Run `function` in a process that kills itself (SIGKILL) somewhere on its way."""
		frappe.db.commit()
		context = multiprocessing.get_context("spawn")
		where = (frappe.local.site, os.getcwd())
		process = context.Process(target=_run_alone, args=(where, user, function, arguments))
		process.start()
		process.join(START)
		self.assertEqual(process.exitcode, -signal.SIGKILL)
		frappe.db.rollback()
		new_request()

	def survives(self, function: Callable, *arguments) -> bool:
		"""Run `function` in a forked process; whether it came to its end and committed. It may kill itself.

		A fork is up at once, so one can be killed at each of many places in turn.
		"""
		frappe.db.commit()
		child = os.fork()
		if not child:
			_run_forked(function, arguments)
		_child, status = os.waitpid(child, 0)
		frappe.db.rollback()
		new_request()
		self.assertIn(os.waitstatus_to_exitcode(status), (0, -signal.SIGKILL))
		return os.waitstatus_to_exitcode(status) == 0

	def _names(self, table: str) -> set[str]:
		return set(frappe.get_all(table, pluck="name", limit_page_length=0))


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


def _run(number: int, where: tuple, job: tuple, barrier, answers) -> None:
	user, function, arguments = job
	_connect(where, user)
	barrier.wait(START)
	try:
		answer = str(function(*arguments))
		frappe.db.commit()
	except Exception as failure:  # the answer of the process is the name of what it raised
		frappe.db.rollback()
		answer = type(failure).__name__
	answers.put((number, answer))
	frappe.destroy()


def _run_alone(where: tuple, user: str, function: Callable, arguments: tuple) -> None:
	_connect(where, user)
	function(*arguments)
	frappe.db.commit()


def _connect(where: tuple, user: str) -> None:
	site, folder = where
	os.chdir(folder)
	frappe.init(site)
	frappe.connect()
	frappe.set_user(user)
	frappe.db.sql(
		"select name from tabUser limit 1"
	)  # a request reads before it acts, which opens its snapshot
