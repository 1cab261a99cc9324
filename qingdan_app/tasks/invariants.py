"""What holds for task and report documents however they are written: their names, words and rows."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from qingdan_app.tasks import marks
from qingdan_app.tasks.exceptions import (
	DeadlineUnlikely,
	HasHistory,
	NeedsOneLead,
	NotHandedOut,
	OwnWordsFixed,
	RefusalOpen,
	TaskAtRest,
	UnitTwice,
)
from qingdan_app.tasks.rules import filed
from qingdan_app.tasks.rules.course import AT_REST, WITH_ITS_LIST
from qingdan_app.tasks.rules.due import is_deadline
from qingdan_app.tasks.rules.lateness import days_late, late_since
from qingdan_app.tasks.rules.order import due_order
from qingdan_app.tasks.rules.states import ReportState, TaskState
from qingdan_app.workflows.moves import guard

TITLE_LENGTH = 140
COPIED = ("due_order", "state", "late_since", "list", "leader", "lead_unit")
"""What a unit's row carries of its task, so that one index serves a unit's page however it is filtered."""

MADE, MADE_OF_ROW = ("matter", "instances_until"), ("raw", "asked_at")
"""What the app alone writes into a task, and into the rows of its units."""

WITHOUT_DUE_DATE = frozenset({"Tentative", "Recurring", "Ongoing", "Contingent"})
"""Kinds of deadline that name no day by which a task is late."""


def title_of(text: str) -> str:
	"""The beginning of a text, on one line, as long as a title may be."""
	return " ".join((text or "").split())[:TITLE_LENGTH]


def report_name(task: str, number: int) -> str:
	"""The name of a task's report of that number."""
	return f"{task}-R{number:02d}"


def number_report(report: Document, task: Document) -> None:
	"""Give a new report the next number of its task, which is under lock."""
	task.report_count = cint(task.report_count) + 1
	report.set_new_name(set_name=report_name(task.name, task.report_count))


def open_for_change(report: Document) -> bool:
	"""A report is open for its unit while it is a draft or has been returned."""
	return filed.is_open(report.state)


def standing_of_report(report: Document) -> dict:
	"""What its form says: `{open, text, colour}`, whether its unit may change it, and a sentence where it needs one."""
	words = ("", "")
	if report.state == ReportState.RETURNED.value:
		words = (why_returned(report), "red")
	elif report.state == ReportState.FILED.value and report.kind == "Completion":
		words = (_("The decision is made on the task itself."), "blue")
	return {"open": open_for_change(report), "text": words[0], "colour": words[1]}


def why_returned(report: Document) -> str:
	"""Who has returned a report and why, and on a second line what its unit does now."""
	who = frappe.utils.get_fullname(report.decided_by) if report.decided_by else _("the reviewer")
	again = (
		_("Correct it and send it to review again.")
		if report.kind == "Completion"
		else _("Correct it and file it again.")
	)
	return "\n".join([_("Returned by {0}: {1}").format(who, report.opinion or ""), again])


def acknowledged(user: str, now: datetime) -> dict:
	"""The fields of a task that was acknowledged: its clock rings no more."""
	return {"acknowledged_by": user, "acknowledged_at": now, "acknowledge_next": None}


def refuse_unready(task: Document) -> None:
	"""Raise NotHandedOut for a task that is not handed out yet, RefusalOpen for one that its lead unit has refused."""
	if task.drafted:
		words = _("{0} is not handed out yet. The supervision office hands it out first.")
		frappe.throw(words.format(frappe.bold(task.name)), NotHandedOut)
	refuse_while_refused(task, task.lead_unit)


def refuse_while_refused(task: Document, lead: str) -> None:
	"""Raise RefusalOpen for a task of which its lead unit says that it is not its duty."""
	if task.open_refusal:
		words = _("Whether {0} is the duty of {1} is not settled yet; the supervision office answers first.")
		frappe.throw(words.format(frappe.bold(task.name), lead), RefusalOpen)


def keep_own_words(doc: Document, fieldnames: tuple[str, ...]) -> None:
	"""Raise OwnWordsFixed when a field that holds the source document's own words is changed, but by a document issued anew."""
	before = doc.get_doc_before_save()
	if not before or (doc.flags.revised and guard.is_permitted(doc)):
		return
	for fieldname in fieldnames:
		if (before.get(fieldname) or "") != (doc.get(fieldname) or ""):
			label = _(doc.meta.get_label(fieldname))
			frappe.throw(
				_("{0} holds the document's own words and stays as written. Add a comment instead.").format(
					label
				),
				OwnWordsFixed,
			)


def kept_by_flow(doc: Document, fieldname: str) -> Any:
	"""What a field holds that the app alone writes: whatever else was sent for it is passed over."""
	if guard.is_permitted(doc):
		return doc.get(fieldname)
	before = doc.get_doc_before_save()
	return before.get(fieldname) if before else None


