"""The same act on many documents, each by itself: what one refuses does not keep the others from being done."""

from collections.abc import Callable

import frappe
from frappe import _

from qingdan_app.messaging import outbox
from qingdan_app.workflows.exceptions import WrongItems
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.moves.attempts import forget_refusal, one_of_many

LONGEST = 200
"""Documents that are acted on at once."""
NOT_THERE = (frappe.PermissionError, frappe.DoesNotExistError)


def perform_each(doctype: str, names: list[str] | str, act: str, opinion: str = "") -> list[dict]:
	"""Do `act` on each document: `[{name, ok, message}]`, in the order of `names`."""
	documents = [(doctype, name) for name in read_names(names)]
	return each(documents, lambda *document: performing.perform(*document, act, opinion))


def each(documents: list[tuple[str, str]], action: Callable[[str, str], object]) -> list[dict]:
	"""What became of each document: `[{doctype, name, ok, message}]`; who is told of many of them is told once."""
	with outbox.gathered():
		return [
			{"doctype": doctype, "name": name, **_one(doctype, name, action)} for doctype, name in documents
		]


def read_names(names: list[str] | str) -> list[str]:
	"""The documents that are named, each once. Raises WrongItems for what is no list of names, and for none or too many."""
	found = parsed(names)
	if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
		frappe.throw(_("Name documents as a list."), WrongItems)
	return _checked(found)


def read_documents(documents: list[dict] | str) -> list[tuple[str, str]]:
	"""The same of documents of several DocTypes, each `{doctype, name}`."""
	found = parsed(documents)
	if not isinstance(found, list) or not all(_is_named(row) for row in found):
		frappe.throw(_("Name documents as a list, each by its type and name."), WrongItems)
	return _checked([(row["doctype"], row["name"]) for row in found])


def _is_named(row: object) -> bool:
	return isinstance(row, dict) and all(isinstance(row.get(word), str) for word in ("doctype", "name"))


def _checked(documents: list) -> list:
	once = list(dict.fromkeys(documents))
	if not 0 < len(once) <= LONGEST:
		frappe.throw(_("Choose between one and {0} documents.").format(LONGEST), WrongItems)
	return once


def parsed(words: object) -> object:
	"""What a caller has named, from its JSON where it is some; what is none stays as it came."""
	try:
		return frappe.parse_json(words) if isinstance(words, str) else words
	except ValueError:
		return words


def _one(doctype: str, name: str, action: Callable[[str, str], object]) -> dict:
	"""One that the user may not see is as one that there is not."""
	try:
		frappe.get_doc(doctype, name).check_permission("read")
	except NOT_THERE:
		forget_refusal()
		return {"ok": False, "message": _("There is no such document any more. Reload the page.")}
	return one_of_many(lambda: action(doctype, name))
