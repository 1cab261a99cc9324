"""One page of somebody's tasks by due date, with its total: the query behind the liaison's list.

Each unit's (or leader's) tasks are read from an index that is in due-date order already, so a page costs the
same among a thousand tasks and a million. Totals are counted from the same index and remembered for as long as
no task has changed (`tasks.totals`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

import frappe
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Count

from qingdan_app.permissions.people import standing_of
from qingdan_app.permissions.standing import Standing
from qingdan_app.tasks import totals

FIELDS = ("name", "title", "state", "due_date", "late_since", "percent", "lead_unit", "leader")
LONGEST_PAGE = 100


@dataclass(frozen=True)
class TaskQuery:
	"""Which tasks: in `state`, only `late` ones, `page_length` from `start`; `dated` parts the list in two."""

	state: str | None = None
	late: bool = False
	start: int = 0
	page_length: int = 20

	@property
	def plain(self) -> bool:
		return not self.state and not self.late


def page_of_tasks(query: TaskQuery) -> dict:
	"""`{total, tasks}` for the session's user; a dated task comes before an undated one."""
	standing = standing_of()
	return {"total": totals.total(standing, query, _count), "tasks": _rows(_names(standing, query))}


def _names(standing: Standing, query: TaskQuery) -> list[str]:
	start, length = max(query.start, 0), min(max(query.page_length, 1), LONGEST_PAGE)
	found: list[str] = []
	for dated in (True, False):
		wanted = start + length
		if len(found) < wanted:
			found += [name for name in _merged(standing, query, dated, wanted) if name not in found]
	return found[start : start + length]


def _merged(standing: Standing, query: TaskQuery, dated: bool, wanted: int) -> list[str]:
	"""The first `wanted` names of all the person's ranges, merged by due date."""
	rows = {
		(due, name)
		for source in _sources(standing, query, dated)
		for name, due in source.limit(wanted).run()
	}
	return [name for _, name in sorted(rows, key=lambda row: (str(row[0] or ""), row[1]))][:wanted]


def _sources(standing: Standing, query: TaskQuery, dated: bool) -> Iterable:
	"""One ordered index range per unit and per leader the person stands for; all tasks for who sees all."""
	task, row = frappe.qb.DocType("Qingdan Task"), frappe.qb.DocType("Qingdan Task Unit")
	if standing.sees_all:
		yield _ordered(frappe.qb.from_(task).where(_wanted(task, query)), task, task.name, dated)
		return
	for unit in sorted(standing.all_units):
		base = frappe.qb.from_(row).where(row.unit == unit)
		if not query.plain:
			base = base.join(task).on(task.name == row.parent).where(_wanted(task, query))
		yield _ordered(base, row, row.parent, dated)
	for leader in sorted(standing.leaders):
		base = frappe.qb.from_(task).where((task.leader == leader) & _wanted(task, query))
		yield _ordered(base, task, task.name, dated)


def _ordered(base, table, name, dated: bool):
	due = table.due_date
	base = base.where(due.isnotnull() if dated else due.isnull()).select(name, due)
	return base.orderby(due).orderby(name)


def _wanted(task, query: TaskQuery) -> Criterion:
	criteria = [task.docstatus == 0]
	if query.state:
		criteria.append(task.state == query.state)
	if query.late:
		criteria.append(task.late_since.isnotnull())
	return Criterion.all(criteria)


def _count(standing: Standing, query: TaskQuery) -> int:
	task, row = frappe.qb.DocType("Qingdan Task"), frappe.qb.DocType("Qingdan Task Unit")
	if standing.sees_all:
		return frappe.qb.from_(task).select(Count("*")).where(_wanted(task, query)).run()[0][0]
	named = _count_rows(standing, query) if standing.all_units else 0
	if not standing.leaders:
		return named
	led = frappe.qb.from_(task).where(task.leader.isin(sorted(standing.leaders)) & _wanted(task, query))
	if standing.all_units:
		own = frappe.qb.from_(row).select(row.parent).where(row.unit.isin(sorted(standing.all_units)))
		led = led.where(task.name.notin(own))
	return named + led.select(Count("*")).run()[0][0]


def _count_rows(standing: Standing, query: TaskQuery) -> int:
	task, row = frappe.qb.DocType("Qingdan Task"), frappe.qb.DocType("Qingdan Task Unit")
	base = frappe.qb.from_(row).where(row.unit.isin(sorted(standing.all_units)))
	if not query.plain:
		base = base.join(task).on(task.name == row.parent).where(_wanted(task, query))
	counted = Count(row.parent).distinct() if len(standing.all_units) > 1 else Count("*")
	return base.select(counted).run()[0][0]


def _rows(names: list[str]) -> list[dict]:
	if not names:
		return []
	rows = frappe.get_all("Qingdan Task", {"name": ("in", names)}, list(FIELDS), limit_page_length=0, order_by=None)
	by_name = {row.name: row for row in rows}
	return [by_name[name] for name in names if name in by_name]