def keep_what_is_made(task: Document) -> None:
	"""What only the app writes stays as it made it: what a task has come from, what it was once with, whose cell a row is."""
	for fieldname in MADE:
		task.set(fieldname, kept_by_flow(task, fieldname))
	before = task.get_doc_before_save()
	if guard.is_permitted(task) or not before:
		return
	task.set("earlier_units", [row.as_dict() for row in before.earlier_units])
	stored = {row.unit: row for row in before.units}
	for row in task.units:
		kept = stored.get(row.unit, row)
		row.update({name: kept.get(name) for name in MADE_OF_ROW})


def settle_due_date(task: Document) -> None:
	"""What has no due date by its kind keeps none, and so is late no longer."""
	if task.deadline_kind in WITHOUT_DUE_DATE:
		task.due_date = None


def check_due_date(task: Document) -> None:
	"""Raise DeadlineUnlikely where a new due date is so far away that it was typed wrongly."""
	is_new = task.due_date and task.has_value_changed("due_date")
	if is_new and not is_deadline(getdate(task.due_date), getdate()):
		frappe.throw(
			_("{0} is no likely deadline. Check the year.").format(frappe.bold(task.due_date)),
			DeadlineUnlikely,
		)


def arrange_units(task: Document) -> None:
	"""Set the lead unit from the rows, and copy to them what orders and filters a unit's page.

	Raises NeedsOneLead for two leads, UnitTwice for a unit that stands in two rows.
	"""
	leads = [row.unit for row in task.units if row.duty == "Lead"]
	if len(leads) > 1:
		frappe.throw(
			_("A task has one lead unit; {0} are marked as lead.").format("、".join(leads)), NeedsOneLead
		)
	task.lead_unit = leads[0] if leads else None
	task.due_order = due_order(task.due_date)
	for row in task.units:
		row.update({column: task.get(column) for column in COPIED})
	_refuse_unit_twice(task)


def _refuse_unit_twice(task: Document) -> None:
	units = [row.unit for row in task.units]
	twice = sorted({unit for unit in units if units.count(unit) > 1})
	if twice:
		frappe.throw(
			_("A unit stands in a task once; remove the second row of {0}.").format("、".join(twice)),
			UnitTwice,
		)


def refuse_at_rest(task: Document, what: Collection[str] = AT_REST) -> None:
	"""Raise TaskAtRest for a task that is suspended, terminated or merged; `what` says which of these is meant."""
	if task.course not in what:
		return
	words = _("{0} is {1} since {2}; nothing is asked of it. Ask for its resumption first.")
	if task.course in WITH_ITS_LIST:
		words = _("{0} is {1} since {2}; nothing is asked of it in this list any more.")
	since = frappe.format(task.course_since, "Date")
	frappe.throw(words.format(frappe.bold(task.name), _(task.course), since), TaskAtRest)


def judge_moved_deadline(task: Document) -> None:
	"""A deadline that was moved, or runs no longer, says anew whether its task is late; what it was stays beside it."""
	before = task.get_doc_before_save()
	moved = before and (task.has_value_changed("due_date") or task.has_value_changed("course"))
	if moved and task.state != TaskState.COMPLETED.value:
		filed = getdate(task.submitted_at) if task.state == TaskState.IN_REVIEW.value else None
		judge(task, filed, getdate())
		for row in task.units:
			row.late_since = task.late_since


def judge(task: Document, filed: date | None, today: date) -> None:
	"""Write whether a task is late today (`late_since`), and remember that it was (`was_late_since`).

	`filed` is the day on which the completion report under review was filed.
	"""
	task.late_since = late_since(marks.last_day_of(task), filed, today)
	task.was_late_since = task.was_late_since or task.late_since


def settle_lateness(task: Document, today: date) -> None:
	"""A completed task is late no longer: how many days late it was sent in is kept."""
	filed = getdate(task.submitted_at or today)
	judge(task, filed, today)
	task.update({"late_days": days_late(task.late_since, filed), "late_since": None})


def why_task_is_kept(task: Document) -> str:
	"""Why a task is not deleted: reports or decisions hang on it. Empty where it may be."""
	reports = frappe.db.exists("Qingdan Progress Report", {"task": task.name})
	log = frappe.db.exists(
		"Qingdan Approval Log", {"reference_doctype": task.doctype, "reference_name": task.name}
	)
	return _("{0} has reports or decisions and is kept.").format(task.name) if reports or log else ""


def why_report_is_kept(report: Document) -> str:
	"""Why a report is not deleted: it has been filed once. Empty where it may be."""
	is_kept = filed.is_kept(report.submitted_by, report.state)
	return _("{0} has been filed and is kept.").format(report.name) if is_kept else ""


def refuse_deletion(why: str) -> None:
	"""Raise HasHistory where there is a reason to keep a document."""
	if why:
		frappe.throw(why, HasHistory)
