"""Totals of a person's tasks, remembered until a task changes.

A total is kept under the generation in which it was counted; every change of a task begins a new generation
after its commit. A count is thus never older than the last change, and among requests between two changes it
is counted once.
"""

from collections.abc import Callable
from hashlib import blake2b

import frappe

from qingdan_app.permissions.standing import Standing

GENERATION = "qingdan_task_generation"
KEEP_SECONDS = 600


def total(standing: Standing, query, count: Callable[[Standing, object], int]) -> int:
	"""The number of tasks of `query` that the person sees; counted by `count` when it is not known."""
	key = f"qingdan_total:{_generation()}:{_fingerprint(standing, query)}"
	known = frappe.cache.get_value(key, expires=True)
	if known is None:
		known = count(standing, query)
		frappe.cache.set_value(key, known, expires_in_sec=KEEP_SECONDS)
	return int(known)


def begin_generation() -> None:
	"""Forget all totals once the present transaction is committed."""
	frappe.db.after_commit.add(_begin)


def _begin() -> None:
	frappe.cache.set_value(GENERATION, frappe.generate_hash(length=12))


def _generation() -> str:
	return frappe.cache.get_value(GENERATION) or ""


def _fingerprint(standing: Standing, query) -> str:
	about = (standing.sees_all, sorted(standing.all_units), sorted(standing.leaders), query.state, query.late)
	return blake2b(repr(about).encode(), digest_size=12).hexdigest()
