"""What comes next for the session's user on each task of a list: the button of its row. Reads only.

A form asks the flow about one task; a list asks here about a page of them, in three statements however long it is. The
rule is the same (`rules.next_step`), and whoever presses the button is judged anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import frappe
from frappe.utils import getdate

from qingdan_app.organization import people
from qingdan_app.tasks import in_hands, obligations, periods, refusals
from qingdan_app.tasks.reporters import FILED
from qingdan_app.tasks.rules.acts import report_for
from qingdan_app.tasks.rules.course import AT_REST
from qingdan_app.tasks.rules.next_step import Situation, milestone_of, steps_for
from qingdan_app.tasks.rules.obligation import Owed
from qingdan_app.tasks.rules.states import ReportState, TaskState
from qingdan_app.tasks.sources import ROW, TASK
from qingdan_app.workflows import administrators, wording
from qingdan_app.workflows.engine import transitions as engine
from qingdan_app.workflows.moves.subjects import subject_of
from qingdan_app.workflows.requests import urging

REPORT = "Qingdan Progress Report"
UNDER_WAY = (TaskState.WAITING.value, TaskState.MOVING.value)
"""States in which something can be next for a unit; what waits for a decision stands in the inbox."""


@dataclass
class Reported:
	"""What a person's units have reported on one task: periods by unit, and whether its completion report came back."""

	periods: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
	sent_back: bool = False


def of_tasks(names: Iterable[str], today: date | None = None) -> dict[str, dict]:
	"""Task → `{duty, next}` for those in which a unit of the session's user stands.

	`duty` is Lead or Cooperating; `next` is `{step, words, report}`, None where there is nothing to do; `own_period` says whether their
	unit, where it stands in the task itself, has reported for the period that is running. Whoever oversees
	everything and speaks for no unit hands out what is not handed out yet, and urges on what is not completed.
	"""
	own, names = people.standing_of().all_units, list(names)
	handed = _to_draft(names)
	if not own or not names:
		return handed or (_to_urge_on(names) if names and administrators.oversees() else {})
	units = _units_by_task(names, own)
	tasks, reported = _tasks(units), _reported(list(units))
	bodies, rules = _bodies(own), obligations.rules_of(tasks.values())
	found = handed
	for name, task in tasks.items():
		speaking = [unit for unit, stands_for in bodies.items() if not stands_for.isdisjoint(units[name])]
		leads = task["lead_unit"] in units[name]
		owed = _owed(task, rules[name], speaking, reported[name], today or getdate())
		owed = [each for each in owed if leads or not each.lead_alone]
		step = _step(task, leads, bool(speaking), bool(owed), reported[name].sent_back, today or getdate())
		found[name] = {
			"duty": "Lead" if leads else "Cooperating",
			"next": step and {**_shown(step), **_made_up(step, owed, today or getdate())},
			"own_period": next((units[name][unit] or "" for unit in units[name] if unit in bodies), ""),
		}
	return found


def _to_draft(names: list[str]) -> dict[str, dict]:
	"""What is in the hands of the session's user, whose unit files what they draft."""
	handed = in_hands.open_of(frappe.session.user, names)
	moving = {"name": ("in", [*handed]), "state": TaskState.MOVING.value, "course": ("is", "not set")}
	under_way = set(frappe.get_all(TASK, moving, pluck="name")) if handed else set()
	step = _shown("draft") if handed else None
	return {name: {"duty": "Handler", "next": step if name in under_way else None} for name in handed}


def _to_urge_on(names: list[str]) -> dict[str, dict]:
	unfinished = {"name": ("in", names), "state": ("!=", TaskState.COMPLETED.value)}
	unfinished["course"] = ("is", "not set")
	rows = frappe.get_all(TASK, unfinished, ["name", "drafted", "open_refusal"])
	settled = refusals.to_settle(row.open_refusal for row in rows)
	shown = {step: _shown(step) for step in (urging.URGE, "hand_out", "reassign")}
	return {row.name: {"duty": "", "next": shown.get(_of_overseer(row, settled))} for row in rows}


