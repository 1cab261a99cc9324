"""Who reports on a task: the units a person speaks for, and who has not filed for a period. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import frappe
from frappe.model.document import Document

from qingdan_app.organization import people
from qingdan_app.tasks import obligations
from qingdan_app.tasks.rules.duty import missing_bodies, reporting_bodies
from qingdan_app.tasks.rules.obligation import Owed
from qingdan_app.tasks.rules.period import period_named
from qingdan_app.tasks.rules.states import ReportState

FILED = (ReportState.FILED.value, ReportState.ADOPTED.value)


def own_units(task: Document) -> list[str]:
	"""The units for which the session's user may report on the task, the lead before cooperating ones."""
	standing = people.standing_of()
	contacts = frappe.get_all("Qingdan Contact", {"user": standing.user}, pluck="unit", distinct=True)
	own = {unit: people.stands_for(frozenset({unit})) for unit in contacts if unit in standing.all_units}
	rows = sorted(task.units, key=lambda row: row.duty != "Lead")
	return list(
		dict.fromkeys(unit for row in rows for unit, stands_for in own.items() if row.unit in stands_for)
	)


def missing_for(task: Document, today: date) -> tuple[str, list[str]]:
	"""The period of a task that is running, and the units that have not filed for it; `""` and none where none is asked for."""
	owed = obligations.present(obligations.of(task), today)
	return (owed.name, missing_in(task, owed)) if owed else ("", [])


def missing_in(task: Document, owed: Owed) -> list[str]:
	"""The units of a task that owe a report for a period and have not filed it."""
	about = task.name, owed.name
	return missing_among({about: obligations.owing(task.units, owed)})[about]


def missing_among(units: Mapping[tuple[str, str], Iterable[str]]) -> dict[tuple[str, str], list[str]]:
	"""For each task and period, given with the units that owe a report, those that have not filed it."""
	members, successors = people.members_by_group(), people.successors()
	filed = _filed_units(units)
	return {
		about: missing_bodies(reporting_bodies(owing, members, successors), filed[about], successors)
		for about, owing in units.items()
	}


def last_filed(
	task: str, units: Iterable[str] | None = None, before: str | None = None
) -> frappe._dict | None:
	"""The filed report of the latest period, whenever it was filed: of these `units`, of those that end `before` another does."""
	wanted = {"task": task, "kind": "Period", "state": ("in", FILED)}
	if units is not None:
		wanted["unit"] = ("in", [*units])
	if earlier := period_named(before):
		wanted["period_ends"] = ("<", earlier.ends)
	fields = ["name", "unit", "period", "percent", "done", "problems", "next_steps", "submitted_at"]
	order = "period_ends desc, submitted_at desc"
	rows = frappe.get_all("Qingdan Progress Report", wanted, fields, order_by=order, limit=1)
	return rows[0] if rows else None


def stood_on(report: Document) -> bool:
	"""Whether a later report stands on this one: the unit's for a later period, or a completion that was decided on."""
	if report.kind == "Milestone":
		return _decided_since(report)
	later = {"task": report.task, "unit": report.unit, "kind": "Period", "state": ("in", FILED)}
	is_later = frappe.db.exists(
		"Qingdan Progress Report", {**later, "period_ends": (">", report.period_ends)}
	)
	return bool(is_later) or _decided_since(report)


def open_periods(task: Document, rules: obligations.Rules, unit: str, today: date) -> list[Owed]:
	"""The periods that a unit can still report on a task by its rules, the present one first."""
	filed = {"task": task.name, "unit": unit, "kind": "Period", "state": ("in", FILED)}
	names = frappe.get_all("Qingdan Progress Report", filed, pluck="period")
	return obligations.open_of(task, rules, names, today)


def _decided_since(report: Document) -> bool:
	"""Whether a completion that was filed after a report has been decided on."""
	decided = {"task": report.task, "kind": "Completion", "state": ReportState.ADOPTED.value}
	decided["submitted_at"] = (">=", report.submitted_at)
	return bool(frappe.db.exists("Qingdan Progress Report", decided))


def _filed_units(about: Iterable[tuple[str, str]]) -> dict[tuple[str, str], set[str]]:
	tasks, names = ({*each} or {""} for each in zip(*about, strict=True)) if about else ({""}, {""})
	filters = {"task": ("in", tasks), "period": ("in", names), "kind": "Period", "state": ("in", FILED)}
	found = defaultdict(set)
	fields = ["task", "period", "unit"]
	for task, period, unit in frappe.get_all("Qingdan Progress Report", filters, fields, as_list=True):
		found[task, period].add(unit)
	return found
