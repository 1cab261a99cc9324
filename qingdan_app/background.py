"""Work that is started once a transaction is committed, and never at the price of what was committed.

Core's own `enqueue_after_commit` lets an act that is done answer 500 where the queue's Redis is away. Here the
failure is written to the log of the site, and nothing else happens: what is asked for stands in the database, and a
sweep of the scheduler finds it there. Only such work may be started here.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

import frappe
from frappe.utils.background_jobs import get_job_status
from redis.exceptions import RedisError
from rq.exceptions import InvalidJobOperation, NoSuchJobError
from rq.job import JobStatus

PAUSE = 30
"""Seconds for which a process does not knock again where Redis did not answer: core waits five at every knock."""

_silent_until = 0.0


def start_after_commit(job: Callable, queue: str = "short", **words: str | int) -> None:
	"""Have a worker run `job(**words)` once the transaction is committed, one run for all who ask for the same meanwhile."""
	wanted = _wanted()
	wanted[_id_of(job, words)] = (job, queue, words)
	frappe.db.after_commit.add(_start_wanted)


def run_quietly(job: Callable, title: str) -> None:
	"""Run what the scheduler starts every few minutes (event `all`): core keeps no row of each run, nor of one that fails.

	What fails is written to the log of the site, under `title`, and the next run tries again.
	"""
	try:
		job()
	except Exception:
		frappe.db.rollback()
		frappe.log_error(title=title)


def _start_wanted() -> None:
	wanted = dict(_wanted())
	_wanted().clear()
	for job_id, (job, queue, words) in wanted.items():
		_start(job_id, job, queue, words)


def _start(job_id: str, job: Callable, queue: str, words: Mapping[str, Any], tries: int = 2) -> None:
	"""One that waits will see what is committed now; one that runs may have looked already, so another follows it."""
	global _silent_until
	if time.monotonic() < _silent_until:
		return
	try:
		free = next(filter(_is_free, (job_id, f"{job_id}_next")), None)
		if free:
			frappe.enqueue(job, queue=queue, job_id=free, deduplicate=True, **words)
	except (InvalidJobOperation, NoSuchJobError):
		# Core puts away the job that has ended: it was gone, or somebody else did so at the same moment.
		if tries > 1:
			_start(job_id, job, queue, words, tries - 1)
	except (RedisError, OSError) as failure:
		_silent_until = time.monotonic() + PAUSE
		frappe.logger("qingdan").warning(f"{job_id} waits for its sweep: {failure}")


def _is_free(job_id: str) -> bool:
	return get_job_status(job_id) != JobStatus.STARTED


def _wanted() -> dict[str, tuple[Callable, str, Mapping[str, Any]]]:
	if not hasattr(frappe.local, "qingdan_wanted_jobs"):
		frappe.local.qingdan_wanted_jobs = {}
	return frappe.local.qingdan_wanted_jobs


def _id_of(job: Callable, words: Mapping[str, Any]) -> str:
	said = "".join(f"_{words[name]}" for name in sorted(words))
	return f"{job.__module__}.{job.__qualname__}".replace(".", "_") + said
