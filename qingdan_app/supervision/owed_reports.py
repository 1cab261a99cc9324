"""The sweep over what is owed (应报): a period that begins or ends, a report that is missed from today on, or taken no longer.

Nobody has acted on a task since it was to wake: whoever acts has it computed anew. So what its units owe follows from what they owed, and
tasks that owe the same are written together; reports are read for those alone of which more than time has changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import frappe

from qingdan_app.tasks import obligations, owed_anew, owed_columns
from qingdan_app.tasks.obligations import Rules
from qingdan_app.tasks.owed_columns import OF_TASK
from qingdan_app.tasks.rules.obligation import DAY
from qingdan_app.tasks.rules.owing import Owing, carried_on
from qingdan_app.tasks.rules.period import period_named

BATCH = 5_000
FOUND = "select `name` from `tabQingdan Task` where `report_wake` <= %(today)s order by `report_wake`, `name` limit %(batch)s"
LOCKED = """select `name`, `list`, `report_wake` from `tabQingdan Task`
	where `name` in %(names)s and `report_wake` <= %(today)s order by `name` for update"""
UNITS = """select `parent`, `name`, `duty`, `this_period`, `reports_owed` from `tabQingdan Task Unit`
	where `parent` in %(names)s and `parenttype` = 'Qingdan Task'"""


class Kind(NamedTuple):
	"""What a row of a unit owes follows from these alone."""

	rules: int
	leads: bool
	before: Owing


def follow(today: date) -> int:
	"""Write what is owed by `today` on every task on which it has changed; answers on how many.

	Safe to run twice, by two workers and after days: a task is locked and judged by its own wake, and each batch stands by itself.
	"""
	followed, carrying = 0, Carrying(today)
	while names := frappe.db.sql(FOUND, {"today": today, "batch": BATCH}, pluck=True):
		followed += _follow(names, carrying)
		frappe.db.commit()  # nosemgrep: a long sweep; each batch stands by itself
	return followed


def _follow(names: Sequence[str], carrying: "Carrying") -> int:
	tasks = frappe.db.sql(LOCKED, {"names": names, "today": carrying.today})
	units = defaultdict(list)
	for task, *row in frappe.db.sql(UNITS, {"names": names}):
		units[task].append(row)
	numbers = carrying.numbered(obligations.rules_of({"name": name, "list": of} for name, of, _wake in tasks))
	of_rows, of_tasks, anew = defaultdict(list), defaultdict(list), []
	for task, _list, wake in tasks:
		found = _carried(units[task], numbers[task], wake, carrying)
		if found is None:
			anew.append(task)
			continue
		for row, owing in zip(units[task], found, strict=True):
			of_rows[owing].append(row[0])
		of_tasks[_of_task(units[task], found)].append(task)
	owed_columns.write(of_rows, of_tasks)
	owed_columns.compute(anew, carrying.today)
	return len(tasks)


def _carried(rows: Iterable, rules: int, wake: date, carrying: "Carrying") -> list[Owing] | None:
	if wake == owed_anew.ANEW:
		return None
	found = [
		carrying.on(rules, duty == "Lead", Owing(mark or "", None, "", 0, owed or "", wake))
		for _name, duty, mark, owed in rows
	]
	return None if None in found else found


def _of_task(rows: Sequence, found: Sequence[Owing]) -> tuple:
	lead = next(
		(owing for row, owing in zip(rows, found, strict=True) if row[1] == "Lead"), owed_columns.NOTHING
	)
	values = owed_columns.values_of_task(lead, (each.wake for each in found))
	return tuple(values[name] for name in OF_TASK)


class Carrying:
	"""What is owed today by each kind of row, worked out once."""

	def __init__(self, today: date) -> None:
		self.today = today
		self._numbers: dict[tuple, int] = {}
		self._rules: list[Rules] = []
		self._known: dict[Kind, Owing | None] = {}

	def numbered(self, rules: dict[str, Rules]) -> dict[str, int]:
		"""Task → the number of its rules; equal ones have the same."""
		numbers = {
			id(each): self._number(each) for each in {id(each): each for each in rules.values()}.values()
		}
		return {task: numbers[id(each)] for task, each in rules.items()}

	def on(self, rules: int, leads: bool, before: Owing) -> Owing | None:
		kind = Kind(rules, leads, before)
		if kind not in self._known:
			self._known[kind] = self._work_out(kind)
		return self._known[kind]

	def _number(self, rules: Rules) -> int:
		key = tuple(rules)
		if key not in self._numbers:
			self._numbers[key] = len(self._rules)
			self._rules.append(rules)
		return self._numbers[key]

	def _work_out(self, kind: Kind) -> Owing | None:
		begins = [period_named(name).begins for name in kind.before.reports_owed.split()]
		start = min([*begins, kind.before.wake - DAY])
		asked = obligations.asked_since(start, self._rules[kind.rules], self.today)
		return carried_on(owed_columns.asked_of(kind.leads, asked), kind.before, self.today)
