"""Many tasks written at once: read and stored in few statements, each judged by its own controller as a single save judges it.

Left out is what a save does beside that, for each of hundreds: hooks of other apps, core's notifications, versions and the search. Other
apps hear of each act by the log (hook `approval_events`), as of handing out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import frappe
from frappe.model.document import Document

from qingdan_app import plain_rows
from qingdan_app.tasks import changing
from qingdan_app.tasks.of_a_list import TASK
from qingdan_app.workflows.moves import guard, saving
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause

AT_ONCE = 500
"""Rows of one statement."""


def hold(held: Held, names: Iterable[str]) -> None:
	"""Lock tasks and read them into the register, a statement for each table."""
	names = sorted(set(names))
	for begins in range(0, len(names), AT_ONCE):
		some = names[begins : begins + AT_ONCE]
		tables = {table.fieldname: _rows_of(table.options, some) for table in _tables()}
		for row in _locked(TASK, "name", some):
			rows = {fieldname: found[row.name] for fieldname, found in tables.items()}
			held.keep(frappe.get_doc({**row, **rows, "doctype": TASK}))


def write(held: Held, name: str, change: changing.Change) -> None:
	"""Write a change into one of many tasks that are held, and what was there before into its log."""
	changing.write(held, name, change, Cause(), store=_store)


def insert(tasks: Sequence[Document]) -> None:
	"""Insert new tasks, which have their names. The caller knows that what they name is there."""
	for begins in range(0, len(tasks), AT_ONCE):
		some = tasks[begins : begins + AT_ONCE]
		plain_rows.insert(TASK, [task.get_valid_dict() for task in some])
		for table in _tables():
			rows = [row.get_valid_dict() for task in some for row in task.get(table.fieldname)]
			plain_rows.insert(table.options, rows)


def prepared(task: Document) -> Document:
	"""A new task as core would insert it: named, stamped, and judged by its controller."""
	task.set_user_and_timestamp()
	task.set_new_name(set_child_names=False)
	_judge(task)
	with guard.permit(task):
		task.validate_workflow()
	task.set_parent_in_children()
	task.set_name_in_children()
	return task


def _store(held: Held, name: str, values: Mapping[str, Any]) -> None:
	task = held.read(TASK, name)
	before = saving.prepared(task)
	task.update(values)
	task._doc_before_save = before
	_judge(task)
	saving.write_changed(held.subject(TASK, name), before)
	task.on_update()


def _judge(task: Document) -> None:
	with guard.permit(task):
		task.before_validate()
		task.validate()


def _tables() -> list:
	return frappe.get_meta(TASK).get_table_fields()


def _rows_of(doctype: str, names: list[str]) -> dict[str, list[dict]]:
	found: dict[str, list[dict]] = defaultdict(list)
	for row in _locked(doctype, "parent", names):
		found[row.parent].append({**row, "doctype": doctype})
	return found


def _locked(doctype: str, column: str, names: list[str]) -> list[dict]:
	"""As they are once the lock is held, whatever the transaction has read before."""
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select("*").where(table[column].isin(names))
	query = query.orderby(table[column]).orderby(table.idx)
	if column == "parent":
		query = query.where(table.parenttype == TASK)
	return query.for_update().run(as_dict=True)
