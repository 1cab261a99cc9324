"""Many rows of one DocType in one statement per table, with what a single insert would have set."""

from collections.abc import Iterable

import frappe
from frappe.utils import now

from qingdan_app.markup import harmless_row
from qingdan_app.tasks import archived
from qingdan_app.tasks.invariants import title_of


def insert_rows(doctype: str, rows: Iterable[dict]) -> int:
	"""Insert `rows` (names included, children as lists of dicts) and answer how many.

	The rows come from a parsed document and are complete; defaults of the DocType are filled in, controllers
	do not run. One statement per table keeps an import of a thousand tasks within a second.
	"""
	rows = list(rows)
	for list_ in sorted({row["list"] for row in rows if row.get("list")}):
		archived.refuse(list_)
	meta = frappe.get_meta(doctype)
	defaults = {field.fieldname: field.default for field in meta.fields if field.default}
	has_title = meta.has_field("title") and meta.get_field("title").read_only
	parents = [{**defaults, **({"title": title_of(row["text"])} if has_title else {}), **row} for row in rows]
	_insert(doctype, [_without(row, _tables(meta)) for row in parents])
	for fieldname in _tables(meta):
		insert_children(doctype, fieldname, rows)
	return len(rows)


def insert_children(doctype: str, fieldname: str, rows: Iterable[dict]) -> None:
	"""Insert the rows of one table of documents that are there: `rows` hold the documents' names and those rows."""
	child_doctype = frappe.get_meta(doctype).get_field(fieldname).options
	_insert(child_doctype, list(_children(doctype, fieldname, rows)))


def _tables(meta) -> dict[str, str]:
	return {field.fieldname: field.options for field in meta.get_table_fields()}


def _without(row: dict, fieldnames: Iterable[str]) -> dict:
	return {key: value for key, value in row.items() if key not in fieldnames}


def _children(doctype: str, fieldname: str, rows: list[dict]):
	for parent in rows:
		for index, child in enumerate(parent.get(fieldname) or [], start=1):
			yield {
				**child,
				"name": frappe.generate_hash(length=10),
				"parent": parent["name"],
				"parenttype": doctype,
				"parentfield": fieldname,
				"idx": index,
			}


def _insert(doctype: str, rows: list[dict]) -> None:
	if not rows:
		return
	stamp = {
		"owner": frappe.session.user,
		"modified_by": frappe.session.user,
		"creation": now(),
		"modified": now(),
	}
	complete = [{**stamp, "docstatus": 0, **harmless_row(row)} for row in rows]
	fields = list(complete[0])
	frappe.db.bulk_insert(doctype, fields, [[row.get(field) for field in fields] for row in complete])
