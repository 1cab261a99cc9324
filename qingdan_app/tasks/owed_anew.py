"""What is owed on many tasks follows a change beside them: of rules, units, the calendar, or of how long reports are taken.

Each answers the tasks that were computed at once: what hangs on these columns follows them.
"""

from collections.abc import Iterable
from datetime import date

import frappe
from frappe.model.document import Document
from frappe.query_builder import Criterion, Table
from frappe.utils import getdate

from qingdan_app.organization import people
from qingdan_app.tasks import obligations, owed_columns
from qingdan_app.tasks.rules.states import TaskState

TASKS = Table("tabQingdan Task")
ANEW = date(1900, 1, 1)
"""The wake of a task of which more than time has changed: the next sweep computes all of it."""
AT_ONCE = 2_000
"""So many tasks are computed in the act itself."""


def follow_list(list_: Document) -> list[str]:
	"""The tasks of a list follow its rules, where these have changed."""
	before = list_.get_doc_before_save()
	if before and _rules_in(before) != _rules_in(list_):
		return _follow(TASKS.list == list_.name)
	return []


def of_rules(names: Iterable[str]) -> list[str]:
	"""What reporting rules ask for has changed: the tasks that are reported by them, or whose list is."""
	rule = frappe.qb.DocType(obligations.ROW)
	parents = frappe.qb.from_(rule).select(rule.parent).where(rule.rule.isin([*names] or [""]))
	return _follow(TASKS.name.isin(parents) | TASKS.list.isin(parents))


def of_units(names: Iterable[str]) -> list[str]:
	"""Units were merged, or belong to other groups: the tasks in which they stand, themselves or in others."""
	row, units = frappe.qb.DocType("Qingdan Task Unit"), people.stands_for(frozenset(names))
	return _follow(
		TASKS.name.isin(frappe.qb.from_(row).select(row.parent).where(row.unit.isin([*units] or [""])))
	)


def of_calendar() -> list[str]:
	"""Days of work have changed: the tasks whose reports are counted by them."""
	counting = [["working_days", "=", 1], ["holiday", "!=", "Stays"]]
	return of_rules(frappe.get_all(obligations.RULE, or_filters=counting, pluck="name"))


def of_everything() -> None:
	"""For how long a report is taken has changed, or what stands in the columns is not known: computed with the next sweep."""
	_mark(_reported_on())


def _rules_in(list_: Document) -> set[tuple]:
	return {(getdate(row.since), row.rule) for row in list_.reporting_rules}


def _reported_on() -> Criterion:
	"""Nobody owes a report on a task that has not begun, is sent in, completed or rests."""
	runs = TASKS.course.isnull() | (TASKS.course == "")
	return (TASKS.state == TaskState.MOVING.value) & (TASKS.drafted == 0) & runs


def _follow(about: Criterion) -> list[str]:
	"""Compute anew, at once where these are not too many; the others with the next sweep."""
	found = frappe.qb.from_(TASKS).select(TASKS.name).where(_reported_on() & about)
	names = sorted(found.limit(AT_ONCE + 1).run(pluck=True))
	if len(names) > AT_ONCE:
		_mark(_reported_on() & about)
		return []
	owed_columns.compute(names, getdate())
	return names


def _mark(which: Criterion) -> None:
	frappe.qb.update(TASKS).set(TASKS.report_wake, ANEW).where(which).run()
