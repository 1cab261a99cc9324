"""牵头汇总: what the lead unit's report says, from its cooperating units' adopted parts. Reads only; the lead unit files it."""

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.organization import people
from qingdan_app.tasks import follow
from qingdan_app.tasks.exceptions import NotYourUnit
from qingdan_app.tasks.reporters import FILED
from qingdan_app.tasks.rules.composition import WORDS, Part, composed
from qingdan_app.tasks.rules.states import ReportState

REPORT = "Qingdan Progress Report"


def composes(task: Document, unit: str) -> bool:
	"""Whether a unit leads the task, and others cooperate whose parts it can put together."""
	return bool(_cooperating(task)) and follow.speaks_for(unit, task.lead_unit)


def words_for(task: Document, unit: str, period: str | None) -> dict:
	"""`{words, units, missing}`: the words put together, the units whose parts stand there, and those of which none does.

	Of one month; without one (a completion) the latest adopted part of each unit. Raises NotYourUnit for another unit than the lead.
	"""
	if not follow.speaks_for(unit, task.lead_unit):
		words = _("{0} is led by {1}; that unit puts the parts together.")
		frappe.throw(words.format(frappe.bold(task.name), task.lead_unit), NotYourUnit)
	bodies = _bodies(task)
	latest = _latest(task.name, period, bodies)
	adopted = {body: row for body, row in latest.items() if row.state == ReportState.ADOPTED.value}
	missing = [(body, _why(latest.get(body))) for body in bodies if body not in adopted]
	parts = [_part(body, adopted[body]) for body in bodies if body in adopted]
	return {
		"words": composed(parts, missing),
		"units": list(adopted),
		"missing": [body for body, _why_not in missing],
	}


def _cooperating(task: Document) -> list[str]:
	return [row.unit for row in task.units if row.duty != "Lead"]


def _bodies(task: Document) -> dict[str, tuple[str, ...]]:
	"""The bodies that report as cooperating units; one that answers for the lead unit as well reports there."""
	found = people.bodies_of(_cooperating(task))
	return {body: units for body, units in found.items() if not follow.speaks_for(body, task.lead_unit)}


def _latest(task: str, period: str | None, bodies: dict[str, tuple[str, ...]]) -> dict[str, dict]:
	"""Body → its report of the month, or its latest: one that is adopted before one that only is filed."""
	whose = {unit: body for body, units in bodies.items() for unit in units}
	about = {"task": task, "kind": "Period", "state": ("in", FILED), "unit": ("in", [*whose] or [""])}
	if period:
		about["period"] = period
	fields = ["name", "unit", "state", "period", "submitted_by", *WORDS]
	rows = frappe.get_all(REPORT, about, fields, order_by="period_ends, submitted_at")
	rows.sort(key=lambda row: row.state == ReportState.ADOPTED.value)
	return {whose[row.unit]: row for row in rows}


def _part(body: str, row: dict) -> Part:
	author = frappe.utils.get_fullname(row["submitted_by"]) if row["submitted_by"] else ""
	return Part(body, author, {word: row[word] or "" for word in WORDS})


def _why(row: dict | None) -> str:
	return _("reported, not adopted yet") if row else _("has not reported")
