"""Tasks that a person sees for a while, or because of others: on their turn, led earlier by their unit, handed to them, of a unit
below theirs.

Each way is a query of their rows, and a number of those that are not counted already: by standing, or by a way before it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

import frappe
from frappe.query_builder import Criterion, Table
from frappe.query_builder.functions import Count

from qingdan_app.tasks.sources import EARLIER, PART, ROW, TASK, Sources, handed, open_turns

TURN = "Qingdan Approval Assignment"


@dataclass(frozen=True)
class Way:
	"""Whether a person sees tasks this way, the DocType and column that names these tasks, and which of its rows are meant."""

	is_there: Callable[[Sources], bool]
	doctype: str
	task: str
	rows: Callable[[Table, Sources], Criterion]

	def tasks(self, sources: Sources):
		"""A query of the tasks seen this way, joined to `TASK`."""
		table, task = frappe.qb.DocType(self.doctype), frappe.qb.DocType(TASK)
		joined = frappe.qb.from_(table).join(task).on(task.name == table[self.task])
		return joined.where(self.rows(table, sources))

	def names(self, sources: Sources):
		"""The names of these tasks, for a query that leaves them out."""
		table = frappe.qb.DocType(self.doctype)
		return frappe.qb.from_(table).select(table[self.task]).where(self.rows(table, sources))


WAYS = (
	Way(
		lambda sources: sources.turns,
		TURN,
		"reference_name",
		lambda turn, sources: open_turns(turn, sources.user),
	),
	Way(
		lambda sources: sources.earlier,
		EARLIER,
		"parent",
		lambda earlier, sources: earlier.unit.isin(list(sources.units)),
	),
	Way(lambda sources: bool(sources.handles), PART, "task", handed),
	Way(
		lambda sources: bool(sources.subordinates),
		ROW,
		"parent",
		lambda row, sources: row.unit.isin(list(sources.subordinates)) & row.list.isin(list(sources.lists)),
	),
)


def counts_of(sources: Sources) -> list[Callable]:
	"""How tasks are counted that are not seen by standing: these are few, and not remembered."""
	ways = _ways_of(sources)
	return [partial(_count, way, ways[:number]) for number, way in enumerate(ways)]


def rows_of(sources: Sources, query) -> Iterable:
	"""The tasks of a page's query that are seen so, by each way in which they are."""
	task = frappe.qb.DocType(TASK)
	return [way.tasks(sources).where(wanted(task, query)) for way in _ways_of(sources)]


def _ways_of(sources: Sources) -> list[Way]:
	return [way for way in WAYS if way.is_there(sources)]


def wanted(table: Table, query, *whose: Criterion) -> Criterion:
	"""Whose tasks, and the filters, on a task or on the copies a unit's row carries."""
	criteria = [*whose, *(table[column] == value for column, value in query.wanted.items())]
	if query.late:
		criteria.append(table.late_since.isnotnull())
	return Criterion.all(criteria)


def _count(way: Way, before: list[Way], sources: Sources, query) -> int:
	"""The tasks that are seen this way alone: neither by standing nor by a way before it."""
	task = frappe.qb.DocType(TASK)
	base = without_units(way.tasks(sources).where(wanted(task, query)), task, sources)
	for other in before:
		base = base.where(task.name.notin(other.names(sources)))
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
