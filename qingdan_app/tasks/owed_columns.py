"""What units owe of reports, as columns of a task and of its rows of units: the one writer of these. The definition is `rules.owing`."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, partial

import frappe
from frappe.model.document import Document

from qingdan_app.organization import people
from qingdan_app.organization.rules.answering import last_successor
from qingdan_app.tasks import obligations
from qingdan_app.tasks.reporters import FILED
from qingdan_app.tasks.rules.course import rests_of
from qingdan_app.tasks.rules.duty import reporting_bodies
from qingdan_app.tasks.rules.obligation import Owed
from qingdan_app.tasks.rules.owing import NOTHING, Owing, owing
from qingdan_app.tasks.rules.states import TaskState

OF_ROW = ("this_period", "report_due", "report_period", "reports_missing", "reports_owed")
OF_LEAD = OF_ROW[:4]
DERIVED = frozenset({*OF_LEAD, "report_wake"})
"""Fields of a task: what its lead unit owes, and the day on which something is owed otherwise by one of its units."""
BATCH = 500

Units = Mapping[str, Sequence[Mapping]]


def settle(task: Document, today: date) -> None:
	"""Write into a task that is being saved what its units owe."""
	found = _owing([task], {task.name: task.units}, today)[task.name] if _owes(task) else {}
	for row in task.units:
		row.update(values_of_row(found.get(row.unit, NOTHING)))
	task.update(values_of_task(found.get(task.lead_unit, NOTHING), (each.wake for each in found.values())))


def values_of_row(found: Owing) -> dict:
	return {name: _stored(getattr(found, name)) for name in OF_ROW}


def values_of_task(of_lead: Owing, wakes: Iterable[date]) -> dict:
	"""What a task says of its lead unit, and the first day on which one of its units owes otherwise."""
	lead = {name: _stored(getattr(of_lead, name)) for name in OF_LEAD}
	return {**lead, "report_wake": min(filter(None, wakes), default=None)}


def _stored(value: str | date | int | None) -> str | date | int | None:
	"""No words are stored as nothing, as in a row that was never written."""
	return None if value == "" else value


def compute(names: Sequence[str], today: date) -> None:
	"""Compute anew what is owed on tasks, whatever stands in their columns. The caller commits."""
	for begins in range(0, len(names), BATCH):
		_compute(names[begins : begins + BATCH], today)


def _write(rows: Mapping[Owing, Sequence[str]], tasks: Mapping[tuple, Sequence[str]]) -> None:
	"""Write rows of units, by what they owe, and tasks, by the values of `values_of_task` in their order: a statement for each."""
	for found, names in rows.items():
		frappe.db.sql(ROWS_WRITTEN, {**values_of_row(found), "names": names})
	for values, names in tasks.items():
		frappe.db.sql(TASKS_WRITTEN, {**dict(zip(OF_TASK, values, strict=True)), "names": names})


OF_TASK = (*OF_LEAD, "report_wake")
ROWS_WRITTEN = """update `tabQingdan Task Unit` set `this_period` = %(this_period)s, `report_due` = %(report_due)s,
	`report_period` = %(report_period)s, `reports_missing` = %(reports_missing)s, `reports_owed` = %(reports_owed)s where `name` in %(names)s"""
TASKS_WRITTEN = """update `tabQingdan Task` set
	`light_wake` = if(ifnull(`light`, '') != '' and ifnull(`reports_missing`, 0) != ifnull(%(reports_missing)s, 0), '1900-01-01', `light_wake`), `this_period` = %(this_period)s, `report_due` = %(report_due)s,
	`report_period` = %(report_period)s, `reports_missing` = %(reports_missing)s, `report_wake` = %(report_wake)s where `name` in %(names)s"""
LOCKED = """select `name`, `list`, `lead_unit`, `state`, `drafted`, `course`, `started_at`, `rests` from `tabQingdan Task`
	where `name` in %(names)s order by `name` for update"""
UNITS = """select `name`, `parent`, `unit`, `duty` from `tabQingdan Task Unit`
	where `parent` in %(names)s and `parenttype` = 'Qingdan Task' order by `parent`, `idx`"""


def _owes(task: Mapping) -> bool:
	return task.get("state") == TaskState.MOVING.value and not task.get("drafted") and not task.get("course")


def _compute(names: Sequence[str], today: date) -> None:
	tasks = frappe.db.sql(LOCKED, {"names": names}, as_dict=True)
	units = defaultdict(list)
	for row in frappe.db.sql(UNITS, {"names": names}, as_dict=True):
		units[row.parent].append(row)
	found = _owing([task for task in tasks if _owes(task)], units, today)
	of_rows, of_tasks = defaultdict(list), defaultdict(list)
	for task in tasks:
		owed = found.get(task.name, {})
		for row in units[task.name]:
			of_rows[owed.get(row.unit, NOTHING)].append(row.name)
		values = values_of_task(owed.get(task.lead_unit, NOTHING), (each.wake for each in owed.values()))
		of_tasks[tuple(values[name] for name in OF_TASK)].append(task.name)
	_write(of_rows, of_tasks)


def _owing(tasks: Sequence[Mapping], units: Units, today: date) -> dict[str, dict[str, Owing]]:
	"""Task → unit → what it owes today, of tasks on which reports are owed."""
	names = [task.get("name") for task in tasks]
	rules, filed, asked = obligations.rules_of(tasks), _filed(names, units), {}
	found = {}
	for task in tasks:
		name, start = task.get("name"), obligations.start_of(task, today)
		if (alike := (id(rules[name]), start)) not in asked:
			asked[alike] = obligations.asked_since(start, rules[name], today)
		of_task = {row.get("unit"): filed[name, row.get("unit")] for row in units[name]}
		owes = partial(owing, rests=rests_of(task.get("rests")), start=start, today=today)
		found[name] = _of_units(units[name], asked[alike], of_task, owes)
	return found


def _of_units(
	rows: Sequence[Mapping],
	asked: Sequence[Owed],
	filed: Mapping[str, frozenset[str]],
	owes: Callable[..., Owing],
) -> dict[str, Owing]:
	"""Units that have filed the same owe the same."""

	@cache
	def of(leads: bool, periods: frozenset[str]) -> Owing:
		return owes(asked_of(leads, asked), periods)

	return {row.get("unit"): of(row.get("duty") == "Lead", filed[row.get("unit")]) for row in rows}


def asked_of(leads: bool, asked: Sequence[Owed]) -> Sequence[Owed]:
	"""What is asked of a unit: where the lead alone owes it, nothing of the others."""
	return asked if leads else [each for each in asked if not each.lead_alone]


def _filed(tasks: Sequence[str], units: Units) -> dict[tuple[str, str], frozenset[str]]:
	"""Task and unit → the periods that all who report for it have filed: a group's members, and whoever has taken over."""
	rows = _reports(tasks)
	standing = {(task, row.get("unit")) for task in tasks for row in units[task]}
	bound = people.members_and_successors(
		{unit for _task, unit in standing} | {unit for _task, unit, _period in rows}
	)
	by_body = defaultdict(set)
	for task, unit, period in rows:
		by_body[task, last_successor(unit, bound[1])].add(period)
	return {
		(task, unit): frozenset.intersection(
			*(frozenset(by_body.get((task, body), ())) for body in reporting_bodies([unit], *bound))
		)
		for task, unit in standing
	}


def _reports(tasks: Sequence[str]) -> Sequence[tuple[str, str, str]]:
	"""As they are now, whatever the transaction has read before: two units may file at once."""
	return frappe.db.sql(REPORTS, {"tasks": tasks, "filed": FILED}) if tasks else ()


REPORTS = """select `task`, `unit`, `period` from `tabQingdan Progress Report`
	where `task` in %(tasks)s and `kind` = 'Period' and `state` in %(filed)s for update"""
