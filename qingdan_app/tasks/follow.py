"""What follows from a move of one document for the other: the task carries its completion report along."""

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.permissions import people
from qingdan_app.tasks.rules.states import ReportState
from qingdan_app.workflows import guard, service
from qingdan_app.workflows.subjects import Move

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


def carry_report(task: Document, move: Move) -> None:
	"""Move the completion report as its task has moved."""
	if move.act not in REPORT_MOVES or not task.completion_report:
		return
	act, state = REPORT_MOVES[move.act]
	report = frappe.get_doc("Qingdan Progress Report", task.completion_report, for_update=True)
	service.move(report, act, state.value, move.opinion)


def take_into_task(report: Document) -> None:
	"""Enter a filed report into its task: a completion report sends it to review, a period report updates it."""
	if report.kind == "Completion":
		service.perform("Qingdan Task", report.task, "submit")
		return
	task = frappe.get_doc("Qingdan Task", report.task, for_update=True)
	task.update({"last_report": report.name, "last_report_at": report.submitted_at})
	if speaks_for(report.unit, task.lead_unit):
		task.percent = report.percent
	with guard.permit(task):
		task.save(ignore_permissions=True)  # units file reports; only the flow writes the task


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
