"""A supervision notice as an office sends it: one set of words, for the print format and for the Word file."""

from typing import Any

from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate, getdate

from qingdan_app.notices import notice_word
from qingdan_app.notices.notice_requirements import NOTICE
from qingdan_app.organization import settings
from qingdan_app.organization.rules.standing import Role
from qingdan_app.workflows.papers.fields import as_typed
from qingdan_app.workflows.papers.rendering import render
from qingdan_app.workflows.papers.sheet import readable

TEMPLATE = "qingdan_app/notices/notice_paper.html"


def qingdan_supervision_notice(doc: Any) -> str:
	"""A notice as HTML: what its print format calls. Raises frappe.PermissionError."""
	return render(TEMPLATE, of_notice(readable(NOTICE, doc.name)))


def of_notice(notice: Document) -> dict:
	"""What stands on it: `{title, number, level, issued, to, opening, columns, rows, demand_label, demand, closing, office, day}`."""
	return {
		"title": _("Supervision Notice"),
		"number": notice.number or _("Draft"),
		"level": _("Level: {0}").format(_(notice.level)),
		"to": _("{0}:").format(notice.unit),
		"opening": _("The following {0} tasks that your unit answers for are under supervision.").format(
			len(notice.tasks)
		),
		"columns": [_("No."), _("Number"), _("Task"), _("Due Date"), _("Standing")],
		"rows": [
			[str(row.idx), row.task, as_typed(row.text), _day(row.due_date), _standing(row)]
			for row in notice.tasks
		],
		"demand_label": _("What Is Demanded"),
		"demand": as_typed(notice.demand),
		"closing": _("Please sign for this notice, and answer it by {0}.").format(_long(notice.due_date))
		if notice.due_date
		else _("Please sign for this notice, and answer it."),
		"office": settings.notice_office() or _(Role.SUPERVISION.value),
		"day": _long(notice.issued_at and getdate(notice.issued_at)),
	}


def _standing(row: Document) -> str:
	late = _("late since {0}").format(_day(row.late_since)) if row.late_since else ""
	return "，".join(filter(None, [_(row.task_state or ""), late]))


def _day(day: Any) -> str:
	return formatdate(day, "yyyy-MM-dd") if day else ""


def _long(day: Any) -> str:
	"""A day as a letter has it: 2021年3月1日."""
	return formatdate(day, "long") if day else ""


def file_name(notice: Document) -> str:
	"""What its Word file is called."""
	return f"{notice.number or notice.name}.docx"


def word_of(name: str) -> tuple[str, bytes]:
	"""The name and the content of a notice's Word file. Raises frappe.PermissionError."""
	notice = readable(NOTICE, name)
	return file_name(notice), notice_word.written(of_notice(notice))