def _of_overseer(row: Mapping, to_settle: set[str]) -> str | None:
	if row["drafted"]:
		return "hand_out"
	if not row["open_refusal"]:
		return urging.URGE
	return "reassign" if row["open_refusal"] in to_settle else None


def _units_by_task(names: list[str], own: frozenset[str]) -> dict[str, dict[str, str]]:
	"""Task → the person's units in it, the lead first, each with its mark of the period that is running."""
	filters = {"parent": ("in", names), "unit": ("in", sorted(own))}
	found = defaultdict(dict)
	fields = ["parent", "unit", "this_period"]
	for task, unit, mark in frappe.get_all(ROW, filters, fields, order_by="duty desc, idx", as_list=True):
		found[task][unit] = mark
	return found


def _tasks(names: Iterable[str]) -> dict[str, dict]:
	"""Whole rows: a condition of the Workflow may look at any field."""
	rows = frappe.get_all(TASK, {"name": ("in", [*names] or [""])}, ["*"])
	return {row.name: row for row in rows}


def _reported(tasks: list[str]) -> dict[str, Reported]:
	report, found = frappe.qb.DocType(REPORT), defaultdict(Reported)
	returned = (report.kind == "Completion") & (report.state == ReportState.RETURNED.value)
	rows = (
		frappe.qb.from_(report)
		.select(report.task, report.unit, report.kind, report.period)
		.where(report.task.isin(tasks or [""]))
		.where(((report.kind == "Period") & report.state.isin(FILED)) | returned)
	).run()
	for task, unit, kind, period in rows:
		if kind == "Completion":
			found[task].sent_back = True
		else:
			found[task].periods[unit].add(period)
	return found


def _bodies(own: frozenset[str]) -> dict[str, frozenset[str]]:
	"""The units a person is a contact of, each with what it stands for."""
	contacts = frappe.get_all("Qingdan Contact", {"user": frappe.session.user}, pluck="unit", distinct=True)
	return {unit: people.stands_for(frozenset({unit})) for unit in contacts if unit in own}


def _owed(
	task: Mapping, rules: obligations.Rules, speaking: list[str], reported: Reported, today: date
) -> Iterator[Owed]:
	"""The periods that the units that speak have to report."""
	for unit in speaking:
		yield from obligations.open_of(task, rules, reported.periods[unit], today)


def _step(task: Mapping, leads: bool, speaks: bool, owes: bool, sent_back: bool, today: date) -> str | None:
	if task["state"] not in UNDER_WAY or _is_held_up(task):
		return None
	receiving = leads and not task["acknowledged_by"]
	acts = _acts(task) if leads else frozenset()
	next_one = milestone_of(task["milestone_due"], leads, today)
	situation = Situation(task["state"], acts, receiving, speaks, not owes, sent_back, milestone=next_one)
	return steps_for(situation).primary


def _made_up(step: str, owed: Sequence[Owed], today: date) -> dict:
	"""The words of a report whose dialog begins with a period that was missed: the latest that is owed."""
	latest = max(owed, key=lambda each: each.period.ends, default=None)
	missed = step == "report" and latest and latest.due < today
	return {"words": periods.words_to_make_up(latest.name)} if missed else {}


def _is_held_up(task: Mapping) -> bool:
	"""Whether nothing is done with a task now: it is not handed out, is refused by its unit, or rests."""
	return bool(task["drafted"] or task["open_refusal"] or task["course"] in AT_REST)


def _acts(task: Mapping) -> frozenset[str]:
	"""The acts that the Workflow opens to the person from the task's state, as an administrator may have edited it."""
	subject = subject_of(frappe.get_doc({"doctype": TASK, **task}))
	actor = subject.actor(frappe.session.user)
	return frozenset(choice.act for choice in engine.choices(subject.offered_edges(), subject.state, actor))


def _shown(step: str) -> dict:
	"""How a step is offered in a row."""
	shown = wording.shown(step)
	return {"step": step, "words": shown["words"], "report": report_for(step)}
