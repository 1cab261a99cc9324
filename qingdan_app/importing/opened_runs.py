"""A run of an import as a request finds it: to read, or under its lock to change."""

import frappe
from frappe.model.document import Document

RUN = "Qingdan Import"


def run_to_read(name: str) -> Document:
	"""A run, for whoever may read it."""
	run = frappe.get_doc(RUN, name)
	run.check_permission("read")
	return run


def run_to_write(name: str) -> Document:
	"""A run under its lock, for whoever may change it: of two who do so at once the second finds what the first has done."""
	run = frappe.get_doc(RUN, name, for_update=True)
	run.check_permission("write")
	return run
