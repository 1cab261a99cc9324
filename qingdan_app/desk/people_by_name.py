"""People by their names: what Desk needs to show nobody's address on the pages of our DocTypes.

Core sends the names of some of the people around a document, and of none in a list; where it knows no name, it shows
the address. So the names of all whom our documents and lists speak of go with them, to be said by `public/js/qingdan/people.js`.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.model.meta import Meta

from qingdan_app.ours import is_ours
from qingdan_app.overridden import answer
from qingdan_app.workflows.log.trail import LOG
from qingdan_app.workflows.log.trail_in_words import words_of_entry
from qingdan_app.workflows.requests.people_named import departments

ALWAYS = ("owner", "modified_by")
SEVERAL = ("_liked_by", "_assign")
"""Columns of core that hold the addresses of several people, as JSON."""
IN_WORDS = {"Qingdan Approval Log": ("actor", "on_behalf_of")}
"""Plain fields that keep people as they were called then."""


@frappe.whitelist()
def get_document(**words: Any) -> Any:
	"""`frappe.desk.form.load.getdoc`, with the names of the people whom a document of ours speaks of."""
	found = answer("frappe.desk.form.load.getdoc", **words)
	_refuse_missing_report(words)
	for doc in frappe.response.get("docs") or ():
		if is_ours(doc.get("doctype")) and frappe.response.get("docinfo"):
			_tell(frappe.response["docinfo"].user_info, _spoken_of(doc, frappe.response["docinfo"]))
	return found


def _refuse_missing_report(words: dict) -> None:
	"""Core says nothing at all of a report that is not there, and shows an empty page: it is refused as one that is not open."""
	if words.get("doctype") == "Report" and not frappe.response.get("docs"):
		raise frappe.PermissionError


def name_found(doctype: Any, asking: Any, found: Any) -> None:
	"""Put names, and where people sit, to what a search for people found for a field of ours."""
	rows = found if isinstance(found, list) else frappe.response.get("results")
	if doctype == "User" and is_ours(asking) and rows:
		_name(rows)


def with_names(doctype: str | None, page: dict | list) -> dict | list:
	"""Core's compressed page of a list of ours, with the names of the people in it."""
	if not is_ours(doctype) or not isinstance(page, dict):
		return page
	fields = {*people_fields(frappe.get_meta(doctype)), *ALWAYS}
	told = dict(page.get("user_info") or {})
	_tell(told, _in_rows(page, fields))
	return {**page, "user_info": told}


def people_fields(meta: Meta) -> list[str]:
	"""The fields of a DocType that lead to people."""
	linked = (field.fieldname for field in meta.get("fields", {"fieldtype": "Link", "options": "User"}))
	return [*linked, *IN_WORDS.get(meta.name, ())]


def put_names(doc: Document, _method: str | None = None, _settings: Any = None) -> None:
	"""Put names in place of addresses, and words in place of keys, in a document that is about to be printed (event `before_print`)."""
	if not is_ours(doc.doctype):
		return
	rows = [doc, *doc.get_all_children()]
	names = names_of({row.get(field) for row in rows for field in people_fields(row.meta)})
	for row in rows:
		for field in people_fields(row.meta):
			row.set(field, names.get(row.get(field), row.get(field)))
	if doc.doctype == LOG:
		doc.update(words_of_entry(doc.as_dict()))


def _spoken_of(doc: Document, docinfo: dict) -> Iterator[str | None]:
	for row in (doc, *doc.get_all_children()):
		yield from (row.get(field) for field in (*people_fields(row.meta), *ALWAYS))
	for field in SEVERAL:
		yield from _several(doc.get(field))
	for version in docinfo.get("versions") or ():
		yield version.owner
		yield from _addresses(version.data)
	for kind in ("comments", "attachment_logs", "info_logs", "workflow_logs", "assignment_logs", "like_logs"):
		yield from (row.owner for row in docinfo.get(kind) or ())


def _in_rows(page: dict, fields: set[str]) -> Iterator[str | None]:
	for values in page["values"]:
		for key, value in zip(
			page["keys"], values, strict=False
		):  # core adds names of others at the end of a row
			if key in fields:
				yield value
			elif key in SEVERAL:
				yield from _several(value)


def _several(cell: str | None) -> list[str]:
	people = json.loads(cell or "[]")
	return [person for person in people if isinstance(person, str)] if isinstance(people, list) else []


def _addresses(data: str | None) -> Iterator[str]:
	"""Whatever may be an address among the values of a version."""
	changed = json.loads(data or "{}")
	for change in changed.get("changed") or ():
		yield from (value for value in change[1:] if isinstance(value, str))
	for row in changed.get("row_changed") or ():
		for change in row[3]:
			yield from (value for value in change[1:] if isinstance(value, str))


def _tell(told: dict, people: Iterable[str | None]) -> None:
	"""Add who is not told yet; the reader's own entry is Desk's."""
	missing = {person for person in people if person} - {*told, frappe.session.user}
	for address, name in names_of(missing).items():
		told[address] = frappe._dict(name=address, fullname=name)


def names_of(addresses: Iterable[str | None]) -> dict[str, str]:
	"""Full names by address, in one statement."""
	asked = sorted(address for address in addresses if address)
	if not asked:
		return {}
	rows = frappe.get_all("User", {"name": ("in", asked)}, ["name", "full_name"], as_list=True)
	return {address: name or address for address, name in rows}


def _name(rows: list[dict]) -> None:
	names, places = names_of(row["value"] for row in rows), departments()
	for row in rows:
		sits = "、".join(places.get(row["value"], ()))
		row.update(label=names.get(row["value"], row["value"]), description=sits or row["value"])
