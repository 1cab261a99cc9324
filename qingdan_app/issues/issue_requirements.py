"""What holds for an issue however it is written: about which task, by which unit, to whom."""

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.issues.exceptions import IssueIncomplete, IssueIsRaised
from qingdan_app.issues.rules.issue_states import OPEN, Addressee, IssueState
from qingdan_app.organization import people

ISSUE, TASK, REPORT = "Qingdan Issue", "Qingdan Task", "Qingdan Progress Report"


def is_open(issue: Document) -> bool:
	"""Whether its words may still be changed."""
	return (issue.state or IssueState.DRAFT.value) == IssueState.DRAFT.value


def settle(issue: Document) -> None:
	"""What follows from its report and its task: the unit, the problem as it was reported, the leader, and to whom it goes."""
	if issue.report:
		report = frappe.db.get_value(REPORT, issue.report, ["task", "unit", "problems"], as_dict=True)
		issue.update({"task": report.task, "unit": report.unit, "problem": issue.problem or report.problems})
	task = frappe.db.get_value(TASK, issue.task, ["list", "leader", "title"], as_dict=True) or frappe._dict()
	issue.update(
		{
			"list": task.list,
			"task_title": task.title,
			"leader": task.leader,
			"unit": issue.unit or _own_unit(issue.task),
		}
	)
	if not issue.leader or not issue.addressee:
		issue.addressee = (Addressee.OFFICE if issue.leader else Addressee.SUPERVISION).value
	issue.title = " ".join((issue.problem or "").split())[:140]


def check(issue: Document) -> None:
	"""Raise IssueIncomplete for what it lacks, IssueIsRaised for a report whose problem is open already, PermissionError for a task or a report that the writer does not see, and for a unit
	that is not theirs."""
	if not issue.task or not issue.unit or not (issue.problem or "").strip():
		frappe.throw(_("Say about which task of your unit, and what the problem is."), IssueIncomplete)
	frappe.get_doc(TASK, issue.task).check_permission("read")
	if issue.report:
		frappe.get_doc(REPORT, issue.report).check_permission("read")
		_refuse_second(issue)
	standing = people.standing_of()
	of_task = frappe.db.exists(
		"Qingdan Task Unit", {"parent": issue.task, "parenttype": TASK, "unit": issue.unit}
	)
	if not of_task or not (standing.roles_at(issue.unit) or standing.user == "Administrator"):
		frappe.throw(
			_("{0} asks for coordination of its own tasks alone, by its own people.").format(issue.unit),
			frappe.PermissionError,
		)


def may_raise(task: str, unit: str | None = None) -> bool:
	"""Whether the session's user asks for coordination of a task: for this unit, else for a unit of theirs that has a duty in it."""
	unit = unit or _own_unit(task)
	return bool(unit and frappe.has_permission(ISSUE, "create") and people.standing_of().roles_at(unit))


def refuse_change(issue: Document) -> None:
	"""Raise IssueIsRaised where what somebody was asked is written anew."""
	before = issue.get_doc_before_save()
	if before and not is_open(before):
		frappe.throw(
			_("{0} was raised and keeps its words. Take it back, and raise another.").format(
				frappe.bold(issue.name)
			),
			IssueIsRaised,
		)


def refuse_deletion(issue: Document) -> None:
	"""Raise IssueIsRaised: what somebody was asked is on record."""
	if not is_open(issue):
		frappe.throw(_("{0} was raised and is kept.").format(frappe.bold(issue.name)), IssueIsRaised)


def task_of(name: str) -> str | None:
	"""The task that an issue is about."""
	return frappe.db.get_value(ISSUE, name, "task")


def _refuse_second(issue: Document) -> None:
	"""A report that is filed again says its problem once."""
	others = {"report": issue.report, "state": ("in", OPEN), "name": ("!=", issue.name or "")}
	if other := frappe.db.get_value(ISSUE, others):
		frappe.throw(
			_("The problem of this report was raised already, as {0}.").format(frappe.bold(other)),
			IssueIsRaised,
		)


def _own_unit(task: str | None) -> str | None:
	"""The writer's unit in a task, the one that leads before others."""
	own = {"parent": task, "parenttype": TASK, "unit": ("in", [*people.standing_of().all_units] or [""])}
	rows = frappe.get_all("Qingdan Task Unit", own, ["unit", "duty"], order_by="idx") if task else []
	return next((row.unit for row in sorted(rows, key=lambda row: row.duty != "Lead")), None)
