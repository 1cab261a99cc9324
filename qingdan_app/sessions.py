"""Being another user, and beginning as a request begins, for what does the work of many requests in one process."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

OF_A_REQUEST = "qingdan_"
"""What begins so on `frappe.local` is remembered within one request only."""


@contextmanager
def acting_as(who: str) -> Iterator[None]:
	"""Be another user for a while."""
	before = frappe.session.user
	frappe.set_user(who)
	try:
		yield
	finally:
		frappe.set_user(before)


def begin_request() -> None:
	"""Forget what the app remembers within one request only."""
	for name in [name for name, _value in frappe.local if name.startswith(OF_A_REQUEST)]:
		delattr(frappe.local, name)
