"""Who reports on a task: the units a person speaks for, and who has not filed for a month. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.organization import people, settings
from qingdan_app.tasks.rules.course import rested_through, rests_of
from qingdan_app.tasks.rules.duty import missing_bodies, month_of, reporting_bodies
from qingdan_app.tasks.rules.reports import MONTHS_BACK, months_to_report
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


def missing_for(task: Document, period: str) -> list[str]:
	"""The units of a task that have not filed for `period` (`YYYY-MM`)."""
	return missing_among({task.name: [row.unit for row in task.units]}, period)[task.name]


def missing_among(units_by_task: Mapping[str, Iterable[str]], period: str) -> dict[str, list[str]]:
	"""For each task, given with its units, those that have not filed for `period`."""
	members, successors = people.members_by_group(), people.successors()
	filed = _filed_units(list(units_by_task), period)
	return {
		task: missing_bodies(reporting_bodies(units, members, successors), filed[task], successors)
		for task, units in units_by_task.items()
	}


def last_filed(
	task: str, units: Iterable[str] | None = None, before: str | None = None
) -> frappe._dict | None:
	"""The filed report of the latest month, whenever it was filed: of these `units`, of months `before` another."""
	wanted = {"task": task, "kind": "Period", "state": ("in", FILED)}
	if units is not None:
		wanted["unit"] = ("in", [*units])
	if before:
		wanted["period"] = ("<", before)
	fields = ["name", "unit", "period", "percent", "done", "next_steps", "submitted_at"]
	order = "period desc, submitted_at desc"
	rows = frappe.get_all("Qingdan Progress Report", wanted, fields, order_by=order, limit=1)
	return rows[0] if rows else None


def stood_on(report: Document) -> bool:
	"""Whether a later report stands on this one: the unit's for a later month, or a completion that was decided on."""
	if report.kind == "Milestone":
		return _decided_since(report)
	later = {"task": report.task, "unit": report.unit, "kind": "Period", "state": ("in", FILED)}
	is_later = frappe.db.exists("Qingdan Progress Report", {**later, "period": (">", report.period)})
	return bool(is_later) or _decided_since(report)


def open_months(task: Document, unit: str, today: date) -> list[str]:
	"""The months that a unit can still report on a task, the present one first."""
	filed = {"task": task.name, "unit": unit, "kind": "Period", "state": ("in", FILED)}
	months = frappe.get_all("Qingdan Progress Report", filed, pluck="period")
	started = getdate(task.started_at) if task.started_at else None
	owed = months_to_report(started, months, today, settings.months_back() or MONTHS_BACK)
	return without_rests(owed, task.rests, today)


def without_rests(months: Iterable[str], rests: str | None, today: date) -> list[str]:
	"""The months without those at whose end the task rested; of the present one nobody knows its end."""
	known = rests_of(rests)
	return [month for month in months if month == month_of(today) or not rested_through(known, month)]


def _decided_since(report: Document) -> bool:
	"""Whether a completion that was filed after a report has been decided on."""
	decided = {"task": report.task, "kind": "Completion", "state": ReportState.ADOPTED.value}
	decided["submitted_at"] = (">=", report.submitted_at)
	return bool(frappe.db.exists("Qingdan Progress Report", decided))


def _filed_units(tasks: list[str], period: str) -> dict[str, set[str]]:
	filters = {"task": ("in", tasks), "period": period, "kind": "Period", "state": ("in", FILED)}
	found = defaultdict(set)
	for task, unit in frappe.get_all("Qingdan Progress Report", filters, ["task", "unit"], as_list=True):
		found[task].add(unit)
	return found
