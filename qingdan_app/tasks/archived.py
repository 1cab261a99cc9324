"""A list that is archived is read-only as a whole: one rule, asked of every document of it by whatever way it is written.

Every save and deletion comes by `check`; what writes many rows in one statement asks `refuse` itself.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.model.document import Document
from pymysql.err import OperationalError

from qingdan_app.tasks.exceptions import ListArchived
from qingdan_app.tasks.of_a_list import (
	BESIDE,
	LIST,
	OF_A_LIST,
	OF_A_TASK,
	OF_TASKS,
	RULED,
)

ARCHIVED_AT = "select `archived_at` from `tabQingdan List` where `name` = %s"
LISTS = "select distinct `list` from `tabQingdan Task` where `name` in %(names)s and `list` is not null"


def check(doc: Document) -> None:
	"""Raise ListArchived where a document belongs to an archived list, or did before it is saved."""
	if doc.doctype not in RULED | BESIDE.keys():
		return
	before = None if doc.doctype in OF_TASKS else doc.get_doc_before_save()
	moved = before and _stands_at(before) != _stands_at(doc)
	for name in sorted({*lists_of(doc), *(lists_of(before) if moved else ())}):
		refuse(name)


def check_about(doctype: str | None, name: str | None) -> None:
	"""The same for what is done beside a document that is named."""
	for list_ in _lists_named(doctype, name):
		refuse(list_)


def refuse(list_: str) -> None:
	"""Raise ListArchived for an archived list. It is not archived then until the transaction ends."""
	if list_ not in _permitted() and is_archived(list_, locked=True):
		frappe.throw(
			_(
				"{0} is archived and is only read. Open it again first, or carry over what goes on into a later list."
			).format(frappe.bold(list_)),
			ListArchived,
			title=_("Archived"),
		)


def is_archived(list_: str | None, locked: bool = False) -> bool:
	"""Whether a list is archived; `locked` as it stands now, whatever the transaction has read before."""
	statement = f"{ARCHIVED_AT} lock in share mode" if locked else ARCHIVED_AT
	try:
		found = frappe.db.sql(statement, list_) if list_ else ()
	except OperationalError as error:
		if frappe.db.is_missing_column(error):  # a site that is being migrated
			return False
		raise
	return bool(found and found[0][0])


def among(lists: Iterable[str | None]) -> set[str]:
	"""Those of the lists that are archived."""
	wanted = {"name": ("in", [*filter(None, lists)] or [""]), "archived_at": ("is", "set")}
	return set(frappe.get_all(LIST, wanted, pluck="name"))


@contextmanager
def permit(*lists: str) -> Iterator[None]:
	"""While it lasts, the act that archives lists, opens them again, carries over out of them or parts their tasks from a same matter
	writes their documents."""
	_permitted().extend(lists)
	try:
		yield
	finally:
		for list_ in lists:
			_permitted().remove(list_)


def _stands_at(doc: Document) -> tuple:
	"""What of a document tells its lists."""
	columns = BESIDE.get(doc.doctype) or (OF_A_LIST.get(doc.doctype, "task"),)
	return tuple(doc.get(column) for column in columns)


def lists_of(doc: Document) -> set[str]:
	"""The lists that a document belongs to."""
	if doc.doctype in BESIDE:
		about, name = BESIDE[doc.doctype]
		return set(_lists_named(doc.get(about), doc.get(name)))
	if doc.doctype in OF_A_LIST:
		return {doc.get(OF_A_LIST[doc.doctype])} - {None}
	if doc.doctype in OF_TASKS:
		return _lists_of_tasks(row.task for row in doc.get(OF_TASKS[doc.doctype]) or ())
	return _lists_of_tasks([doc.get("task")])


def _lists_named(doctype: str | None, name: str | None) -> Iterable[str]:
	if doctype == LIST:
		return [name]
	if doctype in OF_A_LIST:
		return filter(None, [frappe.db.get_value(doctype, name, OF_A_LIST[doctype])])
	if doctype in OF_TASKS:
		rows = frappe.get_meta(doctype).get_field(OF_TASKS[doctype]).options
		return _lists_of_tasks(frappe.get_all(rows, {"parent": name, "parenttype": doctype}, pluck="task"))
	if doctype in OF_A_TASK:
		return _lists_of_tasks([frappe.db.get_value(doctype, name, "task")])
	return ()


def _lists_of_tasks(tasks: Iterable[str | None]) -> set[str]:
	names = [*filter(None, tasks)]
	return set(frappe.db.sql(LISTS, {"names": names}, pluck=True)) if names else set()


def _permitted() -> list[str]:
	if not hasattr(frappe.local, "qingdan_permitted_lists"):
		frappe.local.qingdan_permitted_lists = []
	return frappe.local.qingdan_permitted_lists
