"""A document is named by a text, never by a filter. Core looks up whatever it is told for a name, in a link before it asks for any
right, and answers otherwise where something of that kind is there: so anybody could guess any column of any document.

Asked of every request before anything of it is done (by `core_callers.check_request`).
"""

from collections.abc import Iterator, Mapping
from typing import Any

import frappe
from frappe import _

from qingdan_app import arguments
from qingdan_app.ours import is_ours

LINKS = frozenset({"Link", "Dynamic Link"})
TABLES = frozenset({"Table", "Table MultiSelect"})
SEVERAL = frozenset({"names", "docnames"})
STRUCTURED = (dict, list)


def check() -> None:
	"""Raise WrongArgument for a request that names a document by anything but a text, itself or in what it sends."""
	if not (frappe.form_dict.get("cmd") or arguments.path_of_request().startswith("/api/")):
		return  # the address of a page holds filters of its list
	sent = {key: value if _names_one(key) else _parsed(value) for key, value in frappe.form_dict.items()}
	_check_words({key: value for key, value in sent.items() if key != "doctype"})
	if doctype := _doctype_of(sent):
		for values in _values_in(sent):
			_check_document(doctype, values)


def _parsed(value: Any) -> Any:
	"""What core may read as JSON; a text that is none stays one."""
	if not (isinstance(value, str) and value[:1] in ("{", "[")):
		return value
	try:
		return frappe.parse_json(value)
	except (ValueError, RecursionError):
		return value


def _check_words(sent: Any) -> None:
	for each in sent if isinstance(sent, list) else ():
		_check_words(each)
	if not isinstance(sent, Mapping):
		return
	for key, value in sent.items():
		if not isinstance(value, STRUCTURED) or "filter" in key or key.startswith("_"):
			continue
		if _names_one(key) or (key in SEVERAL and any(isinstance(each, STRUCTURED) for each in value)):
			_refuse(key)
		_check_words(value)
	if arguments.is_doctype(sent.get("doctype")):
		_check_document(sent["doctype"], sent)


def _names_one(key: str) -> bool:
	"""Whether an argument or a column of this name names a document."""
	return key in ("dn", "parent") or (key.endswith("name") and not key.endswith("fieldname"))


def _doctype_of(sent: Mapping) -> str | None:
	"""The DocType whose values a request sends: by its address, by what it says, or by the form on the web that it fills in."""
	_before, _slash, rest = arguments.path_of_request().partition("/resource/")
	if not rest:
		_before, _slash, rest = arguments.path_of_request().partition("/document/")
	found = rest.partition("/")[0] or sent.get("doctype")
	if not found and isinstance(sent.get("web_form"), str):
		found = frappe.db.get_value("Web Form", sent["web_form"], "doc_type")
	return found if arguments.is_doctype(found) else None


def _values_in(sent: Mapping) -> Iterator[Mapping]:
	"""The values of one document, wherever an endpoint of core takes them from."""
	yield frappe.form_dict  # where a text that looks like JSON is a text
	field = sent.get("fieldname")
	if isinstance(field, str):
		yield {field: frappe.form_dict.get("value")}
	yield from (each for each in (field, sent.get("data")) if isinstance(each, Mapping))


def _check_document(doctype: str, values: Mapping) -> None:
	ours = is_ours(doctype)
	for field in frappe.get_meta(doctype).fields:
		value = values.get(field.fieldname)
		if field.fieldtype in TABLES:
			_check_rows(field, value, ours)
		elif isinstance(value, STRUCTURED) and (
			field.fieldtype in LINKS or (ours and field.fieldtype != "JSON")
		):
			_refuse(field.fieldname)


def _check_rows(field: Any, value: Any, ours: bool) -> None:
	if value and ours and not isinstance(value, list):
		_refuse(field.fieldname)
	for row in value if isinstance(value, list) else ():
		if isinstance(row, Mapping):
			_check_document(field.options, row)
		elif ours:
			_refuse(field.fieldname)


def _refuse(name: str) -> None:
	arguments.refuse(frappe.utils.escape_html(name), _("it is of another kind"))
