"""What a report dialog starts from: the report to take up again, or the percentage of the last one. Reads only."""

from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import flt

from qingdan_app.tasks import composing, follow, in_hands, obligations, reporters, target_figures, ticking
from qingdan_app.tasks.invariants import why_returned
from qingdan_app.tasks.periods import period_in_words
from qingdan_app.tasks.rules.obligation import Owed
from qingdan_app.tasks.rules.states import ReportState

WORDS = ("percent", "percent_reason", "done", "figures", "problems", "next_steps", "milestones")
OPEN = (ReportState.DRAFT.value, ReportState.RETURNED.value)


def forms_for(task: Document, rules: obligations.Rules, units: list[str], today: date) -> dict:
	"""`{period, completion, milestone}`: what each dialog of the person starts from, None where there is nothing to file.

	The dialog of a period begins with the present one; where that is filed, with the latest that was missed.
	"""
	owed = {unit: reporters.open_periods(task, rules, unit, today) for unit in units}
	owed = {unit: found for unit, found in owed.items() if found}
	leading = [unit for unit in units if follow.speaks_for(unit, task.lead_unit)]
	reporting = leading[:1] if ticking.open_steps(task) else []
	return {
		"period": _period_form(task, owed, today) if owed else None,
		"completion": _own_form(task, leading[:1], "Completion", today),
		"milestone": _own_form(task, reporting, "Milestone", today),
	}


def form_for(task: Document, unit: str, kind: str, period: str | None, today: date) -> dict:
	"""What the dialog of one unit and month starts from: `{unit, period, values, evidence, opinion, returned, last, by_parts, milestones, targets, composes}`.

	`opinion` is why a report came back, `returned` says it in a sentence, with who and what to do; `last` is what the unit filed for the last month before, `by_parts` how far its people are, `milestones` what it can tick, `composes` whether it puts together what cooperating units have reported.
	"""
	last, taken_up = reporters.last_filed(task.name, [unit], period), _taken_up(task.name, unit, kind, period)
	by_parts = _by_parts(task, unit)
	begins = max(flt(last and last.percent), flt(by_parts and by_parts["percent"]))
	values = {word: taken_up.get(word) for word in WORDS} if taken_up else {"percent": begins}
	rows = taken_up.evidence if taken_up else []
	back = taken_up and taken_up.state == ReportState.RETURNED.value
	return {
		"unit": unit,
		"period": period,
		"values": values,
		"evidence": [{"file": row.file, "caption": row.caption} for row in rows],
		"opinion": taken_up.opinion if back else None,
		"returned": why_returned(taken_up) if back else None,
		"last": last,
		"by_parts": by_parts,
		"milestones": _ticking(task, unit, kind, today),
		"targets": target_figures.offered(task, taken_up) if kind != "Milestone" else [],
		"composes": kind != "Milestone" and composing.composes(task, unit),
	}


def periods_for(task: Document, unit: str, today: date) -> list[dict]:
	"""`[{period, words, due_on}]`: what a unit can report on a task today, the present one first."""
	return [
		{"period": each.name, "words": period_in_words(each.name), "due_on": each.due}
		for each in reporters.open_periods(task, obligations.of(task), unit, today)
	]


def _by_parts(task: Document, unit: str) -> dict | None:
	"""How far a unit is by its sub-items, for those who stand for it: a percentage to begin with, and no more."""
	found = in_hands.how_far(task.name, unit) if unit in reporters.own_units(task) else None
	return found if found and found["percent"] else None


def _own_form(task: Document, units: list[str], kind: str, today: date) -> dict | None:
	"""The dialog of a report that is about no month, for the unit that leads."""
	return {**form_for(task, units[0], kind, None, today), "units": units} if units else None


def _ticking(task: Document, unit: str, kind: str, today: date) -> list[dict]:
	"""The milestones that a unit can tick in a report: the lead unit's, and a completion ticks what is left by itself."""
	found = ticking.offered(task, today) if kind != "Completion" else []
	return found if found and follow.speaks_for(unit, task.lead_unit) else []


def _period_form(task: Document, owed: dict[str, list[Owed]], today: date) -> dict:
	"""`{…, units, months, missed}`: `units` have a period to file, `months` names which, by unit, `missed` those that were due before today."""
	unit = max(owed, key=lambda name: owed[name][0].period.ends)
	form = form_for(task, unit, "Period", owed[unit][0].name, today)
	months = {name: [each.name for each in found] for name, found in owed.items()}
	missed = {name: [each.name for each in found if each.due < today] for name, found in owed.items()}
	return {**form, "units": list(owed), "months": months, "missed": missed}


def _taken_up(task: str, unit: str, kind: str, period: str | None) -> Document | None:
	"""The unit's draft or returned report of this kind and period, which will be filed instead of a new one."""
	same = {"task": task, "unit": unit, "kind": kind, "state": ("in", OPEN)}
	if period:
		same["period"] = period
	name = frappe.db.get_value("Qingdan Progress Report", same, order_by="creation desc")
	return frappe.get_doc("Qingdan Progress Report", name) if name else None
