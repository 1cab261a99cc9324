"""What presses, as it is read: where a kind of it stands, and which of that is counted from a day. Reads only."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from frappe.query_builder import Table
from frappe.utils import getdate
from pypika.queries import QueryBuilder
from pypika.terms import Criterion, Term

from qingdan_app.reminders.rules.rung import DAY

BATCH = 5_000
task = Table("tabQingdan Task")


class Source(NamedTuple):
	"""Where the items of a kind are read."""

	query: QueryBuilder
	"""Selects `key, name, title, unit, leader, task, list, counted_from` and whatever `settled` looks at."""
	key: Term
	"""What its rows are told apart by."""
	counted_from: Term
	"""A column of days; of moments, where `moments` says which."""
	lag: int = 0
	"""So many days after the day that is counted from lies what the column holds."""
	moments: tuple[Term, ...] = ()
	"""Columns of moments, of which the first that is filled tells the day."""
	name: Term = task.name
	"""The document."""
	list: Term = task.list
	"""The list by whose rules people are reminded of it."""
	task: Term = task.name
	"""The task in whose hands it may be."""
	doubtful: Criterion | None = None
	"""Rows of which the columns do not tell the day."""
	by_key: bool = False
	"""Whether too many are found to look for them anew in each batch: all are passed once, in the order of their key."""
	settled: Callable[[Mapping], date] | None = None
	"""What tells it of those, and of the others."""


class Item(NamedTuple):
	"""What presses: a document, for one unit."""

	name: str
	title: str
	unit: str
	leader: str
	"""Of whose office is meant."""
	task: str
	"""In whose hands within the unit is meant."""
	counted_from: date


def items(source: Source, days: Collection[date], lists: Collection[str]) -> Iterator[list[Item]]:
	"""What presses in some lists and is counted from one of these days, in batches of bounded memory."""
	if not days or not lists:
		return
	fitting = _on(source, days)
	query = source.query.where(source.list.isin([*lists]))
	query = query.where(fitting | source.doubtful if source.doubtful else fitting)
	query = query.force_index("PRIMARY") if source.by_key else query
	query, last = query.orderby(source.key).limit(BATCH), ""
	while rows := query.where(source.key > last).run(as_dict=True):
		yield [item for item in map(_reader(source), rows) if item.counted_from in days]
		last = rows[-1].key


def certain(source: Source, days: Collection[date], lists: Collection[str]) -> QueryBuilder:
	"""The query for that of which the columns tell the day."""
	query = source.query.where(source.list.isin([*lists]) & _on(source, days))
	return query.where(source.doubtful.negate()) if source.doubtful else query


def still(source: Source, names: Collection[str]) -> set[tuple[str, str, date]]:
	"""Of documents those that still press: their name, the unit, and the day that is counted from."""
	rows = source.query.where(source.name.isin([*names] or [""])).run(as_dict=True)
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
		words = (found[column] or "" for column in ("name", "title", "unit", "leader", "task"))
		return Item(*words, day - source.lag * DAY)

	return read
