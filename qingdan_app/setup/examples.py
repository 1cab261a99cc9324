"""Documents to begin with, on a site that has none of their DocType at all: an administrator's own are theirs."""

from collections.abc import Iterable, Mapping
from typing import Any

import frappe


def create_where_none(doctype: str, documents: Iterable[Mapping[str, Any]]) -> None:
	"""Create them, unless there is any."""
	if frappe.db.count(doctype):
		return
	for values in documents:
		made = frappe.new_doc(doctype)
		made.update(values)
		made.insert(ignore_permissions=True)  # set-up runs as whoever installs
