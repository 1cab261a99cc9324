"""How the flow writes a document that it moves: of another app by core's own save (`as_core.py`), of its own by core's steps.

The steps are core's, in core's order: naming of rows, docstatus, the hooks of the controller, of all apps and of
notifications before and after, the search, the room of the form. Left out is what a document needs after somebody
has typed into it, and nobody has: the second reading of the locked row, the role of the saver, the links and their
fetched values, the checks of single fields, rows of tables that are as they were, a version of what the log says already.
Where a hook has changed more than the flow owns, the checks and the version are core's again.
`tests/test_saving.py` judges every step of core's save: one that a later line of Frappe adds fails it until somebody has.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import frappe
from frappe.model.base_document import BaseDocument
from frappe.model.document import Document
from frappe.utils import cint, cstr
from pymysql.err import IntegrityError

from qingdan_app import plain_rows
from qingdan_app.workflows.moves import as_core
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.moves.subjects import ApprovalSubject, subject_of

STAMPS = frozenset({"modified", "modified_by"})
CHECKS = (
	"_validate_data_fields",
	"_validate_selects",
	"_validate_non_negative",
	"_validate_length",
	"_validate_code_fields",
	"_sanitize_content",
	"_save_passwords",
)
"""What core does to single fields after they were entered, in a document and in its rows alike."""


def prepared(doc: Document) -> Document | None:
	"""The document before it is changed, for `save`: None for a new one, and where core reads it."""
	if doc.is_new():
		return None
	return as_core.as_found(doc) if isinstance(doc, FlowControlledDocument) else as_core.prepared(doc)


def save(subject: ApprovalSubject, before: Document | None, docstatus: int, state: str = "") -> None:
	"""Write a document under `guard.permit`; `before` is what `prepared` gave, `docstatus` what it has from now on.

	`state` is the one it has been moved to. Raises IllegalStep, and whatever its hooks refuse.
	"""
	doc = subject.doc
	if doc.is_new():
		doc.docstatus = docstatus
		doc.save(ignore_permissions=True)  # whose turn it is was decided before; units may not write
	elif isinstance(doc, FlowControlledDocument):
		doc.docstatus = docstatus
		_save_own(subject, before)
	elif state:
		as_core.move(doc, before, docstatus, state)
	else:
		as_core.save(doc, before, docstatus)


def write_changed(subject: ApprovalSubject, before: Document) -> None:
	"""Write what differs from `before` in a document of the flow's own, one of many whose controller the caller has asked: no hook is run."""
	doc = subject.doc
	doc.set_user_and_timestamp()
	doc.set_parent_in_children()
	doc.set_name_in_children()
	_write(doc, _changes(subject, before))


def words_stored(subject: ApprovalSubject) -> dict:
	"""What a document says once it was saved: of one that was submitted as it is stored, whatever hooks wrote meanwhile.

	An app's hook that reads the document anew, or writes one of its columns, does not change the one that is being saved.
	"""
	doc = subject.doc
	if cint(doc.docstatus) != 1 or isinstance(doc, FlowControlledDocument):
		return subject.record()
	return subject_of(frappe.get_doc(doc.doctype, doc.name)).record()


def _save_own(subject: ApprovalSubject, before: Document) -> None:
	doc = subject.doc
	doc.check_if_locked()
	version = doc.flags.get("ignore_version")
	with as_core.freed(doc, ignore_links=True, notifications_executed=[], ignore_version=version):
		_begin(doc, before)
		doc.run_before_save_methods()
		changes = _changes(subject, before)
		doc.flags.ignore_version = not changes.beyond_the_flow  # what the flow owns is told by the log
		if changes.beyond_the_flow:
			_check(doc)
		if doc._action == "update_after_submit":
			doc.validate_update_after_submit()
		_write(doc, changes)
		doc.run_post_save_methods()


def _begin(doc: Document, before: Document) -> None:
	doc.set_user_and_timestamp()
	doc.set_docstatus()
	doc._doc_before_save = before
	doc.check_docstatus_transition(before.docstatus)
	doc.set_parent_in_children()
	doc.set_name_in_children()


def _check(doc: Document) -> None:
	"""A hook has changed what the flow does not own: the document is checked as if somebody had entered it."""
	doc._validate_mandatory()
	for each in (doc, *doc.get_all_children()):
		for check in CHECKS:
			getattr(each, check)()
	doc.validate_set_only_once()


@dataclass
class Changes:
	"""What a save has to write beside the document itself."""

	columns: set[str]
	"""Columns of the document that differ. No other is written: an app may have saved the same document meanwhile."""
	beyond_the_flow: bool
	"""Whether more has changed than the flow writes, in the document or in a row."""
	rows: list[tuple[Document, set[str]]] = field(default_factory=list)
	"""Rows that differ, and in which columns."""
	new_rows: list[Document] = field(default_factory=list)
	tables: list[Document] = field(default_factory=list)
	"""Fields of tables out of which rows have gone: core's own writing finds and deletes them."""


def _changes(subject: ApprovalSubject, before: Document) -> Changes:
	doc = subject.doc
	columns = _changed(doc, before)
	found = Changes(columns, bool(columns - subject.written_by_flow))
	for table in doc.meta.get_table_fields():
		stored = {row.name: row for row in before.get(table.fieldname)}
		for row in doc.get(table.fieldname):
			known = stored.pop(row.name, None)
			changed = _changed(row, known) if known else {"name"}
			if known is None:
				found.new_rows.append(row)
			elif changed:
				found.rows.append((row, changed))
			if not changed.issubset({"docstatus", *subject.copied_fields}):
				found.beyond_the_flow = True
		if stored:
			found.tables.append(table)
			found.beyond_the_flow = True
	return found


def _write(doc: Document, changes: Changes) -> None:
	doc.set_docstatus()
	_write_columns(doc, changes.columns | STAMPS)
	_write_rows(changes.rows)
	for row in changes.new_rows:
		row.db_update()
	for table in changes.tables:
		doc.update_child_table(table.fieldname, table)


def _write_rows(rows: Iterable[tuple[Document, set[str]]]) -> None:
	"""Rows that have changed alike in one statement: what a table copies from its document is the same in all of them."""
	alike: dict[tuple, list[str]] = defaultdict(list)
	for row, columns in rows:
		alike[row.doctype, tuple(sorted(_stored(row, columns | STAMPS).items()))].append(row.name)
	for (doctype, values), names in alike.items():
		plain_rows.update_all(doctype, names, dict(values))


def _stored(doc: BaseDocument, columns: set[str]) -> dict[str, Any]:
	stored = doc.get_valid_dict(convert_dates_to_str=True, ignore_virtual=True)
	return {name: stored[name] for name in columns if name in stored}


def _write_columns(doc: Document, columns: set[str]) -> None:
	"""Core's `db_update`, of these columns."""
	try:
		plain_rows.update(doc.doctype, doc.name, _stored(doc, columns))
	except IntegrityError as error:
		if frappe.db.is_unique_key_violation(error):
			doc.show_unique_validation_message(error)
		raise


def _changed(doc: BaseDocument, before: BaseDocument) -> set[str]:
	"""The columns that differ as they are stored (a date may come as text), but for who saved it when."""
	new, old, found = doc.__dict__, before.__dict__, set()
	for name in doc.meta.get_valid_columns():
		one, other = new.get(name), old.get(name)
		if one != other and name not in STAMPS and cstr(one) != cstr(other):
			found.add(name)
	return found
