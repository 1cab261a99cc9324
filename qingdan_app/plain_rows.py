"""Complete rows, written in one plain statement: no controller has anything to add to them.

The statements are put together here because core's query builder parses every field anew, which takes longer than
the database does for the row. Names of tables and columns come from our own code, values never stand in the text.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now


def insert(doctype: str, rows: Iterable[Mapping[str, Any]], once: bool = False) -> None:
	"""Insert rows of one shape in one statement; a row without a name gets one.

	With `once`, a row whose name is there already stays as it is.
	"""
	rows = list(rows)
	if not rows:
		return
	user, time = frappe.session.user, now()
	stamp = {"owner": user, "modified_by": user, "creation": time, "modified": time, "docstatus": 0, "idx": 0}
	complete = [{"name": frappe.generate_hash(length=12), **stamp, **row} for row in rows]
	columns = ", ".join(f"`{column}`" for column in complete[0])
	marks = ", ".join(["({})".format(", ".join(["%s"] * len(complete[0])))] * len(complete))
	values = [value for row in complete for value in row.values()]
	known = " on duplicate key update `name` = `name`" if once else ""
	frappe.db.sql(f"insert into `tab{doctype}` ({columns}) values {marks}{known}", values)  # noqa: S608


def update(
	doctype: str, name: str, values: Mapping[str, Any], known: Mapping[str, Any] | None = None
) -> bool:
	"""Change columns of the row with that key, if it still holds what is `known`; whether it did.

	Who wrote it when is stamped unless `values` say so.
	"""
	complete = {"modified": now(), "modified_by": frappe.session.user, **values}
	where = {"name": name, **(known or {})}
	columns = ", ".join(f"`{column}` = %s" for column in complete)
	condition = " and ".join(f"`{column}` = %s" for column in where)
	statement = f"update `tab{doctype}` set {columns} where {condition}"  # noqa: S608
	frappe.db.sql(statement, [*complete.values(), *where.values()])
	return bool(frappe.db._cursor.rowcount)


def update_all(doctype: str, names: Sequence[str], values: Mapping[str, Any]) -> None:
	"""The same columns of several rows, in one statement; stamps are among the values where they are to be written."""
	columns = ", ".join(f"`{column}` = %s" for column in values)
	marks = ", ".join(["%s"] * len(names))
	statement = f"update `tab{doctype}` set {columns} where `name` in ({marks})"  # noqa: S608
	frappe.db.sql(statement, [*values.values(), *names])


def value(doctype: str, name: str, column: str) -> Any:
	"""A column of the row with that key; None where there is no such row. For what every act asks: core's query builder takes longer
	for the statement than the database for the row."""
	found = frappe.db.sql(f"select `{column}` from `tab{doctype}` where `name` = %s", name)  # noqa: S608
	return found[0][0] if found else None


def of_this_connection(statement: str) -> None:
	"""Make or drop a temporary table. It commits nothing; core takes it for a table that all would see, and refuses it within a transaction."""
	frappe.db._cursor.execute(statement)


def hold(doctype: str, name: str) -> None:
	"""Lock the row with that key. Raises frappe.DoesNotExistError."""
	if not frappe.db.sql(f"select `name` from `tab{doctype}` where `name` = %s for update", name):  # noqa: S608
		frappe.throw(_("{0} {1} not found").format(_(doctype), name), frappe.DoesNotExistError)


def read(doctype: str, name: str, lock: bool = False) -> frappe._dict | None:
	"""The row with that key, under a lock where it is wanted; None where there is no such row."""
	locking = " for update" if lock else ""
	found = frappe.db.sql(f"select * from `tab{doctype}` where `name` = %s{locking}", name, as_dict=True)  # noqa: S608
	return found[0] if found else None


def of_table(doctype: str, parent: Document, field: str, lock: bool = False) -> list[frappe._dict]:
	"""The rows of a table of a document, in their order."""
	locking = " for update" if lock else ""
	statement = f"""select * from `tab{doctype}` where `parent` = %s and `parenttype` = %s and `parentfield` = %s
		order by `idx`{locking}"""  # noqa: S608
	return frappe.db.sql(statement, (parent.name, parent.doctype, field), as_dict=True)


def filled(tables: Mapping[str, str], parent: Document, lock: bool = False) -> set[str]:
	"""Which tables of a document hold rows, given field → DocType: asked in one statement, for the columns of an empty one take as long to
	read as its rows would. Under a lock an empty one stays empty."""
	locking = " for update" if lock else ""
	asked = (
		f"""(select %s from `tab{doctype}` where `parent` = %s and `parenttype` = %s and `parentfield` = %s limit 1{locking})"""  # noqa: S608
		for doctype in tables.values()
	)
	values = [word for field in tables for word in (field, parent.name, parent.doctype, field)]
	return set(frappe.db.sql(" union all ".join(asked), values, pluck=True)) if tables else set()


def locked(doctype: str, name: str) -> frappe._dict:
	"""The row with that key under a lock. It is there: the caller has seen it."""
	return read(doctype, name, lock=True)
