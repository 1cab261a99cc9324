"""Reading past a replica: core reads some requests (lists, reports, searches) from a copy of the database that may lag.

What is counted there is true for nobody but whoever asked; what is remembered, and what decides, is read where it is written.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe


def reads_a_copy() -> bool:
	"""Whether this request reads from a replica at present."""
	return frappe.local.db is getattr(frappe.local, "replica_db", None)


@contextmanager
def used() -> Iterator[None]:
	"""Read and write where the site is written, whatever core reads from around it."""
	before = frappe.local.db
	if reads_a_copy():
		frappe.local.db = frappe.local.primary_db
	try:
		yield
	finally:
		frappe.local.db = before
