"""One page of somebody's tasks by due date, with its total: the query behind the liaison's list and Desk's.

The tasks of each unit and each leader stand in an index in the order of the page already, so a page costs the
same among a thousand tasks and a million. Late tasks are ordered by the day since when they are late. Totals
are counted from the same indexes and remembered until a task of that unit or leader changes (`tasks.totals`).
Tasks that are seen in passing (a turn, a part, a unit below) are fewer, and sorted when they are asked for (`tasks.passing`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

import frappe
from frappe.query_builder import Criterion, Table
from frappe.query_builder.functions import Count

from qingdan_app.compat import counted
from qingdan_app.organization.people import standing_of
from qingdan_app.tasks import passing, totals
from qingdan_app.tasks.marks import FINER, NEEDED
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.tasks.sources import ROW, TASK, Sources, sources_of
from qingdan_app.workflows.listed import others_narrow
from qingdan_app.workflows.requests import lists

FIELDS = (
	"name",
	"title",
	"percent",
	"lead_unit",
	"leader",
	"late_since",
	"this_period",
	"report_due",
	"reports_missing",
	*NEEDED,
	*FINER,
)
FILTERS = ("state", "list", "leader", "lead_unit", "late_since")
"""Columns that a page can be asked for by value: they stand on a task and, as copies, on its units' rows."""

OPEN = tuple(state.value for state in TaskState if state is not TaskState.COMPLETED)


@dataclass(frozen=True)
class TaskQuery:
	"""Which tasks: with these values, only `late` ones, `page_length` from `start`. What is out of range is brought
	into it. `by_due_date` orders late tasks by due date as well; `open` leaves out what is completed."""

	state: str | None = None
	late: bool = False
	start: int = 0
	page_length: int = 20
	list: str | None = None
	leader: str | None = None
	lead_unit: str | None = None
	late_since: date | str | None = None
	by_due_date: bool = False
	open: bool = False

	def __post_init__(self):
		object.__setattr__(self, "start", max(self.start, 0))
		object.__setattr__(self, "page_length", max(self.page_length, 1))

	@property
	def order(self) -> str:
		return "late_since" if self.late and not self.by_due_date else "due_order"

	@property
	def wanted(self) -> dict[str, str]:
		"""The values asked for, by column."""
		return {column: str(getattr(self, column)) for column in FILTERS if getattr(self, column)}

	@property
	def parts(self) -> tuple["TaskQuery", ...]:
		"""The queries it is made of: open tasks are those of each state but the last, and each has its index."""
		return tuple(replace(self, open=False, state=state) for state in OPEN) if self.open else (self,)

	@property
	def lasting(self) -> bool:
		"""Whether no act within a task changes which tasks these are: only their coming and going does."""
		return not (self.late or self.open) and not {"state", "late_since", "lead_unit"}.intersection(
			self.wanted
		)


def page_of_tasks(query: TaskQuery) -> dict:
	"""`{total, tasks}` for the session's user; a task without a deadline comes after those that have one."""
	if others_narrow(TASK, frappe.session.user):
		return _page_of_core(query)
	sources = sources_of(standing_of())
	if sources.none:
		return {"total": 0, "tasks": []}
	tasks, total = rows_query(sources, query).run(as_dict=True), total_of_tasks(query, sources)
	return {"total": _told_by_rows(query, len(tasks), total), "tasks": tasks}


def _told_by_rows(query: TaskQuery, found: int, total: int) -> int:
	"""The total, which may have been kept: a page that is not full is the last one, and says it itself."""
	if not found and query.start:
		return total
	shown = query.start + found
	return shown if found < query.page_length else max(total, shown)


def total_of_tasks(query: TaskQuery, sources: Sources | None = None) -> int:
	"""How many tasks of `query` the session's user sees."""
	sources = sources or sources_of(standing_of())
	others = sum(_sum(count, sources, query) for count in passing.counts_of(sources))
	lasting = (
		totals.total(sources.scopes, query, lambda: _sum(_count, sources, query)) if sources.scopes else 0
	)
	return lasting + others


def _sum(count: Callable, sources: Sources, query: TaskQuery) -> int:
	return sum(count(sources, part) for part in query.parts)


def names_of_page(query: TaskQuery) -> list[str]:
	"""The names of the page's tasks, in its order."""
	sources = sources_of(standing_of())
	if sources.none:
		return []
	found = _found(sources, query)
	names = frappe.qb.from_(found).select(found.name).orderby(found.place).orderby(found.name)
	return names.limit(query.page_length).offset(query.start).run(pluck=True)


def rows_query(sources: Sources, query: TaskQuery):
	"""The page as one statement, for somebody who sees a task at least."""
	task, found = frappe.qb.DocType(TASK), _found(sources, query)
	rows = (
		frappe.qb.from_(found).join(task).on(task.name == found.name).select(*(task[name] for name in FIELDS))
	)
	return rows.orderby(found.place).orderby(found.name).limit(query.page_length).offset(query.start)


