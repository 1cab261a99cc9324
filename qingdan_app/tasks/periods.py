"""What recurs has a row for each of its periods: made by the nightly job, or with whatever is written of the task meanwhile."""

from collections.abc import Mapping
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from qingdan_app.tasks import pacing
from qingdan_app.tasks.rules.course import AT_REST, Course
from qingdan_app.tasks.rules.milestones import RECURRING
from qingdan_app.tasks.rules.recurrence import Cycle, cycle_of, day_of, instances
from qingdan_app.tasks.rules.stage import is_stage
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import run
from qingdan_app.workflows.moves.performing import Write

TASK = "Qingdan Task"
RUNNING = (TaskState.WAITING.value, TaskState.MOVING.value)
MONTH = "{0}-{1}"
"""Desk says it by the same words."""
SHOWN = 6
"""So many periods are shown beside those that are still open."""


def settle(task: Document, today: date) -> None:
	"""Give a task that recurs its cycle, and a row for each period up to today's.

	Nothing is made while it is drafted, sent in or at rest, and the periods in which it rested are never made.
	"""
	before = task.get_doc_before_save()
	_keep(task, before)
	if task.deadline_kind != RECURRING:
		return
	if not task.cycle and (not before or before.deadline_kind != RECURRING):
		task.update(of_words(task.deadline_raw))
	if before and task.instances_until and _begins_anew(task, before):
		_begin_anew(task, today)
	if task.cycle and not task.drafted and task.state in (None, "", *RUNNING) and task.course not in AT_REST:
		_extend(task, today)


def of_words(raw: str | None) -> dict:
	"""The fields that the document's words fill: `cycle` and `cycle_day`."""
	cycle = cycle_of(raw)
	return {"cycle": cycle.value if cycle else "", "cycle_day": day_of(raw)}


def make(name: str) -> None:
	"""Make the periods of a task that have begun since they were made last; nothing more where there are none."""
	held = Held()
	held.read(TASK, name)
	run(held, Write(TASK, name, {}))


def lacking(today: date) -> list[str]:
	"""The tasks of which a period has begun that is not made yet."""
	task = frappe.qb.DocType(TASK)
	running = task.course.isnull() | (task.course == Course.RUNNING.value)
	lacks = task.instances_until.isnull() | (task.instances_until < today)
	return (
		frappe.qb.from_(task)
		.select(task.name)
		.where((task.deadline_kind == RECURRING) & task.cycle.isnotnull() & (task.cycle != "") & lacks)
		.where(task.state.isin(RUNNING) & (task.drafted == 0) & running)
		.orderby(task.name)
	).run(pluck=True)


def words_of(row: Mapping) -> str:
	"""What people call a milestone: its words, the period of what recurs, or the stage of a year."""
	instance = row.get("instance") or ""
	if is_stage(row):
		return _("Stage of {0}: {1}").format(instance[1:], row.get("label") or "")
	return period_in_words(instance) or row.get("label") or ""


def period_in_words(name: str | None) -> str:
	"""A period as people say it: `2021年3月`, `2021年第1季度`; nothing for none."""
	year, _dash, part = (name or "").partition("-")
	if not year:
		return ""
	number = part.lstrip("QHW0")
	return {
		"": _("Year {0}"),
		"Q": _("Quarter {1} of {0}"),
		"H": _("First Half of {0}") if number == "1" else _("Second Half of {0}"),
		"W": _("Week {1} of {0}"),
	}.get(part[:1], _(MONTH, context="Month as people write it")).format(year, number)


def words_to_make_up(name: str) -> str:
	"""How a report is offered for a period that was missed."""
	return _("Make Up for {0}").format(period_in_words(name))


def _keep(task: Document, before: Document | None) -> None:
	"""The rows of its periods are made here and nowhere else, whatever a form sends, while it recurs."""
	if guard.is_permitted(task):
		return
	made = [row for row in before.milestones if row.instance] if before else []
	if not made or before.deadline_kind != task.deadline_kind:
		known = {row.name for row in made}
		for row in task.milestones:
			row.instance = row.instance if row.name in known else None
		return
	rows = {row.name: row.as_dict() for row in made}
	sent = [rows.pop(row.name, None) or {**row.as_dict(), "instance": None} for row in task.milestones]
	task.set("milestones", [*sent, *rows.values()])


def _begins_anew(task: Document, before: Document) -> bool:
	changed = (task.cycle or "", cint(task.cycle_day)) != (before.cycle or "", cint(before.cycle_day))
	goes_on = before.course in AT_REST and task.course not in AT_REST
	return changed or goes_on


def _begin_anew(task: Document, today: date) -> None:
	"""From today on: what lies ahead by the old cycle, and is not reported, is asked no longer."""
	task.set("milestones", [row for row in task.milestones if not _is_ahead(row, today)])
	task.instances_until = max(
		today - timedelta(days=1), min(getdate(task.instances_until), today - timedelta(days=1))
	)


def _is_ahead(row: Document, today: date) -> bool:
	return bool(row.instance) and not row.reported_on and getdate(row.date) >= today


def _extend(task: Document, today: date) -> None:
	start = getdate(task.instances_until) + timedelta(days=1) if task.instances_until else _start(task, today)
	known = {row.instance for row in task.milestones}
	for each in instances(Cycle(task.cycle), cint(task.cycle_day), start, today):
		if each.name not in known:
			task.append("milestones", {"date": each.due, "instance": each.name, "label": each.name})
		task.instances_until = each.ends


def _start(task: Document, today: date) -> date:
	"""Its own start, and never before it was there and handed out: nobody has missed what nobody was asked for."""
	begins = getdate(task.handed_out_at or task.creation or today)
	return max(pacing.start_of(task) or begins, begins)
