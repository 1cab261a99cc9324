"""The writer of supervision notices: many tasks at once, one notice for each unit that leads some of them; and their numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app import shapes
from qingdan_app.notices import telling
from qingdan_app.notices.exceptions import NoticeIncomplete
from qingdan_app.notices.notice_requirements import MOST, NOTICE, TASK
from qingdan_app.notices.rules.notice_clock import due_on
from qingdan_app.notices.rules.notice_numbers import number_of
from qingdan_app.organization import settings
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.moves.held import Held
from qingdan_app.working_time import site_calendar

WORDS = {"level": shapes.text, "demand": shapes.text, "due_date": shapes.day}
"""What a caller says of all notices of one act."""


class Issued(NamedTuple):
	"""A notice that was issued."""

	name: str
	number: str
	unit: str
	tasks: int


def issue(words: Mapping, names: Iterable[str]) -> list[Issued]:
	"""Issue a notice to each unit that leads some of the tasks, about all of these; all of them or none, each person told once.

	Raises PermissionError for a task that is not there to be seen, and NoticeIncomplete.
	"""
	by_unit, held = _by_unit(names), Held()
	for name in sorted(task for tasks in by_unit.values() for task in tasks):
		held.read(TASK, name)
	notices = [_issue(words, unit, tasks, held) for unit, tasks in sorted(by_unit.items())]
	telling.tell_issued(notices, f"notice/{frappe.generate_hash(length=20)}")
	return [Issued(notice.name, notice.number, notice.unit, len(notice.tasks)) for notice in notices]


def number(notice: Document) -> None:
	"""Give a notice the next number of the year, and the day by which it is answered. Under the lock of the last number: no
	number is given twice, and one whose notice comes to nothing is given again."""
	year = getdate().year
	last = frappe.db.sql(LAST, year, pluck=True)
	serial = (last[0] if last else 0) + 1
	notice.update({"year": year, "serial": serial})
	notice.number = number_of(year, serial, settings.notice_prefix())
	due = due_on(
		getdate(notice.due_date) if notice.due_date else None,
		getdate(),
		days_of(notice.level),
		site_calendar.day_after,
	)
	notice.update({"due_date": due, "first_due_date": due, "title": f"{notice.number} {notice.title}"[:140]})


LAST = """select `serial` from `tabQingdan Supervision Notice` where `year` = %s
	order by `serial` desc limit 1 for update"""


def days_of(level: str) -> int:
	"""Within how many working days a notice of a level is answered, as the office has set it."""
	return settings.notice_days(level)


def _by_unit(names: Iterable[str]) -> dict[str, list[str]]:
	names = [*dict.fromkeys(names)]
	if not 0 < len(names) <= MOST:
		frappe.throw(_("Choose between one and {0} tasks.").format(MOST), NoticeIncomplete)
	rows = frappe.get_list(TASK, {"name": ("in", names)}, ["name", "lead_unit"], limit_page_length=0)
	unseen = set(names) - {row.name for row in rows}
	if unseen:
		frappe.throw(
			_("There are no such tasks, or they are not yours to see: {0}").format(
				"、".join(sorted(unseen)[:10])
			),
			frappe.PermissionError,
		)
	without = [row.name for row in rows if not row.lead_unit]
	if without:
		frappe.throw(_("No unit leads these tasks: {0}").format("、".join(without[:10])), NoticeIncomplete)
	by_unit: dict[str, list[str]] = defaultdict(list)
	for row in rows:
		by_unit[row.lead_unit].append(row.name)
	return by_unit


def _issue(words: Mapping, unit: str, tasks: Sequence[str], held: Held) -> Document:
	notice = frappe.new_doc(NOTICE)
	notice.update({name: words.get(name) or None for name in WORDS})
	notice.update({"unit": unit, "tasks": [{"task": task} for task in sorted(tasks)]})
	notice.insert()
	notice.flags.issued_together = True
	return performing.perform_on(notice, "issue_notice", held=held)
