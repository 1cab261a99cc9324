"""What a person needs at the head of a task, gathered for the form. Reads only."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, date_diff, getdate, now_datetime

from qingdan_app.organization import people
from qingdan_app.tasks import (
	in_hands,
	marks,
	obligations,
	pacing,
	periods,
	prefill,
	refusals,
	reporters,
	review_days,
	set_targets,
	stages,
	ticking,
	years,
)
from qingdan_app.tasks.rules.acts import report_for
from qingdan_app.tasks.rules.course import AT_REST, COLOURS_AT_REST, Course
from qingdan_app.tasks.rules.due import SENT_IN, is_late
from qingdan_app.tasks.rules.lateness import days_late
from qingdan_app.tasks.rules.next_step import Situation, milestone_of, steps_for
from qingdan_app.tasks.rules.obligation import Owed
from qingdan_app.tasks.rules.receipt import is_overdue
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.workflows import wording
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.requests import answering_urges, deciding, urging


def overview_of(task: Document, today: date | None = None) -> dict:
	"""`{text, target, targets, further, state, states, percent, reported, schedule, deadline, review, stage, course, people, steps, shown, reports, missing, timeline, history, years}` for the session's user.

	`steps` is `{primary, others}`, step names of `rules.next_step` without those that the task's approval answers:
	the approval offers them itself; `shown` says how each is offered; `reports` holds what the two report dialogs
	start from, None where they have none to file; `missing` names the units without a report for the month, None
	for who is not concerned with others' reports; `urged` is the urge that waits for the reader's answer, `history` is what of the timeline has changed the task itself, `years` the roll of a matter that goes on over several.
	"""
	today = today or getdate()
	rules = obligations.of(task)
	running = obligations.present(rules, today)
	own, past = reporters.own_units(task), timeline_of(task)
	drafting = [unit for unit in in_hands.units_handed(task.name) if unit not in own]
	reports = prefill.forms_for(task, rules, [*own, *drafting] if task.course not in AT_REST else [], today)
	hands = in_hands.units_that_hand(task)
	parts = in_hands.shown_on(task, hands, today)
	steps = _steps(task, own, reports, today, bool(drafting))
	return {
		"name": task.name,
		"text": task.text,
		"target": task.target,
		"targets": set_targets.shown(task, today),
		"further": task.further or "",
		"key_work": task.key_work_text,
		"state": task.state,
		"states": [state.value for state in TaskState],
		"percent": task.percent,
		"reported": _reported(task, own),
		"schedule": pacing.schedule_of(task, today),
		"deadline": _deadline(task, today),
		"review": review_days.shown(task, today),
		"stage": stages.shown(task),
		"course": _course(task),
		"people": _people(task),
		"period": running.name if running else "",
		"refusal": refusals.shown(task),
		"urged": answering_urges.shown_to_reader(task.doctype, task.name),
		"drafting": bool(drafting) and not own,
		"may_hand_on": bool(hands) and in_hands.may_be_handed(task),
		"parts": parts,
		"parts_by_unit": in_hands.by_unit(parts),
		"steps": steps,
		"shown": _shown(steps, reports["period"]),
		"reports": reports,
		"missing": _missing(task, running),
		"timeline": past,
		"history": [entry for entry in past if entry["revised"]],
		"years": years.shown_on(task),
	}


def next_in_review(after: str | None = None) -> dict:
	"""The next task that waits for the user's decision: `{name, waiting}`, by due date."""
	names = waiting_for_decision()
	others = [name for name in names if name != after]
	return {"name": others[0] if others else None, "waiting": len(names)}


def waiting_for_decision() -> list[str]:
	"""The tasks in review on which it is the session's user's turn, dated ones first."""
	turns = {"assignee": frappe.session.user, "standing": "Open", "reference_doctype": "Qingdan Task"}
	names = frappe.get_all("Qingdan Approval Assignment", turns, pluck="reference_name", distinct=True)
	if not names:
		return []
	filters = {"state": TaskState.IN_REVIEW.value, "name": ("in", names)}
	rows = frappe.get_list("Qingdan Task", filters, ["name", "due_date"], limit_page_length=0)
	return [row.name for row in sorted(rows, key=lambda row: (row.due_date or date.max, row.name))]


