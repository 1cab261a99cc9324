"""What is owed on several tasks of one matter is asked once: of each unit at the first of these tasks, and at the others it is said where.

The one writer of `asked_at` in the rows of units. A task that stands in no same matter is never looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.tasks import obligations
from qingdan_app.tasks.rules.once import asked_at
from qingdan_app.tasks.rules.states import TaskState

TASKS = """select `name`, `list`, `same_matter`, `state`, `drafted`, `course`, `started_at` from `tabQingdan Task`
	where `same_matter` in %(matters)s order by `name`"""
ROWS = """select `name`, `parent`, `unit`, `duty`, `asked_at` from `tabQingdan Task Unit`
	where `parent` in %(tasks)s and `parenttype` = 'Qingdan Task' order by `name`"""
WRITTEN = "update `tabQingdan Task Unit` set `asked_at` = %(asked_at)s where `name` in %(names)s"
CLEARED = (
	"update `tabQingdan Task Unit` set `asked_at` = null where `parent` = %(task)s and `asked_at` is not null"
)
MATTERS = "select distinct `same_matter` from `tabQingdan Task` where `same_matter` is not null and `same_matter` != ''"
BATCH = 200


def follow(task: Document) -> None:
	"""A task was saved: where its units are asked follows, in it and in the others of its same matter, now and before."""
	before = task.get_doc_before_save()
	matters = {each.get("same_matter") for each in (task, before) if each} - {None, ""}
	if not matters:
		return
	if not task.same_matter:
		frappe.db.sql(CLEARED, {"task": task.name})
	settle(matters)


def settle(matters: Iterable[str]) -> None:
	"""Write where each unit is asked, in the tasks of same matters."""
	names = [*matters]
	tasks = frappe.db.sql(TASKS, {"matters": names or [""]}, as_dict=True)
	rows = frappe.db.sql(ROWS, {"tasks": [task.name for task in tasks] or [""]}, as_dict=True)
	asked = asked_at(_owing(tasks, rows))
	changed = defaultdict(list)
	for row in rows:
		place = asked.get((row.parent, row.unit))
		if place != (row.asked_at or None):
			changed[place].append(row.name)
	for place, of_place in changed.items():
		frappe.db.sql(WRITTEN, {"asked_at": place, "names": of_place})


def settle_all() -> None:
	"""The same for all of them, as a period begins or a rule changes."""
	matters = frappe.db.sql(MATTERS, pluck=True)
	for begins in range(0, len(matters), BATCH):
		settle(matters[begins : begins + BATCH])


def _owing(tasks: Iterable[Mapping], rows: Iterable[Mapping]) -> dict[tuple[str, str, str], list[str]]:
	"""Same matter, unit and period that is running → the tasks on which the unit owes a report for it."""
	owing = [task for task in tasks if _owes(task)]
	rules, today, found = obligations.rules_of(owing), getdate(), defaultdict(list)
	of_task = defaultdict(list)
	for row in rows:
		of_task[row["parent"]].append(row)
	for task in owing:
		owed = obligations.present(rules[task["name"]], today)
		for unit in obligations.owing(of_task[task["name"]], owed) if owed else ():
			found[task["same_matter"], unit, owed.name].append(task["name"])
	return found


def _owes(task: Mapping) -> bool:
	return task["state"] == TaskState.MOVING.value and not task["drafted"] and not task["course"]
