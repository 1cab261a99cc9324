"""Which fields of a DocType the flow alone writes: Desk offers no other way to change them."""

import frappe

from qingdan_app.workflows.moves.subjects import subject_doctypes, subject_of


def fields_of(doctype: str) -> frozenset[str]:
	"""The state and what else the flow owns in documents of a type that an app has attached; none of others."""
	if doctype not in subject_doctypes():
		return frozenset()
	return subject_of(frappe.new_doc(doctype)).written_by_flow - {"docstatus"}


def all_fields() -> dict[str, list[str]]:
	"""The same of every DocType that is attached."""
	return {doctype: sorted(fields_of(doctype)) for doctype in sorted(subject_doctypes())}
