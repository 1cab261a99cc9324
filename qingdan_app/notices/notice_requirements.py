"""What holds for a supervision notice however it is written, and what it needs to be issued."""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.notices.exceptions import NoticeIncomplete, NoticeIsIssued
from qingdan_app.notices.rules.notice_states import NoticeState
from qingdan_app.tasks.rules.course import CLOSED
from qingdan_app.tasks.rules.states import TaskState

NOTICE, ROW, TASK = "Qingdan Supervision Notice", "Qingdan Notice Task", "Qingdan Task"
MOST = 100
"""Tasks of one notice."""
SAID = ("title", "text", "due_date", "state", "late_since", "course", "drafted", "lead_unit")


def is_open(notice: Document) -> bool:
	"""Whether its words may still be changed."""
	return (notice.state or NoticeState.DRAFT.value) == NoticeState.DRAFT.value


def refuse_change(notice: Document) -> None:
	"""Raise NoticeIsIssued where what a unit has received is written anew."""
	before = notice.get_doc_before_save()
	if before and not is_open(before):
		frappe.throw(
			_("{0} was issued and keeps its words. Call it off with a reason, and issue another.").format(
				frappe.bold(notice.number or notice.name)
			),
			NoticeIsIssued,
		)


def refuse_deletion(notice: Document) -> None:
	"""Raise NoticeIsIssued: a number that was given is kept, so that none is missing."""
	if not is_open(notice):
		frappe.throw(
			_("{0} was issued and is kept.").format(frappe.bold(notice.number or notice.name)), NoticeIsIssued
		)


def settle(notice: Document) -> None:
	"""Each task once, as it stands now, and what people call the notice."""
	seen: set[str] = set()
	notice.set("tasks", [row for row in notice.tasks if not (row.task in seen or seen.add(row.task))])
	for row in notice.tasks:
		now = frappe.db.get_value(TASK, row.task, SAID, as_dict=True) or {}
		row.update({"task_title": now.get("title"), "text": now.get("text"), "due_date": now.get("due_date")})
		row.update({"task_state": now.get("state"), "late_since": now.get("late_since")})
	notice.title = title_of(notice)


def title_of(notice: Document) -> str:
	"""Its number, and the first of its tasks with how many there are."""
	first = notice.tasks[0].task_title if notice.tasks else ""
	more = f" (+{len(notice.tasks) - 1})" if len(notice.tasks) > 1 else ""
	return " ".join(filter(None, [notice.number, first or ""]))[: 140 - len(more)] + more


def may_issue(task: Document) -> bool:
	"""Whether the session's user issues notices about this task as it stands."""
	ended = task.state == TaskState.COMPLETED.value or (task.course or "") in CLOSED
	return bool(frappe.has_permission(NOTICE, "create")) and not (task.drafted or ended)


def check_ready(notice: Document) -> None:
	"""Raise NoticeIncomplete for what is missing before a notice is issued."""
	missing = list(_missing(notice))
	if missing:
		frappe.throw(_("The notice cannot be issued yet: {0}.").format("；".join(missing)), NoticeIncomplete)


def _missing(notice: Document) -> Iterator[str]:
	if frappe.db.get_value("Qingdan Unit", notice.unit, "disabled"):
		yield _("{0} is no longer in use").format(notice.unit)
	if not (notice.demand or "").strip():
		yield _("it does not say what is demanded")
	if not 0 < len(notice.tasks) <= MOST:
		yield _("name between one and {0} tasks").format(MOST)
	if notice.due_date and getdate(notice.due_date) < getdate():
		yield _("its answer would be late at once; name a day from today on")
	for row in notice.tasks:
		yield from _why_not(row.task, notice.unit)


def _why_not(name: str, unit: str) -> Iterator[str]:
	task = frappe.db.get_value(TASK, name, SAID, as_dict=True)
	if task.drafted:
		yield _("{0} is not handed out yet").format(name)
	elif task.state == TaskState.COMPLETED.value or (task.course or "") in CLOSED:
		yield _("{0} is completed or ended").format(name)
	if not frappe.db.exists("Qingdan Task Unit", {"parent": name, "parenttype": TASK, "unit": unit}):
		yield _("{0} is not a task of {1}").format(name, unit)
