"""What follows from a move of one document for the other: the task carries its completion report along."""

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.organization import people
from qingdan_app.tasks.rules.states import ReportState
from qingdan_app.workflows.moves.loop import FollowUp
from qingdan_app.workflows.moves.performing import MoveTo, Perform, Write
from qingdan_app.workflows.moves.subjects import ApprovalSubject, Move

REPORT = "Qingdan Progress Report"
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
	return known.get(field) if known else frappe.db.get_value(REPORT, report, field)


def report_moves(report: Document | None, move: Move) -> list[FollowUp]:
	"""The move of the completion report that was under review, as its task has moved."""
	if not report or move.act not in REPORT_MOVES or report.state != ReportState.FILED.value:
		return []
	act, state = REPORT_MOVES[move.act]
	return [MoveTo(report.doctype, report.name, act, state.value, move.opinion)]


def taken_into_task(report: Document, task: Document) -> list[FollowUp]:
	"""How a filed report enters its task: a completion report sends it to review, a period report updates it."""
	if report.kind == "Completion":
		return [Perform(task.doctype, task.name, "submit")]
	values = {"last_report": report.name, "last_report_at": report.submitted_at}
	if speaks_for(report.unit, task.lead_unit):
		values["percent"] = report.percent
	return [Write(task.doctype, task.name, values)]


def taken_out_of_task(report: Document, task: Document) -> list[FollowUp]:
	"""A period report that was withdrawn or returned no longer counts: the task shows the last that does."""
	if report.kind == "Completion" or task.completed_at:
		return []
	shown = last_report_of(task) if task.last_report == report.name else {}
	percent = _last_report(task.name, task.lead_unit).percent or 0
	return [Write(task.doctype, task.name, {**shown, "percent": percent})]


def last_report_of(task: Document) -> dict:
	"""Fields by which a task points to the last filed period report; a draft must not be read through it."""
	last = _last_report(task.name)
	return {"last_report": last.name, "last_report_at": last.submitted_at}


def _last_report(task: str, lead: str | None = None) -> frappe._dict:
	"""The last filed period report of a task, of those who speak for `lead` where it is given."""
	filed = {
		"task": task,
		"kind": "Period",
		"state": ("in", [ReportState.FILED.value, ReportState.ADOPTED.value]),
	}
	if lead:
		filed["unit"] = ("in", people.bodies_behind([lead]))
	fields = ["name", "submitted_at", "percent"]
	rows = frappe.get_all("Qingdan Progress Report", filed, fields, order_by="submitted_at desc", limit=1)
	return rows[0] if rows else frappe._dict()


def speaks_for(unit: str, task_unit: str | None) -> bool:
	"""Whether `unit` is the unit of the task, a member of that group, or has taken that unit over."""
	return task_unit in people.stands_for(frozenset({unit}))


def snapshot_of(report: Document) -> dict:
	"""What a decision about a report was about, in the words it held then."""
	fields = ("name", "unit", "kind", "period", "percent", "done", "figures", "problems", "next_steps")
	words = {field: report.get(field) for field in fields}
	words["evidence"] = [{"file": row.file, "caption": row.caption} for row in report.evidence]
	words["filed_on"] = str(getdate(report.submitted_at)) if report.submitted_at else None
	return words
