"""Tasks that a person sees for a while, or because of what was: on their turn, led earlier by their unit, handed to them.

These are few, and looked up one by one: each way as a query of their rows, and as a number of those that are not counted already.
"""

from collections.abc import Callable, Iterable

import frappe
from frappe.query_builder import Criterion, Table
from frappe.query_builder.functions import Count

from qingdan_app.tasks.sources import EARLIER, PART, ROW, TASK, Sources, handed, open_turns


def counts_of(sources: Sources) -> list[Callable]:
	"""How tasks are counted that are not seen by standing: these are few, and not remembered."""
	known = (
		(sources.turns, _count_of_turns),
		(sources.earlier, _count_of_earlier),
		(sources.handles, _count_of_handed),
	)
	return [count for there_are, count in known if there_are]


def rows_of(sources: Sources, query) -> Iterable:
	"""The tasks of a page's query that are seen so, by each way in which they are."""
	if sources.turns:
		yield _of_turns(sources, query)
	if sources.earlier:
		yield _of_earlier(sources, query)
	if sources.handles:
		yield _of_handed(sources, query)


def _of_turns(sources: Sources, query):
	turn, task = frappe.qb.DocType("Qingdan Approval Assignment"), frappe.qb.DocType(TASK)
	base = frappe.qb.from_(turn).join(task).on(task.name == turn.reference_name)
	return base.where(open_turns(turn, sources.user)).where(wanted(task, query))


def _of_earlier(sources: Sources, query):
	earlier, task = frappe.qb.DocType(EARLIER), frappe.qb.DocType(TASK)
	base = frappe.qb.from_(earlier).join(task).on(task.name == earlier.parent)
	return base.where(earlier.unit.isin(list(sources.units))).where(wanted(task, query))


def _of_handed(sources: Sources, query):
	part, task = frappe.qb.DocType(PART), frappe.qb.DocType(TASK)
	base = frappe.qb.from_(part).join(task).on(task.name == part.task)
	return base.where(handed(part, sources)).where(wanted(task, query))


def wanted(table: Table, query, *whose: Criterion) -> Criterion:
	"""Whose tasks, and the filters, on a task or on the copies a unit's row carries."""
	criteria = [*whose, *(table[column] == value for column, value in query.wanted.items())]
	if query.late:
		criteria.append(table.late_since.isnotnull())
	return Criterion.all(criteria)


def _count_of_turns(sources: Sources, query) -> int:
	"""The tasks that are seen by turn alone: those of the person's units and leaders are counted already."""
	return _number_beyond_standing(_of_turns(sources, query), sources)


def _count_of_earlier(sources: Sources, query) -> int:
	"""The tasks that are seen because a unit of theirs led them alone: neither by standing nor by turn."""
	return _number_beyond_standing(_without_turns(_of_earlier(sources, query), sources), sources)


def _count_of_handed(sources: Sources, query) -> int:
	"""The tasks that are seen because they were handed to the person alone."""
	task, base = frappe.qb.DocType(TASK), _without_turns(_of_handed(sources, query), sources)
	if sources.earlier:
		earlier = frappe.qb.DocType(EARLIER)
		led = frappe.qb.from_(earlier).select(earlier.parent).where(earlier.unit.isin(list(sources.units)))
		base = base.where(task.name.notin(led))
	return _number_beyond_standing(base, sources)


def _without_turns(base, sources: Sources):
	turn, task = frappe.qb.DocType("Qingdan Approval Assignment"), frappe.qb.DocType(TASK)
	by_turn = frappe.qb.from_(turn).select(turn.reference_name).where(open_turns(turn, sources.user))
	return base.where(task.name.notin(by_turn)) if sources.turns else base


def _number_beyond_standing(base, sources: Sources) -> int:
	task = frappe.qb.DocType(TASK)
	base = without_units(base, task, sources)
	if sources.leaders:
		base = base.where(task.leader.isnull() | task.leader.notin(list(sources.leaders)))
	return number(base, Count(task.name).distinct())


def without_units(base, task: Table, sources: Sources):
	"""Leave out the tasks in which a unit of the person's stands."""
	row = frappe.qb.DocType(ROW)
	own = frappe.qb.from_(row).select(row.parent).where(row.unit.isin(list(sources.units)))
	return base.where(task.name.notin(own)) if sources.units else base


def number(base, counted) -> int:
	"""The one number that a query answers."""
	return base.select(counted).run()[0][0]
