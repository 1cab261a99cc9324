"""One page of somebody's tasks by due date, with its total: the query behind the liaison's list.

The tasks of each unit and each leader stand in an index in the order of the page already, so a page costs the
same among a thousand tasks and a million. Late tasks are ordered by the day since when they are late. Totals
are counted from the same indexes and remembered until a task of that unit or leader changes (`tasks.totals`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

import frappe
from frappe.query_builder import Criterion, Table
from frappe.query_builder.functions import Count

from qingdan_app.organization.people import standing_of
from qingdan_app.organization.rules.standing import Standing
from qingdan_app.tasks import totals

FIELDS = ("name", "title", "state", "due_date", "late_since", "percent", "lead_unit", "leader")


@dataclass(frozen=True)
class TaskQuery:
	"""Which tasks: in `state`, only `late` ones, `page_length` from `start`. What is out of range is brought into it."""

	state: str | None = None
	late: bool = False
	start: int = 0
	page_length: int = 20

	def __post_init__(self):
		object.__setattr__(self, "start", max(self.start, 0))
		object.__setattr__(self, "page_length", max(self.page_length, 1))

	@property
	def order(self) -> str:
		return "late_since" if self.late else "due_order"

	@property
	def plain(self) -> bool:
		return not self.state and not self.late


def page_of_tasks(query: TaskQuery) -> dict:
	"""`{total, tasks}` for the session's user; a task without a deadline comes after those that have one."""
	total = total_of_tasks(query)
	return {"total": total, "tasks": rows_query(standing_of(), query).run(as_dict=True) if total else []}


def total_of_tasks(query: TaskQuery) -> int:
	"""How many tasks of `query` the session's user sees."""
	return totals.total(standing_of(), query, _count)


def names_of_page(standing: Standing, query: TaskQuery) -> list[str]:
	"""The names of the page's tasks, in its order."""
	sees_any = standing.sees_all or standing.all_units or standing.leaders
	if not sees_any:
		return []
	found = _found(standing, query)
	names = frappe.qb.from_(found).select(found.name).orderby(found.place).orderby(found.name)
	return names.limit(query.page_length).offset(query.start).run(pluck=True)


def rows_query(standing: Standing, query: TaskQuery):
	"""The page as one statement, for somebody who sees a task at least."""
	task, found = frappe.qb.DocType("Qingdan Task"), _found(standing, query)
	rows = (
		frappe.qb.from_(found).join(task).on(task.name == found.name).select(*(task[name] for name in FIELDS))
	)
	return rows.orderby(found.place).orderby(found.name).limit(query.page_length).offset(query.start)


def _found(standing: Standing, query: TaskQuery):
	"""The first names of every index the person's tasks stand in."""
	wanted = query.start + query.page_length
	return _united([source.limit(wanted) for source in _sources(standing, query)]).as_("found")


def _united(sources: list):
	"""One statement of several; a task that stands in two of them comes once."""
	if len(sources) == 1:
		return sources[0]
	parts = [frappe.qb.from_(source.as_("part")).select("name", "place") for source in sources]
	united = parts[0]
	for part in parts[1:]:
		united = united.union(part)
	return united


def _sources(standing: Standing, query: TaskQuery) -> Iterable:
	"""One ordered index range per unit and per leader the person stands for; all tasks for who sees all."""
	task, row = frappe.qb.DocType("Qingdan Task"), frappe.qb.DocType("Qingdan Task Unit")
	if standing.sees_all:
		yield _ordered(task, task.name, _wanted(task, query), query)
		return
	for unit in sorted(standing.all_units):
		yield _ordered(row, row.parent, _wanted(row, query, row.unit == unit), query)
	for leader in sorted(standing.leaders):
		yield _ordered(task, task.name, _wanted(task, query, task.leader == leader), query)


def _ordered(table: Table, name, wanted: Criterion, query: TaskQuery):
	place = table[query.order]
	base = frappe.qb.from_(table).select(name.as_("name"), place.as_("place"))
	return base.where(wanted).orderby(place).orderby(name)


def _wanted(table: Table, query: TaskQuery, *whose: Criterion) -> Criterion:
	"""Whose tasks, and the filters, on a task or on the copies a unit's row carries."""
	criteria = list(whose)
	if query.state:
		criteria.append(table.state == query.state)
	if query.late:
		criteria.append(table.late_since.isnotnull())
	return Criterion.all(criteria)


def _count(standing: Standing, query: TaskQuery) -> int:
	task = frappe.qb.DocType("Qingdan Task")
	if standing.sees_all:
		return _number(frappe.qb.from_(task).where(_wanted(task, query)), Count("*"))
	named = _count_of_units(standing, query) if standing.all_units else 0
	return named + (_count_of_leaders(standing, query) if standing.leaders else 0)


def _count_of_units(standing: Standing, query: TaskQuery) -> int:
	row = frappe.qb.DocType("Qingdan Task Unit")
	units = sorted(standing.all_units)
	base = frappe.qb.from_(row).where(_wanted(row, query, row.unit.isin(units)))
	return _number(base, Count(row.parent).distinct() if len(units) > 1 else Count("*"))


def _count_of_leaders(standing: Standing, query: TaskQuery) -> int:
	"""The leader's tasks in which none of the person's units stands: those are counted already."""
	task, row = frappe.qb.DocType("Qingdan Task"), frappe.qb.DocType("Qingdan Task Unit")
	base = frappe.qb.from_(task).where(_wanted(task, query, task.leader.isin(sorted(standing.leaders))))
	if standing.all_units:
		own = frappe.qb.from_(row).select(row.parent).where(row.unit.isin(sorted(standing.all_units)))
		base = base.where(task.name.notin(own))
	return _number(base, Count("*"))


def _number(base, counted) -> int:
	return base.select(counted).run()[0][0]
