"""The sweep over what is owed (应报): a period that begins or ends, a report that is missed from today on, or taken no longer.

Nobody has acted on a task since it was to wake: whoever acts has it computed anew. So what its units owe follows from what they owed, and
rows that stood alike are written by one statement; reports are read for those tasks alone of which more than time has changed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import count

import frappe

from qingdan_app import side_by_side
from qingdan_app.tasks import obligations, owed_anew, owed_carried, owed_columns
from qingdan_app.tasks.obligations import Rules
from qingdan_app.tasks.owed_carried import Stood
from qingdan_app.tasks.rules.owing import Owing, carried_on, known_of
from qingdan_app.tasks.rules.period import period_named

BATCH = 5_000
EARLIEST = "select min(`report_wake`) from `tabQingdan Task` where `report_wake` <= %(today)s"
FOUND = """select `name` from `tabQingdan Task` where `report_wake` = %(wake)s and `name` > %(after)s
	order by `name` limit %(batch)s"""
LOCKED = """select `name`, `list`, `report_wake` from `tabQingdan Task` where `name` in %(names)s order by `name` for update"""


def follow(today: date) -> int:
	"""Write what is owed by `today` on every task on which it has changed; answers on how many.

	Safe to run twice, by two workers and after days: a task is locked and judged by its own wake, and each batch stands by itself.
	"""
	return side_by_side.sweep(_waking(today), partial(_follow, carrying=Carrying(today)))


def _waking(today: date) -> Iterator[list[str]]:
	while wake := frappe.db.sql(EARLIEST, {"today": today})[0][0]:
		yield from _waking_on(wake)


def _waking_on(wake: date) -> Iterator[list[str]]:
	"""The tasks that wake on a day, each batch begun behind the last name of the one before."""
	after = ""
	while names := frappe.db.sql(FOUND, {"wake": wake, "after": after, "batch": BATCH}, pluck=True):
		yield names
		after = names[-1]


def _follow(names: Sequence[str], carrying: "Carrying") -> int:
	locked = frappe.db.sql(LOCKED, {"names": names}, as_dict=True)
	awake = [task for task in locked if task.report_wake and task.report_wake <= carrying.today]
	anew = [task.name for task in awake if task.report_wake == owed_anew.ANEW]
	owed_columns.compute(anew, carrying.today)
	_carry_all([task for task in awake if task.report_wake != owed_anew.ANEW], carrying)
	frappe.db.commit()  # nosemgrep: a long sweep; each batch stands by itself
	return len(awake)


def _carry_all(tasks: Sequence[Mapping], carrying: "Carrying") -> None:
	alike = defaultdict(list)
	for task, number in carrying.numbered(obligations.rules_of(tasks)).items():
		alike[number].append(task)
	for number, some in alike.items():
		_carry_on(some, number, carrying)


def _carry_on(names: Sequence[str], rules: int, carrying: "Carrying") -> None:
	found = {words: carrying.on(rules, each) for words, each in owed_carried.stood(names).items()}
	if None in found.values():
		owed_columns.compute(names, carrying.today)
	else:
		owed_carried.write(names, found)


class Carrying:
	"""What is owed today by rows that stood alike, by their rules, worked out once; two may ask at once."""

	def __init__(self, today: date) -> None:
		self.today = today
		self._next = count()
		self._numbers: dict[tuple, int] = {}
		self._rules: dict[int, Rules] = {}
		self._known: dict[tuple[int, Stood], Owing | None] = {}

	def numbered(self, rules: dict[str, Rules]) -> dict[str, int]:
		"""Task → the number of its rules; equal ones have the same."""
		numbers = {
			id(each): self._number(each) for each in {id(each): each for each in rules.values()}.values()
		}
		return {task: numbers[id(each)] for task, each in rules.items()}

	def on(self, rules: int, stood: Stood) -> Owing | None:
		"""What is owed by rows that stood so; None where that does not tell."""
		if (rules, stood) not in self._known:
			self._known[rules, stood] = self._work_out(self._rules[rules], stood)
		return self._known[rules, stood]

	def _number(self, rules: Rules) -> int:
		key = tuple(rules)
		if key not in self._numbers:
			number = next(self._next)
			self._rules[number] = rules
			self._numbers.setdefault(key, number)
		return self._numbers[key]

	def _work_out(self, rules: Rules, stood: Stood) -> Owing | None:
		known = known_of(stood.reports_owed)
		if not known:
			return None
		begins = (period_named(name).begins for name in known.owed)
		asked = obligations.asked_since(min([*begins, known.since]), rules, self.today)
		return carried_on(owed_columns.asked_of(stood.leads, asked), stood.this_period, known, self.today)
