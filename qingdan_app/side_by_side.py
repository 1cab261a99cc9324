"""A long sweep done by two at once: of every large batch one half here, the other on a connection of its own.

MariaDB works for one connection on one core. The halves share no row, so neither waits for the other.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any

import frappe

from qingdan_app.workflows.retry import repeat_on_deadlock

LARGE = 1_000
"""A smaller batch is done here alone, on the connection of the caller."""


def sweep(
	batches: Iterable[Sequence[Any]], work: Callable[[Sequence[Any]], int], large: int | None = None
) -> int:
	"""Do the work on each batch, which commits what it has done; answers the sum of what it answers. `large`: from so many on a batch is halved.

	The next batch is asked for when both halves are done. What fails in either half is raised here; the other half stands. A half that the
	database ends as a deadlock's victim is done again: it is a transaction of its own.
	"""
	work = repeat_on_deadlock(work)
	with ExitStack() as stack:
		beside = cache(lambda: stack.enter_context(_connected()))
		halved = large or LARGE
		return sum(work(batch) if len(batch) < halved else _share(beside(), batch, work) for batch in batches)


def _share(beside: ThreadPoolExecutor, batch: Sequence[Any], work: Callable[[Sequence[Any]], int]) -> int:
	middle = len(batch) // 2
	other = beside.submit(work, batch[middle:])
	return work(batch[:middle]) + other.result()


@contextmanager
def _connected() -> Iterator[ThreadPoolExecutor]:
	"""A thread that is connected to the site as its user."""
	place = (frappe.local.site, frappe.local.sites_path, frappe.session.user)
	with ThreadPoolExecutor(1, initializer=_connect, initargs=place) as beside:
		try:
			yield beside
		finally:
			beside.submit(frappe.destroy)


def _connect(site: str, sites_path: str, user: str) -> None:
	frappe.init(site=site, sites_path=sites_path)
	frappe.connect()
	frappe.set_user(user)