def _deadline(task: Document, today: date) -> dict:
	due = getdate(task.due_date) if task.due_date else None
	late = getdate(task.late_since) if task.late_since else None
	ended = getdate(task.submitted_at) if task.state in SENT_IN and task.submitted_at else today
	return {
		"raw": task.deadline_raw,
		"said": task.deadline_said,
		"kind": task.deadline_kind,
		"final": due,
		"days_left": date_diff(due, today) if due else None,
		"late_since": late,
		"days_late": days_late(late, ended) or cint(task.late_days),
		"is_late": is_late(marks.last_day_of(task), late, task.state, today),
		"was_late_since": task.was_late_since,
		"mark": marks.as_it_stands(task, today),
		"milestones": ticking.shown(task, today),
	}


def _course(task: Document) -> dict:
	"""What holds the task up or has ended it, and its earlier deadline, as pills beside its state."""
	return {
		"text": _(task.course) if task.course else "",
		"colour": COLOURS_AT_REST[Course(task.course)] if task.course else "",
		"since": task.course_since,
		"merged_into": task.merged_into,
		"extensions": cint(task.extensions),
		"first_due_date": task.first_due_date,
	}


def _people(task: Document) -> dict:
	post = frappe.db.get_value("Qingdan Leader", task.leader, "post", cache=True) if task.leader else None
	return {
		"lead": task.lead_unit,
		"cooperating": [row.unit for row in task.units if row.duty != "Lead"],
		"leader": task.leader,
		"post": post,
		"acknowledged_by": frappe.utils.get_fullname(task.acknowledged_by) if task.acknowledged_by else None,
		"acknowledged_at": task.acknowledged_at,
		"acknowledge_due": task.acknowledge_due,
		"acknowledge_late": is_overdue(task.acknowledge_due, bool(task.acknowledged_by), now_datetime()),
		"drafted": bool(task.drafted),
		"handed_out_by": frappe.utils.get_fullname(task.handed_out_by) if task.handed_out_by else None,
		"handed_out_at": task.handed_out_at,
	}


def _reported(task: Document, own: list[str]) -> dict:
	"""Whether the reader's unit, or the lead unit for others, has reported for the period that is running, and what it owes next: `{mark, due, missing}`."""
	row = next((row for row in task.units if row.unit in own), {}) if own else task
	return {
		"mark": row.get("this_period") or "",
		"due": row.get("report_due"),
		"missing": cint(row.get("reports_missing")),
	}


def _steps(task: Document, own: list[str], reports: dict, today: date, drafts: bool) -> dict:
	period, completion, runs = reports["period"], reports["completion"], task.course not in AT_REST
	situation = Situation(
		state=task.state,
		acts=frozenset(choice["act"] for choice in performing.choices(task)) - deciding.answered(task),
		receiving=runs and bool(people.standing_of().roles_at(task.lead_unit)) and not task.acknowledged_by,
		reporting=runs and bool(own),
		reported=period is None,
		sent_back=bool(completion and completion["opinion"]),
		drafted=bool(task.drafted),
		handing_out=people.standing_of().hands_out,
		milestone=milestone_of(task.milestone_due, bool(reports["milestone"]), today),
		drafting=runs and drafts and not own,
		**refusals.situation_of(task),
	)
	steps = steps_for(situation)
	others = [*steps.others, *([urging.URGE] if urging.possible(task) else [])]
	return {"primary": steps.primary, "others": others}


def _shown(steps: dict, period: dict | None) -> dict:
	names = [name for name in (steps["primary"], *steps["others"]) if name]
	found = {name: {**wording.shown(name), "report": report_for(name)} for name in names}
	missed = period and period["period"] in period["missed"].get(period["unit"], ())
	if missed and "report" in found:
		found["report"]["words"] = periods.words_to_make_up(period["period"])
	return found


def _missing(task: Document, running: Owed | None) -> list[str] | None:
	"""The units that have not reported for the period that is running, for whoever is told so of a task that is under way."""
	standing = people.standing_of()
	concerned = standing.sees_all or task.leader in standing.leaders or standing.roles_at(task.lead_unit)
	if not concerned or task.state != TaskState.MOVING.value or task.course in AT_REST:
		return None
	return reporters.missing_in(task, running) if running else []
