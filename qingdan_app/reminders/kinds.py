"""What people are reminded of: each kind is one function, and one row of KINDS, and says what presses and from which day that is counted."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

import frappe
from frappe.query_builder import Table
from frappe.query_builder.functions import Coalesce, Date
from frappe.utils import getdate
from pypika.terms import Criterion, Term

from qingdan_app.reminders import unanswered
from qingdan_app.reminders.unanswered import INSTRUCTION, ISSUE, NOTICE
from qingdan_app.reminders.what_presses import Source, task
from qingdan_app.tasks.rules.course import rests_of
from qingdan_app.tasks.rules.states import TaskState

TASK = "Qingdan Task"
row = Table("tabQingdan Task Unit")


class Kind(NamedTuple):
	"""One thing to be reminded of."""

	ahead: bool
	source: Callable[[], Source]
	doctype: str = TASK
	"""What its items are."""
	asks_unit: bool = True
	"""Whether its unit has to act; else the office of its leader, and supervision where it has none."""


def due_date() -> Source:
	return _of_tasks(task.due_date, task.state.isin([TaskState.WAITING.value, TaskState.MOVING.value]))


def milestone() -> Source:
	return _of_tasks(task.milestone_due, _moving() & _before_the_end())


def late() -> Source:
	open_states = task.state.isin([TaskState.WAITING.value, TaskState.MOVING.value])
	return _of_tasks(task.late_since, open_states, lag=1)


def late_milestone() -> Source:
	return _of_tasks(task.milestone_late_since, _moving() & _before_the_end(), lag=1)


def unacknowledged() -> Source:
	waits = (task.state == TaskState.WAITING.value) & (Coalesce(task.acknowledged_by, "") == "")
	source = _of_tasks(Date(task.acknowledge_due), waits & (Coalesce(task.open_refusal, "") == ""))
	return source._replace(moments=(task.acknowledge_due,))


def silent() -> Source:
	"""Days in which it rested do not count: they are told from the day on which it went on."""
	source = _of_tasks(Date(Coalesce(task.last_report_at, task.started_at)), _moving())
	return source._replace(
		query=source.query.select(task.rests),
		moments=(task.last_report_at, task.started_at),
		doubtful=Coalesce(task.rests, "") != "",
		settled=_heard_of,
	)


def report() -> Source:
	return _of_reports(row.reports_missing == 0)


def missing_report() -> Source:
	return _of_reports(row.reports_missing > 0)


KINDS: dict[str, Kind] = {
	"Deadline Ahead": Kind(True, due_date),
	"Milestone Ahead": Kind(True, milestone),
	"Report Ahead": Kind(True, report),
	"Not Acknowledged": Kind(False, unacknowledged),
	"Report Missing": Kind(False, missing_report),
	"Task Late": Kind(False, late),
	"Milestone Late": Kind(False, late_milestone),
	"No Report for Long": Kind(False, silent),
	"Answer to a Notice Ahead": Kind(True, unanswered.notice, NOTICE),
	"Answer to an Instruction Ahead": Kind(True, unanswered.instruction, INSTRUCTION),
	"Issue Not Answered": Kind(False, unanswered.issue, ISSUE, asks_unit=False),
	"Answer to an Instruction Late": Kind(False, unanswered.late_instruction, INSTRUCTION),
	"Answer to a Notice Late": Kind(False, unanswered.late_notice, NOTICE),
}
"""By the words of the rule's field `about`, in the order in which a digest names them last to first."""


def _of_tasks(column: Term, pressing: Criterion, lag: int = 0) -> Source:
	query = frappe.qb.from_(task).select(task.name.as_("key"), task.lead_unit.as_("unit"), *_shown(column))
	return Source(query.where(_runs() & pressing & column.isnotnull()), task.name, column, lag)


def _of_reports(pressing: Criterion) -> Source:
	of_task = (row.parent == task.name) & (row.parenttype == TASK)
	query = frappe.qb.from_(row).join(task).on(of_task)
	query = query.select(row.name.as_("key"), row.unit, *_shown(row.report_due))
	asked_here = Coalesce(row.asked_at, "") == ""  # of a matter that stands in several tasks one is told once
	query = query.where(_runs() & pressing & row.report_due.isnotnull() & asked_here)
	return Source(query, row.name, row.report_due, by_key=True)


def _shown(counted_from: Term) -> tuple[Term, ...]:
	return (
		task.name,
		task.name.as_("task"),
		task.title,
		task.leader,
		task.list,
		counted_from.as_("counted_from"),
	)


def _runs() -> Criterion:
	return (task.drafted == 0) & (Coalesce(task.course, "") == "")


def _moving() -> Criterion:
	return task.state == TaskState.MOVING.value


def _before_the_end() -> Criterion:
	"""The last milestone is the deadline of the task, which is told of by itself."""
	return task.due_date.isnull() | (task.milestone_due < task.due_date)


def _heard_of(found: Mapping) -> date:
	return max([getdate(found["counted_from"]), *(rest.ends for rest in rests_of(found["rests"]))])
