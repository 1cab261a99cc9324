"""The writer of the end of a list: archived with a closing report, and opened again with a reason."""

import json
from collections.abc import Mapping, Sequence

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from qingdan_app.archiving import what_is_open
from qingdan_app.archiving.exceptions import ArchivedAlready, NotReadyToArchive, ReopeningNeedsReason
from qingdan_app.archiving.rules.acts import ARCHIVE, OPEN_AGAIN
from qingdan_app.archiving.rules.figures import figures_of, grouped
from qingdan_app.changes.closing import Close
from qingdan_app.changes.granted import clock_anew
from qingdan_app.markup import harmless
from qingdan_app.messaging import outbox
from qingdan_app.organization import people
from qingdan_app.tasks import archived, at_once, changing, totals
from qingdan_app.tasks.of_a_list import LIST, TASK
from qingdan_app.tasks.rules.course import Course, with_rest
from qingdan_app.workflows.exceptions import WrongItems
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import MOST_STEPS, Done, drain

CLOSING_REPORT = "Qingdan Closing Report"
MOST = 3000
"""Tasks of all lists that are archived at once; one list is archived however long it is."""


def check_may_archive() -> None:
	"""Raise PermissionError for whoever neither supervises nor administers lists."""
	if not people.standing_of().hands_out:
		frappe.throw(
			_("The supervision office and list administrators archive lists, and open them again."),
			frappe.PermissionError,
		)


def archive(list_: str, remark: str = "") -> Document:
	"""Archive a list as a whole; its closing report. Raises ArchivedAlready, NotReadyToArchive with everything that waits."""
	doc, tasks = _locked(list_, archived_now=False)
	if problems := what_is_open.undecided(tasks, list_, locked=True):
		frappe.throw(
			_("{0} cannot be archived yet: {1}.").format(frappe.bold(list_), "；".join(problems)),
			NotReadyToArchive,
		)
	report = _write_report(doc, tasks, remark)
	with outbox.gathered():
		_rest(doc, tasks, report)
	_stamp(doc, now_datetime(), frappe.session.user)
	return report


def check_how_many(lists: Sequence[str]) -> None:
	"""Raise WrongItems for lists of more tasks than whoever pressed the button would wait for."""
	if len(lists) > 1 and frappe.db.count(TASK, {"list": ("in", lists)}) > MOST:
		words = _("Archive lists of up to {0} tasks in all at once; choose fewer lists.")
		frappe.throw(words.format(MOST), WrongItems)


def open_again(list_: str, reason: str) -> Document:
	"""Open an archived list again; its closing report, which says why. What was carried over meanwhile stays so.

	Raises ReopeningNeedsReason, ArchivedAlready for one that is open.
	"""
	reason = harmless((reason or "").strip())
	if not reason:
		frappe.throw(_("Say why the list is opened again."), ReopeningNeedsReason)
	doc, tasks = _locked(list_, archived_now=True)
	with archived.permit(list_):
		report = _note_reopening(list_, reason)
		_stamp(doc, None, None)
		_go_on([row for row in tasks if row.course == Course.ARCHIVED.value], report)
	return report


def last_report(list_: str) -> Document | None:
	"""The closing report of the last time that a list was archived."""
	name = frappe.db.get_value(CLOSING_REPORT, {"list": list_}, order_by="archived_at desc, name desc")
	return frappe.get_doc(CLOSING_REPORT, name, for_update=True) if name else None


def suspended_before(report: Document | None) -> set[str]:
	"""The tasks that were suspended already when their list was archived."""
	return set(json.loads(report.rested or "[]")) if report else set()


def _locked(list_: str, archived_now: bool) -> tuple[Document, list[Mapping]]:
	"""The list and its tasks, all under lock: whoever writes a task has that first and the list afterwards.

	A task that somebody has brought in while this waited for the list is among them.
	"""
	what_is_open.tasks_of(list_, locked=True)
	doc = frappe.get_doc(LIST, list_, for_update=True)
	if bool(doc.archived_at) != archived_now:
		words = _("{0} is not archived.") if archived_now else _("{0} is archived already.")
		frappe.throw(words.format(frappe.bold(list_)), ArchivedAlready)
	return doc, what_is_open.tasks_of(list_, locked=True)


def _write_report(doc: Document, tasks: list[Mapping], remark: str) -> Document:
	report, figures = frappe.new_doc(CLOSING_REPORT), figures_of(tasks)
	report.update({"list": doc.name, "title": doc.title, "remark": harmless((remark or "").strip())})
	report.update({"archived_at": now_datetime(), "archived_by": frappe.session.user, **figures})
	report.still_open = sum(map(what_is_open.is_open, tasks))
	report.units = json.dumps(grouped(tasks, "lead_unit"), ensure_ascii=False)
	report.leaders = json.dumps(grouped(tasks, "leader"), ensure_ascii=False)
	report.rested = json.dumps([row.name for row in tasks if row.course == Course.SUSPENDED.value])
	with guard.permit(report):
		return report.insert(ignore_permissions=True)  # the act asks who may; nobody writes one by hand


def _rest(doc: Document, rows: Sequence[Mapping], report: Document) -> None:
	"""What is open rests, and the log of each task says so; approvals end on all tasks, and whoever had the turn is told."""
	held, why = Held(), _("{0} is archived").format(doc.title)
	left = [*filter(what_is_open.is_open, rows)]
	at_once.hold(held, (row.name for row in left))
	for row in left:
		since = row.course_since if row.course else getdate()
		values = {"course": Course.ARCHIVED.value, "course_since": since, "acknowledge_next": None}
		_write(held, row.name, ARCHIVE, values, report)
	close(held, what_is_open.under_approval(rows), why)
	totals.everything_changed()


def close(held: Held, tasks: Sequence[str], why: str) -> None:
	"""Take back what was asked about these tasks, however many they are: an act is refused after a thousand steps, and has as many parts as there are tasks."""
	for begins in range(0, len(tasks), MOST_STEPS):
		drain(held, Done([Close(name, why) for name in tasks[begins : begins + MOST_STEPS]]))
	drain(held, Done())


def _go_on(rows: Sequence[Mapping], report: Document) -> None:
	held, before = Held(), suspended_before(report)
	at_once.hold(held, (row.name for row in rows))
	for row in rows:
		values = _running_again(held.read(TASK, row.name), row.name in before)
		_write(held, row.name, OPEN_AGAIN, values, report, report.reopening_reason)
	drain(held, Done())
	totals.everything_changed()


def _running_again(task: Document, suspended: bool) -> dict:
	"""What was suspended is suspended still; anything else has rested since its list was archived."""
	if suspended:
		return {"course": Course.SUSPENDED.value}
	values = {"course": Course.RUNNING.value, "course_since": None}
	values["rests"] = with_rest(task.rests, getdate(task.course_since), getdate())
	return {**values, **clock_anew(task, values)}


def _write(held: Held, name: str, act: str, values: Mapping, report: Document, opinion: str = "") -> None:
	at_once.write(held, name, changing.Change(act, values, {"closing_report": report.name}, opinion))


def _note_reopening(list_: str, reason: str) -> Document:
	report = last_report(list_)
	report.update({"reopened_at": now_datetime(), "reopened_by": frappe.session.user})
	report.reopening_reason = reason
	with guard.permit(report):
		return report.save(ignore_permissions=True)  # nobody writes one by hand


def _stamp(doc: Document, at: object, by: str | None) -> None:
	doc.update({"archived_at": at, "archived_by": by})
	with guard.permit(doc):
		doc.save(ignore_permissions=True)  # supervision archives lists, and writes none
