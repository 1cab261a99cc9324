"""What a save of the form says of issues, units, leads and codes of lists, noted with who and when as what the review screen says is.

A form is as old as its last load. Which rows there are, and what the server writes into them, stays as it is stored; what people may
write counts where the row has not been written since.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import frappe
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime

from qingdan_app.importing.reviewing.unit_rows import ANOTHER, UNRESOLVED, follow

ISSUES, UNITS, LEADS, LISTS = ("settled", "note"), ("resolution", "unit"), ("lead",), ("code",)
"""What people may write into a row."""
TABLES = ("issues", "units", "leads", "lists")


def ages(run: Document) -> dict[str, object]:
	"""When each row was written that a form sends, by the form; core stamps all of them anew before it validates."""
	return {row.name: row.modified for table in TABLES for row in run.get(table) if row.name}


def note(run: Document, sent_at: Mapping[str, object]) -> None:
	"""Take from the form what people have written, stamp it, and open a review that was finished; `sent_at` are the ages of its rows."""
	before = run.get_doc_before_save()
	if not before:
		return
	changed = [
		_merge(run, _Table("issues", ISSUES, _stamp_issue), sent_at),
		_merge(run, _Table("units", UNITS, _stamp_unit), sent_at),
		_merge(run, _Table("leads", LEADS, lambda row: None), sent_at),
		_merge(run, _Table("lists", LISTS, lambda row: None), sent_at),
	]
	follow(run)
	if any(changed):
		run.update({"reviewed_by": None, "reviewed_at": None})


class _Table(NamedTuple):
	"""A table of a run: what people may write into its rows, and how it is stamped."""

	name: str
	fields: tuple[str, ...]
	stamp: Callable[[Document], None]


def _merge(run: Document, table: _Table, sent_at: Mapping[str, object]) -> bool:
	"""The rows as they are stored, with what the form changes in them; whether it changes anything."""
	sent, changed = {row.name: row for row in run.get(table.name)}, False
	run.set(table.name, [row.as_dict() for row in run.get_doc_before_save().get(table.name)])
	for row in run.get(table.name):
		written = _written(sent.get(row.name), row, table.fields) if _is_fresh(row, sent_at) else {}
		row.update(written)
		if {"settled", "resolution", "unit"} & set(written):
			table.stamp(row)
		changed = changed or bool(written)
	return changed


def _is_fresh(row: Document, sent_at: Mapping[str, object]) -> bool:
	"""Whether a row was not written since the form was loaded, or the form does not say."""
	age = sent_at.get(row.name)
	return not age or get_datetime(age) == get_datetime(row.modified)


def _written(sent: Document | None, row: Document, fields: tuple[str, ...]) -> dict:
	"""What the form has changed in a row."""
	if not sent:
		return {}
	return {
		field: sent.get(field) for field in fields if (sent.get(field) or None) != (row.get(field) or None)
	}


def _stamp_issue(row: Document) -> None:
	who = {"settled_by": frappe.session.user, "settled_at": now_datetime()}
	row.update(who if row.settled else {**dict.fromkeys(who), "answer": "", "remembered": 0})


def _stamp_unit(row: Document) -> None:
	who = {"answered_by": frappe.session.user, "answered_at": now_datetime()}
	row.update(dict.fromkeys(who) if row.resolution == UNRESOLVED else who)
	if row.resolution != ANOTHER:
		row.same_as = None
