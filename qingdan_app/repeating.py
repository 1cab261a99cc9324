"""A transaction that the database has refused is done again, its commit included.

A server alone refuses a statement (deadlock). A cluster (Galera) lets two servers write the same row and refuses whoever commits last,
with the same error at COMMIT; a server that was cut off, or is starting, refuses everything. In each case nothing was done.
"""

import random
import time
from collections.abc import Callable
from functools import wraps
from itertools import pairwise
from traceback import walk_tb
from typing import Any, TypeVar

import frappe

ATTEMPTS = 5
NOT_READY = 1047
"""How MariaDB calls a server of a cluster that takes nothing at present."""

Answer = TypeVar("Answer")


def is_refused(failure: BaseException) -> bool:
	"""Whether the database has refused the transaction, and nothing of it was done."""
	if isinstance(failure, frappe.QueryDeadlockError):
		return True
	return isinstance(failure, frappe.db.OperationalError) and failure.args[:1] == (NOT_READY,)


def was_first(failure: BaseException) -> bool:
	"""Whether somebody else has written what there is one of."""
	if isinstance(failure, frappe.DuplicateEntryError | frappe.UniqueValidationError):
		return True
	return bool(failure.args) and failure.args[0] == 1062


def undo() -> None:
	"""Leave nothing of the transaction; where its server takes not even that, the next one begins on a connection of its own."""
	try:
		frappe.db.rollback()
	except frappe.db.OperationalError:
		frappe.db.close()
		frappe.db.rollback()
	frappe.clear_messages()


def pause(attempt: int) -> None:
	"""Wait a moment, longer each time, so that the same two do not meet again."""
	time.sleep(random.uniform(0.01, 0.03) * attempt)


def commit() -> None:
	"""Commit. Raises what the database refuses with: nothing was done then.

	Frappe runs what waits for a commit within the same call. The commit stands by then, so a refusal there is logged and is none.
	"""
	stands: list[bool] = []
	frappe.db.after_commit._functions.appendleft(lambda: stands.append(True))
	try:
		_commit()
	except Exception as failure:
		if not (stands and is_refused(failure)):
			raise
		frappe.log_error(title="After a commit")


def _commit() -> None:
	"""Commit, and run what waits for it: also where the server takes nothing from then on, which undoes nothing."""
	try:
		frappe.db.commit()  # nosemgrep: a cluster refuses here, and whoever called does the transaction again
	except Exception as failure:
		if not _came_behind(failure):
			raise
		frappe.logger("qingdan").warning(f"Refused behind a commit that stands: {failure}")
		frappe.db.close()  # the next statement asks for a connection of its own
		frappe.db.after_commit.run()


def _came_behind(failure: BaseException) -> bool:
	"""Whether it was raised where Frappe's commit begins the next transaction, which it does once the database has answered."""
	behind = (frappe.db.commit.__func__.__code__, frappe.db.begin.__func__.__code__)
	codes = [frame.f_code for frame, _line in walk_tb(failure.__traceback__)]
	return behind in pairwise(codes)


def repeat(
	work: Callable[[], Answer], also: Callable[[BaseException], bool] = lambda failure: False
) -> Answer:
	"""Do the work, which is a transaction of its own, and commit; again where the database refuses it, or for what is `also` one.

	Raises what the last of ATTEMPTS has raised.
	"""
	attempt = 1
	while True:
		try:
			answer = work()
			commit()
			return answer
		except Exception as failure:
			if attempt == ATTEMPTS or not (is_refused(failure) or also(failure)):
				raise
			undo()
			pause(attempt)
			attempt += 1


def job(work: Callable[..., Any]) -> Callable[..., Any]:
	"""An entry point of the background, which is safe to run twice: it is run again where the database refuses it, and where another
	worker was first with what there is one of. It fails for good after ATTEMPTS, and whatever started it finds the rest."""

	@wraps(work)
	def repeated(*args: Any, **kwargs: Any) -> Any:
		return repeat(lambda: work(*args, **kwargs), also=was_first)

	return repeated