def _page_of_core(query: TaskQuery) -> dict:
	"""The same page, where rules of others have a say in it: core's list knows them all."""
	filters = dict(query.wanted) | ({"late_since": ("is", "set")} if query.late else {})
	filters |= {"state": ("!=", TaskState.COMPLETED.value)} if query.open else {}
	limits = {"limit_start": query.start, "limit_page_length": query.page_length}
	rows = lists.listed(
		TASK, filters=filters, fields=list(FIELDS), order_by=f"{query.order} asc, name asc", **limits
	)
	numbers = lists.listed(TASK, filters=filters, fields=[counted("name", "total")], order_by=None)
	return {"total": numbers[0].total, "tasks": rows}


def _found(sources: Sources, query: TaskQuery):
	"""The first names of every index the person's tasks stand in."""
	wanted = query.start + query.page_length
	found = (one for part in query.parts for one in ranges(sources, part))
	return _united([one.limit(wanted) for one in found]).as_("found")


def _united(parts: list):
	"""One statement of several; a task that stands in two of them comes once."""
	if len(parts) == 1:
		return parts[0]
	parts = [frappe.qb.from_(part.as_("part")).select("name", "place") for part in parts]
	united = parts[0]
	for part in parts[1:]:
		united = united.union(part)
	return united


def ranges(sources: Sources, query: TaskQuery) -> Iterable:
	"""One ordered index range per source, and the tasks on which it is the person's turn."""
	task, row = frappe.qb.DocType(TASK), frappe.qb.DocType(ROW)
	if sources.everything:
		yield _ordered(
			task, task.name, passing.wanted(task, query), query, _late_index(query) or _task_index(query)
		)
	for unit in sources.units:
		yield _ordered(
			row, row.parent, passing.wanted(row, query, row.unit == unit), query, _row_index(query)
		)
	for leader in sources.leaders:
		index = _late_index(query, "leader") or _task_index(query)
		yield _ordered(task, task.name, passing.wanted(task, query, task.leader == leader), query, index)
	place = task[query.order]
	for found in passing.rows_of(sources, query):
		names = found.select(task.name.as_("name"), place.as_("place")).distinct()
		yield names.orderby(place).orderby(task.name)


def _ordered(table: Table, name, wanted: Criterion, query: TaskQuery, index: str):
	place = table[query.order]
	base = _from(table, index).select(name.as_("name"), place.as_("place"))
	return base.where(wanted).orderby(place).orderby(name)


def _from(table: Table, index: str):
	base = frappe.qb.from_(table)
	return base.force_index(index) if index else base


def _row_index(query: TaskQuery) -> str:
	"""The index of a unit's rows that has what is asked for in its order; MariaDB would take a narrower one, and sort or
	look up the rest row by row."""
	if query.order == "late_since":
		return "unit_late"
	if query.lead_unit:
		return "unit_lead"
	return "unit_state" if set(query.wanted) == {"state"} and not query.late else "unit_page"


def _count_index(query: TaskQuery) -> str:
	"""The same for a total, which has no order: late tasks are a part of the unit's, and stand together."""
	if query.late and set(query.wanted) <= {"state"}:
		return "unit_late"
	return _row_index(query) if query.wanted else ""


def _task_index(query: TaskQuery) -> str:
	"""Tasks of one lead unit are few, whatever else is asked; for all else MariaDB chooses well by itself."""
	return "lead_unit_page" if query.lead_unit and query.order != "late_since" else ""


def _late_index(query: TaskQuery, *whose: str) -> str:
	"""Late tasks in their order: where few are late MariaDB would rather read another index and sort."""
	if query.order != "late_since" or not set(query.wanted) <= {"state"}:
		return ""
	return frappe.db.get_index_name((*whose, "late_since", "name", "state"))


def _count(sources: Sources, query: TaskQuery) -> int:
	task = frappe.qb.DocType(TASK)
	if sources.everything:
		return passing.number(_from(task, _task_index(query)).where(passing.wanted(task, query)), Count("*"))
	of_units = _count_of_units(sources, query) if sources.units else 0
	return of_units + (_count_of_leaders(sources, query) if sources.leaders else 0)


def _count_of_units(sources: Sources, query: TaskQuery) -> int:
	row, units = frappe.qb.DocType(ROW), list(sources.units)
	base = _from(row, _count_index(query)).where(passing.wanted(row, query, row.unit.isin(units)))
	return passing.number(base, Count(row.parent).distinct() if len(units) > 1 else Count("*"))


def _count_of_leaders(sources: Sources, query: TaskQuery) -> int:
	"""The leader's tasks in which none of the person's units stands: those are counted already."""
	task = frappe.qb.DocType(TASK)
	whose = task.leader.isin(list(sources.leaders))
	base = _from(task, _task_index(query)).where(passing.wanted(task, query, whose))
	return passing.number(passing.without_units(base, task, sources), Count("*"))
