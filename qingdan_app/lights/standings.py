"""How many tasks stand by their rules on a day, read in batches of bounded memory. Writes nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

import frappe
from pypika.queries import QueryBuilder

from qingdan_app.lights import rule_sets, stored
from qingdan_app.lights.rule_sets import Rules
from qingdan_app.lights.rules.facts import Fact
from qingdan_app.lights.rules.light import asked_by
from qingdan_app.lights.rules.stand import Stands, stand
from qingdan_app.lights.stored import MILESTONE, TASK
from qingdan_app.tasks import pacing
from qingdan_app.tasks.rules.states import TaskState

BATCH = 5_000
FIRST = ""
COLUMNS = (
	"name",
	"title",
	"list",
	"lead_unit",
	"starts_on",
	"matter",
	"carried_from",
	"creation",
	*stored.SEEN,
	*stored.SHOWN,
)


class Standing(NamedTuple):
	"""How one task stands, beside how it is stored."""

	row: Mapping
	stands: Stands
	columns: Mapping
	"""How it is to be stored."""

	@property
	def is_new(self) -> bool:
		"""Whether it is stored otherwise."""
		return any((self.columns[field] or None) != (self.row.get(field) or None) for field in stored.SHOWN)

	@property
	def shows_another(self) -> bool:
		"""Whether its colour is another than the one stored."""
		return (self.columns["light"] or "") != (self.row.get("light") or "")


class Lists:
	"""The rules by which the lists of many tasks go, each looked up once; `instead`: all of them as if they went by these."""

	def __init__(self, instead: Rules | None = None):
		self._instead = instead
		self._rules: dict[str | None, Rules] = {}
		self._asked: dict[str | None, frozenset[Fact]] = {}
		self.told = cache(rule_sets.told_by)

	def rules(self, name: str | None) -> Rules:
		if name not in self._rules:
			rules = rule_sets.rules_for(name) if self._instead is None else self._instead
			self._asked[name] = asked_by(rules)
			self._rules[name] = rules
		return self._rules[name]

	def asked(self, name: str | None) -> frozenset[Fact]:
		self.rules(name)
		return self._asked[name]


def standings_of(rows: Sequence[Mapping], lists: Lists, today: date) -> list[Standing]:
	"""How tasks stand, given rows of their COLUMNS."""
	milestones = _milestones_of([row["name"] for row in rows if Fact.BEHIND in lists.asked(row["list"])])
	return [_standing_of(row, lists, milestones.get(row["name"], ()), today) for row in rows]


def batches(lists: Sequence[str] | None = None) -> Iterator[list[Mapping]]:
	"""The rows of tasks that show a light or might, of all lists or of some, each batch begun behind the last name of the one before."""
	task, after = frappe.qb.DocType(TASK), FIRST
	open_or_lit = (task.state != TaskState.COMPLETED.value) | (task.light != "")
	while True:
		query = _query().where((task.name > after) & open_or_lit).orderby(task.name).limit(BATCH)
		rows = (query.where(task.list.isin(lists or [""])) if lists is not None else query).run(as_dict=True)
		if not rows:
			return
		yield rows
		after = rows[-1].name


def awake(today: date, limit: int) -> list[str]:
	"""The names of tasks of which time may have changed the light by `today`, those that wait longest first."""
	task = frappe.qb.DocType(TASK)
	query = frappe.qb.from_(task).select(task.name).where(task.light_wake <= today)
	return query.orderby(task.light_wake).orderby(task.name).limit(limit).run(pluck=True)


def locked(names: Sequence[str]) -> list[Mapping]:
	"""The rows of tasks that are known by name, until the transaction ends."""
	task = frappe.qb.DocType(TASK)
	query = _query().where(task.name.isin(names or [""])).orderby(task.name).for_update()
	return query.run(as_dict=True)


def _query() -> QueryBuilder:
	task = frappe.qb.DocType(TASK)
	return frappe.qb.from_(task).select(*(task[column] for column in COLUMNS))


def _standing_of(row: Mapping, lists: Lists, milestones: Sequence[Mapping], today: date) -> Standing:
	starts = pacing.start_of(row) if Fact.BEHIND in lists.asked(row["list"]) else None
	seen = stored.seen_of(row, starts, milestones)
	found = stand(lists.rules(row["list"]), seen, stored.light_of(row), today)
	return Standing(row, found, stored.columns_of(found))


def _milestones_of(names: Sequence[str]) -> dict[str, list[Mapping]]:
	found = defaultdict(list)
	row = frappe.qb.DocType(MILESTONE)
	query = frappe.qb.from_(row).select(row.parent, row.date, row.instance)
	query = query.where(row.parent.isin(names or [""]) & (row.parenttype == TASK) & row.date.isnotnull())
	for each in query.run(as_dict=True) if names else ():
		found[each.parent].append(each)
	return found
