"""The one writer of what supervision decides."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

import frappe
from frappe.query_builder.functions import Coalesce
from frappe.utils import create_batch

from qingdan_app import side_by_side
from qingdan_app.tasks import totals
from qingdan_app.tasks.rules.course import Course
from qingdan_app.tasks.rules.milestones import KIND, RECURRING
from qingdan_app.tasks.rules.stage import MARK
from qingdan_app.tasks.rules.states import TaskState

BATCH = 2_000
AT_ONCE = 10 * BATCH
"""So many are found by one statement: each goes by all that have been late for longer."""
OPEN = (TaskState.WAITING.value, TaskState.MOVING.value)
STILL = """`task`.`state` in %(open)s and (`task`.`course` is null or `task`.`course` = %(running)s)"""
"""Of tasks that were found a moment ago: nobody has sent one in, completed or ended it since."""


def stamp_late(today: date) -> int:
	"""Write the late stamp on every task that has become late by `today`; answer how many.

	The definition is `rules.lateness.late_since` as a set: past the day it is judged by, no completion
	report under review, not completed, neither suspended nor ended, not stamped before. Safe to run twice. Commits each batch, so that a sweep over a
	million tasks neither holds locks for long nor loses what it has done.
	"""
	return _sweep(_becoming_late, partial(_stamp, today=today), today)


def stamp_late_milestones(today: date) -> int:
	"""The same for milestones that nobody has reported by `today`: on each, and on the task the first of them.

	The definition is `rules.milestones.judged`; answers in how many tasks.
	"""
	return _sweep(_with_milestones_becoming_late, partial(_stamp_milestones, today=today), today)


def _sweep(found: Callable, stamp: Callable, today: date) -> int:
	return side_by_side.sweep(_batches(found, today), partial(_stamped, stamp))


def _batches(found: Callable[[date], list[str]], today: date) -> Iterator[list[str]]:
	while names := found(today):
		yield from create_batch(names, BATCH)


def _stamped(stamp: Callable[[Sequence[str]], int], names: Sequence[str]) -> int:
	stamped = stamp(names)
	totals.everything_changed()
	frappe.db.commit()  # nosemgrep: a long sweep; each batch stands by itself
	return stamped


def _becoming_late(today: date) -> list[str]:
	task = frappe.qb.DocType("Qingdan Task")
	reopened_today = task.judged_from.isnotnull() & (task.judged_from >= today)
	return (
		frappe.qb.from_(task)
		.select(task.name)
		.where(
			task.state.isin(OPEN)
			& (task.due_order <= today)
			& (task.due_date < today)
			& task.late_since.isnull()
		)
		.where(reopened_today.negate())
		.where(task.course.isnull() | (task.course == Course.RUNNING.value))
		.limit(AT_ONCE)
	).run(pluck=True)


def _with_milestones_becoming_late(today: date) -> list[str]:
	task, row = frappe.qb.DocType("Qingdan Task"), frappe.qb.DocType("Qingdan Task Milestone")
	late = (Coalesce(row.judged_from, row.date) < today) & row.reported_on.isnull() & row.late_since.isnull()
	before = row.date < task.due_date
	step = (
		((task.deadline_kind == KIND) & before)
		| (row.instance.like(f"{MARK}%") & before)
		| ((task.deadline_kind == RECURRING) & row.instance.isnotnull())
	)
	running = task.course.isnull() | (task.course == Course.RUNNING.value)
	return (
		frappe.qb.from_(task)
		.join(row)
		.on((row.parent == task.name) & (row.parenttype == "Qingdan Task"))
		.select(task.name)
		.distinct()
		.where(task.state.isin(OPEN) & running)
		.where((task.milestone_due < today) & step & late)
		.limit(AT_ONCE)
	).run(pluck=True)


MILESTONES_STAMPED = f"""update `tabQingdan Task Milestone` `row` join `tabQingdan Task` `task` on `task`.`name` = `row`.`parent`
	set `row`.`late_since` = date_add(ifnull(`row`.`judged_from`, `row`.`date`), interval 1 day),
		`row`.`was_late_since` = ifnull(`row`.`was_late_since`, date_add(ifnull(`row`.`judged_from`, `row`.`date`), interval 1 day))
	where `task`.`name` in %(names)s and ifnull(`row`.`judged_from`, `row`.`date`) < %(today)s and {STILL}
		and (`row`.`date` < `task`.`due_date` or `row`.`instance` is not null) and `row`.`reported_on` is null and `row`.`late_since` is null"""  # noqa: S608
OF_MILESTONES = f"""update `tabQingdan Task` `task` set `milestone_late_since` = date_add(`milestone_due`, interval 1 day),
		`light_wake` = if(ifnull(`light`, '') != '', `milestone_due`, null)
	where `name` in %(names)s and `milestone_due` < %(today)s and {STILL}"""  # noqa: S608
STAMPED = f"""update `tabQingdan Task` `task`
	set `light_wake` = if(ifnull(`light`, '') != '', `due_date`, null),
		`late_since` = date_add(greatest(`due_date`, ifnull(`judged_from`, `due_date`)), interval 1 day),
		`was_late_since` = ifnull(`was_late_since`, `late_since`)
	where `name` in %(names)s and `late_since` is null and `due_date` < %(today)s
		and (`judged_from` is null or `judged_from` < %(today)s) and {STILL}"""  # noqa: S608
UNITS_STAMPED = """update `tabQingdan Task Unit` `row` join `tabQingdan Task` `task` on `task`.`name` = `row`.`parent`
	set `row`.`late_since` = `task`.`late_since` where `row`.`parent` in %(names)s"""


def _stamp_milestones(names: Sequence[str], today: date) -> int:
	_write(MILESTONES_STAMPED, names, today)
	return _write(OF_MILESTONES, names, today)


def _stamp(names: Sequence[str], today: date) -> int:
	stamped = _write(STAMPED, names, today)
	_write(UNITS_STAMPED, names, today)
	return stamped


def _write(statement: str, names: Sequence[str], today: date) -> int:
	"""Answers how many rows are otherwise now."""
	said = {"names": names, "today": today, "open": OPEN, "running": Course.RUNNING.value}
	frappe.db.sql(statement, said)
	return frappe.db._cursor.rowcount
