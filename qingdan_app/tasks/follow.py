"""What follows from a move of one document for the other: the task carries its completion report along."""

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.organization import people
from qingdan_app.tasks.rules.states import ReportState
from qingdan_app.workflows.moves import guard, performing
from qingdan_app.workflows.moves.subjects import Move

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


def carry_report(report: Document | None, move: Move) -> None:
	"""Move the completion report that was under review, locked, as its task has moved."""
	if not report or move.act not in REPORT_MOVES or report.state != ReportState.FILED.value:
		return
	act, state = REPORT_MOVES[move.act]
	performing.move(report, act, state.value, move.opinion)


def take_into_task(report: Document) -> None:
	"""Enter a filed report into its task: a completion report sends it to review, a period report updates it."""
	task = _locked_task(report)
	if report.kind == "Completion":
		performing.perform_on(task, "submit")
		return
	task.update({"last_report": report.name, "last_report_at": report.submitted_at})
	if speaks_for(report.unit, task.lead_unit):
		task.percent = report.percent
	with guard.permit(task):
		task.save(ignore_permissions=True)  # units file reports; only the flow writes the task


def _locked_task(report: Document) -> Document:
	"""The report's task under lock: the one `tasks.service` has locked already, or read now."""
	task = report.__dict__.pop("locked_task", None)
	if not isinstance(task, Document) or task.name != report.task:
		return frappe.get_doc("Qingdan Task", report.task, for_update=True)
	task.report_count = frappe.db.get_value("Qingdan Task", task.name, "report_count")
	return task


def take_out_of_task(report: Document) -> None:
	"""A period report that was withdrawn or returned no longer counts: the task shows the last that does."""
	task = frappe.get_doc("Qingdan Task", report.task, for_update=True)
	if report.kind == "Completion" or task.completed_at:
		return
	if task.last_report == report.name:
		show_last_report(task)
	task.percent = _last_report(task.name, task.lead_unit).percent or 0
	with guard.permit(task):
		task.save(ignore_permissions=True)  # units file reports; only the flow writes the task


def show_last_report(task: Document) -> None:
	"""Let a task point to the last filed period report; a draft must not be read through it."""
	last = _last_report(task.name)
	task.update({"last_report": last.name, "last_report_at": last.submitted_at})


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
