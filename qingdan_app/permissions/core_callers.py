"""Core endpoints that call another one by its name, past what stands in its place.

Each takes the place of core's endpoint of the same name and refuses to call a function of core that ours replaces.
"""

from collections.abc import Iterator
from typing import Any

import frappe
from frappe import _
from frappe.modules.utils import load_doctype_module

from qingdan_app import arguments, overridden
from qingdan_app.desk import people_by_name
from qingdan_app.overridden import answer
from qingdan_app.permissions import described
from qingdan_app.permissions.exceptions import NotYoursToSee
from qingdan_app.permissions.guarded import FOLLOWING, GUARDED

REPEATING = frozenset({"Notification Log", "ToDo", "Comment", "Communication", "Version", "Email Queue"})
"""DocTypes of core whose rows repeat words of the documents they speak of."""


@frappe.whitelist()
def get_all_nodes(doctype: str, label: str, parent: str, tree_method: str, **filters: Any) -> list:
	"""`frappe.desk.treeview.get_all_nodes`."""
	_refuse_around(tree_method)
	words = {"doctype": doctype, "label": label, "parent": parent, "tree_method": tree_method}
	return answer("frappe.desk.treeview.get_all_nodes", **filters, **words)


@frappe.whitelist()
def make_mapped_doc(method: str, **words: Any) -> Any:
	"""`frappe.model.mapper.make_mapped_doc`."""
	_refuse_around(method)
	return answer("frappe.model.mapper.make_mapped_doc", method=method, **words)


@frappe.whitelist()
def map_docs(method: str, **words: Any) -> Any:
	"""`frappe.model.mapper.map_docs`."""
	_refuse_around(method)
	return answer("frappe.model.mapper.map_docs", method=method, **words)


@frappe.whitelist()
def search_link(**words: Any) -> Any:
	"""`frappe.desk.search.search_link`; for a field of ours people come by name."""
	found = answer("frappe.desk.search.search_link", **_searched(words))
	people_by_name.name_found(words.get("doctype"), words.get("reference_doctype"), found)
	return found


@frappe.whitelist()
def search_widget(**words: Any) -> Any:
	"""`frappe.desk.search.search_widget`."""
	return answer("frappe.desk.search.search_widget", **_searched(words))


def check_request() -> None:
	"""Raise NotYoursToSee for a function of core that ours replaces, asked for by another name (hook `auth_hooks`).

	Core finds what stands in its place by the address alone, and a module that imports a function is one more address. Raise WrongArgument
	for a document that is named by a filter.
	"""
	described.check()
	for address in _addresses():
		_refuse_around(overridden.asked(address))


def _addresses() -> Iterator[str]:
	"""What a request may call: of a path in several parts core takes the first, or on newer lines the DocType in whose module the next is."""
	if command := frappe.form_dict.get("cmd"):
		yield from [command] if isinstance(command, str) else []
		return
	path = arguments.path_of_request()
	first, _slash, second = path.partition("/method/")[2].strip("/").partition("/")
	if first:
		yield first
	if second and frappe.db.exists("DocType", first):
		yield f"{load_doctype_module(first).__name__}.{second}"


def _searched(words: dict) -> dict:
	"""What a search may ask for: core would skip all rules where it is told to ignore user permissions."""
	_refuse_around(words.get("query"))
	ruled = words.get("doctype") in {*GUARDED, *FOLLOWING, *REPEATING}
	return {**words, "ignore_user_permissions": 0} if ruled else words


def _refuse_around(path: Any) -> None:
	if path and overridden.is_replaced(path):
		frappe.throw(_("{0} is called by its own address only.").format(path), NotYoursToSee)
