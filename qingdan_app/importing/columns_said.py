"""The headers of a file with what each column was taken for, and what somebody says instead: remembered by the words of the header."""

import hashlib
import json
from collections.abc import Container, Mapping, Sequence

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from qingdan_app.column_words.column_choices import OF_A_COLUMN, ROLES, choice_of
from qingdan_app.column_words.known import HEADER, vocabulary
from qingdan_app.importing import issue_words
from qingdan_app.importing.exceptions import ColumnsUnreadable, FileIsNoList
from qingdan_app.parsing import NotAList
from qingdan_app.parsing.first_rows import FirstRows, tables_in
from qingdan_app.parsing.tables import Unheaded
from qingdan_app.parsing.vocabulary import (
	DEADLINE,
	FINER_TASK,
	KEY_WORK,
	LEADER,
	NUMBER,
	TASK,
	Vocabulary,
	words_of_header,
)

KEPT = choice_of(None)
ONCE = (NUMBER, KEY_WORK, TASK, LEADER, DEADLINE)
MOST_COLUMNS = 300
"""As many as a reader takes."""


def shown(run: Document, data: tuple[bytes, str] | None) -> dict:
	"""What the form of an import shows of columns.

	`{roles: [{value, label}], headers: [{headings, roles, places, unknown, remembered, line}], tables: [{parted, rows: [{line,
	place, headings, roles}]}]}`: headers with the same words once, `unknown` the places of columns that nobody knows, `remembered` `{by, at}`
	or None, `line` that of the first row where the table has no header. `tables` are the first rows of `data`, the file's bytes and name,
	where its headers are to be said by somebody.
	"""
	parsed = json.loads(run.parsed or "{}")
	return {
		"roles": [{"value": choice, "label": _(choice)} for choice in OF_A_COLUMN],
		"headers": _headers(parsed.get("columns") or (), unheaded(run)),
		"tables": [_table(each, vocabulary()) for each in _tables(*data)] if data else [],
	}


def say(run: Document, headings: Sequence[str], choices: Sequence[str], line: int = 0) -> None:
	"""Remember what the columns under a header are; of a table without one, whose first row stands at `line`, for this run alone.

	Raises ColumnsUnreadable for choices by which no task could be read.
	"""
	choices = [choice or KEPT for choice in choices][:MOST_COLUMNS]
	check_roles(choices)
	if line:
		said = {**unheaded(run), line: Unheaded([ROLES[choice] for choice in choices])}
		_keep_unheaded(run, said)
	else:
		_remember(headings, choices)


def forget(run: Document, headings: Sequence[str]) -> None:
	"""Take back what was said of a header, or of the tables of the run that have none."""
	name = name_of(headings)
	if frappe.db.exists(HEADER, name):
		frappe.delete_doc(HEADER, name)
	else:
		_keep_unheaded(run, {})


def unheaded(run: Document) -> dict[int, Unheaded]:
	"""Lines of first rows of tables without a header → what their columns are."""
	stored = json.loads(run.get("unheaded") or "{}")
	return {cint(line): Unheaded(roles) for line, roles in stored.items()}


def name_of(headings: Sequence[str]) -> str:
	"""What a header is stored under: the same for all that have the same words. Raises ColumnsUnreadable for one without any."""
	words = words_of_header([heading or "" for heading in headings])
	if len(words) < 2:
		frappe.throw(_("A header has at least two columns with words above them."), ColumnsUnreadable)
	return hashlib.sha256("\n".join(words).encode()).hexdigest()[:20]


def as_words(headings: Sequence[str]) -> str:
	"""A header on one line."""
	return " | ".join(heading or "—" for heading in headings)


def check_roles(choices: Sequence[str]) -> None:
	"""Raise ColumnsUnreadable for what is no choice, for no task, and for two columns of what stands once."""
	roles = [ROLES.get(choice, "") if choice in OF_A_COLUMN else "" for choice in choices]
	if not all(roles):
		frappe.throw(_("Say of each column what it is."), ColumnsUnreadable)
	if TASK not in roles:
		frappe.throw(
			_("No column is named as “{0}”; without it there is nothing to read.").format(_(choice_of(TASK))),
			ColumnsUnreadable,
		)
	twice = [choice_of(role) for role in ONCE if roles.count(role) > 1]
	if twice:
		words = _("Only one column can be “{0}”; choose for the others what they are, or keep them.")
		frappe.throw(words.format("”、“".join(map(_, twice))), ColumnsUnreadable)


def keep_headings(header: Document) -> None:
	"""Raise ColumnsUnreadable where the words of a stored header are written anew: it is known by them."""
	if not header.is_new() and header.name != name_of([row.heading for row in header.columns]):
		frappe.throw(
			_("A header is known by its words, which stay. Delete it, and say it anew for the other one."),
			ColumnsUnreadable,
		)


def _headers(read: Sequence[Mapping], lines: Container[int]) -> list[dict]:
	found: dict[tuple, dict] = {}
	for each in read:
		headings = [column["heading"] for column in each["columns"]]
		line = each["line"] if each["line"] in lines else 0
		row = found.setdefault((line, words_of_header(headings)), _header(headings, each["columns"], line))
		row["places"].append(each["place"])
	return list(found.values())


def _header(headings: Sequence[str], columns: Sequence[Mapping], line: int) -> dict:
	return {
		"headings": headings,
		"roles": [choice_of(column["role"]) for column in columns],
		"unknown": [at for at, column in enumerate(columns) if column["role"] is None],
		"places": [],
		"line": line,
		"remembered": _remembered(headings),
	}


def _remembered(headings: Sequence[str]) -> dict | None:
	if len(words_of_header(headings)) < 2:
		return None
	row = frappe.db.get_value(HEADER, name_of(headings), ["modified_by", "modified"], as_dict=True)
	return row and {"by": frappe.utils.get_fullname(row.modified_by), "at": row.modified}


def _tables(data: bytes, name: str) -> list[FirstRows]:
	try:
		return tables_in(data, name)
	except NotAList as refusal:
		frappe.throw(
			_("This file cannot be read: {0}").format(issue_words.reason(refusal.reason)), FileIsNoList
		)


def _table(table: FirstRows, words: Vocabulary) -> dict:
	"""The rows as they are shown, each with what its headings would mean by what is known of them."""
	rows = [
		{**row._asdict(), "roles": [_proposed(words.role_of(each)) for each in row.headings]}
		for row in table.rows
	]
	return {"parted": table.parted, "rows": rows}


def _proposed(role: str | None) -> str:
	return choice_of(TASK if role == FINER_TASK else role)


def _remember(headings: Sequence[str], choices: Sequence[str]) -> None:
	name = name_of(headings)
	stored = frappe.db.exists(HEADER, name)
	header = frappe.get_doc(HEADER, name, for_update=True) if stored else frappe.new_doc(HEADER)
	kept = [*choices, *[KEPT] * (len(headings) - len(choices))]
	rows = [
		{"heading": heading, "role": role}
		for heading, role in zip(headings, kept[: len(headings)], strict=True)
	]
	header.set("columns", rows)
	header.save()


def _keep_unheaded(run: Document, said: Mapping[int, Unheaded]) -> None:
	stored = {str(line): list(each.roles) for line, each in said.items()}
	run.db_set("unheaded", json.dumps(stored) if stored else None, update_modified=False)
