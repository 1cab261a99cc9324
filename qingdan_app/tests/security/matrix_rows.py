"""Which rows a person may bring about, by the truth about that person."""

from collections.abc import Collection

import frappe

from qingdan_app.permissions.guarded import GUARDED, RULED
from qingdan_app.tests.security.truth import Truth
from qingdan_app.tests.security.watched import POWERS, SPEAKING, Change

WRITTEN_BY_JOBS = ("Qingdan Approval Seal", "Qingdan Approval Seal Part")
"""What nobody writes whom the matrix asks as."""
GIVEN_BY_OWNERS = ("Report",)
"""Of what its owner says which roles see it; for the rows of what it shows, core asks once more."""
CHAIN = "Qingdan Approval Chain"


def may_be_written(truth: Truth, change: Change, beside: Collection[Change] = ()) -> bool:
	"""Whether something that the person may do brings this row about, beside the others that the same act has written."""
	table, row = change.table, change.row
	if table in POWERS or table in WRITTEN_BY_JOBS:
		return truth.all or row.get("parenttype") in GIVEN_BY_OWNERS
	if table in RULED and change.is_a_note:
		return change.name in truth.names(table)
	if table in SPEAKING:
		return _may_speak(truth, change)
	if _is_of_what_is_new(truth, row, beside):
		return True
	if rule := GUARDED.get(table):
		return _touches(truth, rule.parent, row["parent"]) if rule.parent else truth.touches(table, row)
	if table == CHAIN:  # one that holds the place of a log that has not begun says nothing
		return not row["length"] or truth.touches(table, row)
	return _administers(truth, row["parenttype"] if frappe.get_meta(table).istable else table)


def _is_of_what_is_new(truth: Truth, row: dict, beside: Collection[Change]) -> bool:
	"""Whether it is about a document that the same act has made, which is judged by its own row."""
	about = row.get("reference_doctype"), row.get("reference_name")
	made = {(each.table, each.name) for each in beside}
	return about in made and not truth.tables.rows(about[0], name=about[1])


def _touches(truth: Truth, doctype: str, name: str) -> bool:
	found = truth.tables.rows(doctype, name=name)
	return not found or truth.touches(doctype, found[0])


def _may_speak(truth: Truth, change: Change) -> bool:
	doctype, name = (change.row[column] for column in SPEAKING[change.table])
	if doctype not in RULED or not truth.tables.rows(doctype, name=name):
		return True
	if change.table == "File":
		return truth.touches(doctype, truth.tables.row(doctype, name))
	return name in truth.names(doctype)


def _administers(truth: Truth, doctype: str) -> bool:
	return any(truth.reads(doctype, right) for right in ("write", "create", "delete"))
