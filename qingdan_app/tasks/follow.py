"""What follows from a move of one document for the other: the task carries its completion report along."""

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import flt, getdate, now_datetime

from qingdan_app import plain_rows
from qingdan_app.organization import people
from qingdan_app.tasks import reporters, ticking
from qingdan_app.tasks.rules.states import ReportState
from qingdan_app.tasks.rules.target_rows import in_words
from qingdan_app.workflows.moves.loop import FollowUp
from qingdan_app.workflows.moves.performing import MoveTo, Perform, Write
from qingdan_app.workflows.moves.subjects import ApprovalSubject, Move

REPORT = "Qingdan Progress Report"
WORDS_OF_REPORT = ("kind", "period", "percent", "done", "figures", "problems", "next_steps", "milestones")
"""What a report says, beside its evidence: kept with a decision about it, and shown in the history of its task."""
REPORT_MOVES: dict[str, tuple[str, ReportState]] = {
	"complete": ("adopt", ReportState.ADOPTED),
	"return": ("return", ReportState.RETURNED),
	"withdraw": ("withdraw", ReportState.DRAFT),
}
"""A move of the task, and what it means for the completion report under review."""


def filed_completion_report(task: str) -> str | None:
	"""The completion report of a task that waits for a decision."""
	return frappe.db.get_value(
		"Qingdan Progress Report", {"task": task, "kind": "Completion", "state": ReportState.FILED.value}
	)


def value_of(subject: ApprovalSubject, report: str, field: str) -> Any:
	"""A field of a report: from the act's own hands where it holds the report, else from the database."""
	known = subject.held.known(REPORT, report)
	return known.get(field) if known else plain_rows.value(REPORT, report, field)


def report_moves(report: Document | None, move: Move) -> list[FollowUp]:
	"""The move of the completion report that was under review, as its task has moved."""
	if not report or move.act not in REPORT_MOVES or report.state != ReportState.FILED.value:
		return []
	act, state = REPORT_MOVES[move.act]
	return [MoveTo(report.doctype, report.name, act, state.value, move.opinion)]


def taken_into_task(report: Document, task: Document) -> list[FollowUp]:
	"""How a filed report enters its task: a completion report sends it to review, any other updates it."""
	if report.kind == "Completion":
		return [Perform(task.doctype, task.name, "submit")]
	ticked = ticking.ticked(task, report, getdate(report.submitted_at)) if report.milestones else {}
	back = sent_back(task) if task.returned_reports else {}
	return [Write(task.doctype, task.name, {**figures_of(task), **ticked, **back})]


def taken_out_of_task(report: Document, task: Document) -> list[FollowUp]:
	"""A report that was withdrawn or returned no longer counts: the task shows the last that does."""
	if report.kind == "Completion" or task.completed_at:
		return []
	unticked = ticking.unticked(task, report.name) if report.milestones else {}
	return [Write(task.doctype, task.name, {**figures_of(task), **unticked, **sent_back(task)})]


def confirmed_in_task(report: Document, task: Document, who: str) -> list[FollowUp]:
	"""Whoever adopts a report confirms the milestones that it has ticked."""
	values = ticking.confirmed(task, report.name, who, now_datetime())
	return [Write(task.doctype, task.name, values)] if values else []


def figures_of(task: Document) -> dict:
	"""What a task shows of its reports: the one for the latest month, and the percentage its lead unit last gave."""
	return {**last_report_of(task), "percent": last_percent_of(task)}


def last_report_of(task: Document) -> dict:
	"""Fields by which a task points to the last filed period report, and whether that names a problem; a draft must not be read through it."""
	last = reporters.last_filed(task.name) or frappe._dict()
	problem = int(bool((last.problems or "").strip()))
	return {"last_report": last.name, "last_report_at": last.submitted_at, "problem_reported": problem}


def sent_back(task: Document, more: int = 0) -> dict:
	"""How many reports of a task stand sent back, and were not filed again; `more` are about to be."""
	stored = {"task": task.name, "state": ReportState.RETURNED.value}
	return {"returned_reports": frappe.db.count(REPORT, stored) + more}


def last_percent_of(task: Document) -> float:
	"""The percentage in the lead unit's report for the latest month; 0 where it has filed none."""
	if not task.lead_unit:
		return 0
	last = reporters.last_filed(task.name, people.bodies_behind([task.lead_unit]))
	return flt(last.percent) if last else 0


def speaks_for(unit: str, task_unit: str | None) -> bool:
	"""Whether `unit` is the unit of the task, a member of that group, or has taken that unit over."""
	return task_unit in people.stands_for(frozenset({unit}))


def snapshot_of(report: Document) -> dict:
	"""What a decision about a report was about, in the words it held then."""
	words = {field: report.get(field) for field in ("name", "unit", *WORDS_OF_REPORT)}
	words["target_figures"] = in_words(report.target_figures)
	words["evidence"] = [
		{"file": row.file, "caption": row.caption, "sha256": row.sha256 or ""} for row in report.evidence
	]
	words["filed_on"] = str(getdate(report.submitted_at)) if report.submitted_at else None
	return words
