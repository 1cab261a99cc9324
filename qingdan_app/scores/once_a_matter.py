"""What is owed on several tasks of one matter is missing once: at the first of these tasks by number. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import frappe

from qingdan_app.organization import people
from qingdan_app.tasks import obligations
from qingdan_app.tasks.rules.obligation import Owed
from qingdan_app.tasks.rules.once import first_asked

MEMBERS = """select `name`, `list`, `same_matter`, `started_at`, `completed_at`, `course_since`, `rests` from `tabQingdan Task`
	where `same_matter` in %(matters)s and `drafted` = 0 and `started_at` is not null order by `name`"""
UNITS = """select `parent`, `unit`, `duty` from `tabQingdan Task Unit`
	where `parent` in %(tasks)s and `parenttype` = 'Qingdan Task' order by `parent`, `idx`"""


def asked_before(
	tasks: Iterable[Mapping], owed: Mapping[tuple[str, str], Owed]
) -> dict[tuple[str, str], set[str]]:
	"""Task and period → today's bodies that owe the report for that period on an earlier task of the same matter as well, in whatever list.

	No statement is sent where no task of the list stands in several.
	"""
	of_task = {task["name"]: task["same_matter"] for task in tasks if task["same_matter"]}
	if not of_task:
		return {}
	members = {
		row.name: row for row in frappe.db.sql(MEMBERS, {"matters": [*of_task.values()]}, as_dict=True)
	}
	days = [each.due for (task, _period), each in owed.items() if task in of_task]
	if not days:
		return {}
	owing = _owing(members, obligations.owed_between(members, min(days), max(days)))
	found: dict[tuple[str, str], set[str]] = defaultdict(set)
	for task, period in owed:
		for other, bodies in owing[of_task.get(task), period]:
			if first_asked((task, other)) != task:
				found[task, period] |= bodies
	return found


def _owing(
	members: Mapping[str, Mapping], owed: Mapping[tuple[str, str], Owed]
) -> dict[tuple, list[tuple[str, set[str]]]]:
	"""Same matter and period → the tasks on which a report is owed for it, each with the bodies that owe it."""
	rows, found = defaultdict(list), defaultdict(list)
	for row in frappe.db.sql(UNITS, {"tasks": [*members]}, as_dict=True):
		rows[row.parent].append(row)
	for (task, period), each in owed.items():
		bodies = set(people.bodies_of(obligations.owing(rows[task], each)))
		found[members[task]["same_matter"], period].append((task, bodies))
	return found
