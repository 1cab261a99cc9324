"""What people are reminded of: each kind is one function, and one row of KINDS, and says which items press and from which day that is counted."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

import frappe
from frappe.query_builder import Table
from frappe.query_builder.functions import Coalesce, Date
from frappe.utils import getdate
from pypika.queries import QueryBuilder
from pypika.terms import Criterion, Term

from qingdan_app.reminders.rules.rung import DAY
from qingdan_app.tasks.rules.course import rests_of
from qingdan_app.tasks.rules.states import TaskState

TASK = "Qingdan Task"
BATCH = 5_000
task, row = Table("tabQingdan Task"), Table("tabQingdan Task Unit")


class Source(NamedTuple):
	"""Where the items of a kind are read."""

	query: QueryBuilder
	"""Selects `key, name, title, unit, leader, list, counted_from` and whatever `settled` looks at."""
	key: Term
	"""What its rows are told apart by."""
	counted_from: Term
	"""A column of days; of moments, where `moments` says which."""
	lag: int = 0
	"""So many days after the day that is counted from lies what the column holds."""
	moments: tuple[Term, ...] = ()
	"""Columns of moments, of which the first that is filled tells the day."""
	doubtful: Criterion | None = None
	"""Rows of which the columns do not tell the day."""
	settled: Callable[[Mapping], date] | None = None
	"""What tells it of those, and of the others."""


class Kind(NamedTuple):
	"""One thing to be reminded of."""

	ahead: bool
	source: Callable[[], Source]


class Item(NamedTuple):
	"""What presses: a document, for one unit."""

	name: str
	title: str
	unit: str
	leader: str
	counted_from: date


def due_date() -> Source:
	return _of_tasks(task.due_date, task.state.isin([TaskState.WAITING.value, TaskState.MOVING.value]))


def milestone() -> Source:
	return _of_tasks(task.milestone_due, _moving() & _before_the_end())


def late() -> Source:
	open_states = task.state.isin([TaskState.WAITING.value, TaskState.MOVING.value])
	return _of_tasks(task.late_since, open_states, lag=1)


def late_milestone() -> Source:
	return _of_tasks(task.milestone_late_since, _moving() & _before_the_end(), lag=1)


def unacknowledged() -> Source:
	waits = (task.state == TaskState.WAITING.value) & (Coalesce(task.acknowledged_by, "") == "")
	source = _of_tasks(Date(task.acknowledge_due), waits & (Coalesce(task.open_refusal, "") == ""))
	return source._replace(moments=(task.acknowledge_due,))


def silent() -> Source:
	"""Days in which it rested do not count: they are told from the day on which it went on."""
	source = _of_tasks(Date(Coalesce(task.last_report_at, task.started_at)), _moving())
	return source._replace(
		query=source.query.select(task.rests),
		moments=(task.last_report_at, task.started_at),
		doubtful=task.rests != "",
		settled=_heard_of,
	)


def report() -> Source:
	return _of_reports(row.reports_missing == 0)


def missing_report() -> Source:
	return _of_reports(row.reports_missing > 0)


KINDS: dict[str, Kind] = {
	"Deadline Ahead": Kind(True, due_date),
	"Milestone Ahead": Kind(True, milestone),
	"Report Ahead": Kind(True, report),
	"Not Acknowledged": Kind(False, unacknowledged),
	"Report Missing": Kind(False, missing_report),
	"Task Late": Kind(False, late),
	"Milestone Late": Kind(False, late_milestone),
	"No Report for Long": Kind(False, silent),
}
"""By the words of the rule's field `about`, in the order in which a digest names them last to first."""


def items(about: str, days: Collection[date], lists: Collection[str]) -> Iterator[list[Item]]:
	"""What presses in some lists and is counted from one of these days, in batches of bounded memory."""
	source = KINDS[about].source()
	if not days or not lists:
		return
	fitting = _on(source, days)
	query = source.query.where(task.list.isin([*lists]))
	query = query.where(fitting | source.doubtful if source.doubtful else fitting)
	query, last = query.orderby(source.key).limit(BATCH), ""
	while rows := query.where(source.key > last).run(as_dict=True):
		yield [item for item in map(_reader(source), rows) if item.counted_from in days]
		last = rows[-1].key


def still(about: str, names: Collection[str]) -> set[tuple[str, str, date]]:
	"""Of documents those that still press: their name, the unit, and the day that is counted from."""
	source = KINDS[about].source()
	rows = source.query.where(task.name.isin([*names] or [""])).run(as_dict=True)
	return {(item.name, item.unit, item.counted_from) for item in map(_reader(source), rows)}


def _on(source: Source, days: Collection[date]) -> Criterion:
	"""That a row is counted from one of these days, said so that an index finds it."""
	if not source.moments:
		return source.counted_from.isin([day + source.lag * DAY for day in days])
	found, earlier = [], []
	for moment in source.moments:
		for first, last in _runs_of(days):
			within = (moment >= first) & (moment < last + DAY)
			found.append(Criterion.all([*earlier, within]))
		earlier.append(moment.isnull())
	return Criterion.any(found)


def _runs_of(days: Collection[date]) -> Iterator[tuple[date, date]]:
	"""Days that follow one another, as the first and the last of them."""
	ordered = sorted(days)
	firsts = [day for day in ordered if day - DAY not in days]
	lasts = [day for day in ordered if day + DAY not in days]
	return zip(firsts, lasts, strict=True)


def _reader(source: Source) -> Callable[[Mapping], Item]:
	def read(found: Mapping) -> Item:
		day = source.settled(found) if source.settled else getdate(found["counted_from"])
		return Item(
			found["name"], found["title"], found["unit"] or "", found["leader"] or "", day - source.lag * DAY
		)

	return read


def _of_tasks(column: Term, pressing: Criterion, lag: int = 0) -> Source:
	query = frappe.qb.from_(task).select(task.name.as_("key"), task.lead_unit.as_("unit"), *_shown(column))
	return Source(query.where(_runs() & pressing & column.isnotnull()), task.name, column, lag)


def _of_reports(pressing: Criterion) -> Source:
	of_task = (row.parent == task.name) & (row.parenttype == TASK)
	query = frappe.qb.from_(row).join(task).on(of_task)
	query = query.select(row.name.as_("key"), row.unit, *_shown(row.report_due))
	return Source(query.where(_runs() & pressing & row.report_due.isnotnull()), row.name, row.report_due)


def _shown(counted_from: Term) -> tuple[Term, ...]:
	return task.name, task.title, task.leader, task.list, counted_from.as_("counted_from")


def _runs() -> Criterion:
	return (task.drafted == 0) & (Coalesce(task.course, "") == "")


def _moving() -> Criterion:
	return task.state == TaskState.MOVING.value


def _before_the_end() -> Criterion:
	"""The last milestone is the deadline of the task, which is told of by itself."""
	return task.due_date.isnull() | (task.milestone_due < task.due_date)


def _heard_of(found: Mapping) -> date:
	return max([getdate(found["counted_from"]), *(rest.ends for rest in rests_of(found["rests"]))])
