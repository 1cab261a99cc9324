"""What reports say of a unit: filed in time, late or empty, sent back, or not there. Reads only.

A report that stands at several tasks of one matter counts once, where it was filed; one that is missing on several, at the first of them.
"""

from collections.abc import Iterator
from datetime import date

import frappe
from frappe.utils import getdate

from qingdan_app.scores import once_a_matter
from qingdan_app.scores.rules.score_events import Event, EventKind
from qingdan_app.scores.span import DAY, Span
from qingdan_app.scores.who_answered import TASK, WhoAnswered, month_of
from qingdan_app.tasks import obligations, reporters
from qingdan_app.tasks.rules.obligation import Owed

REPORT = "Qingdan Progress Report"
FILED = """select `report`.`name`, `report`.`task`, `report`.`unit`, ifnull(`report`.`due_on`, `report`.`period_ends`) as `due`,
	`report`.`done`, ifnull((select min(`log`.`acted_at`) from `tabQingdan Approval Log` `log`
		where `log`.`reference_doctype` = 'Qingdan Progress Report' and `log`.`reference_name` = `report`.`name`
		and `log`.`act` = 'file'), `report`.`submitted_at`) as `filed`
	from `tabQingdan Progress Report` `report` join `tabQingdan Task` `task` on `task`.`name` = `report`.`task`
	where `task`.`list` = %(list)s and `report`.`kind` = 'Period' and `report`.`state` in %(filed)s and `report`.`stands_from` is null
		and ifnull(`report`.`due_on`, `report`.`period_ends`) between %(first)s and %(last)s"""
SENT_BACK = """select `report`.`name`, `report`.`task`, `report`.`unit`, `log`.`acted_at` as `day`,
	ifnull(ifnull(`report`.`due_on`, `report`.`period_ends`), `log`.`acted_at`) as `due`
	from `tabQingdan Progress Report` `report` join `tabQingdan Task` `task` on `task`.`name` = `report`.`task`
	join `tabQingdan Approval Log` `log` on `log`.`reference_doctype` = 'Qingdan Progress Report'
		and `log`.`reference_name` = `report`.`name` and `log`.`act` = 'return'
	where `task`.`list` = %(list)s and `report`.`stands_from` is null and `log`.`acted_at` >= %(first)s and `log`.`acted_at` < %(after)s"""
REPORTED_ON = """select `name`, `list`, `state`, `started_at`, `completed_at`, `course_since`, `rests`, `same_matter` from `tabQingdan Task`
	where `list` = %(list)s and `drafted` = 0 and `started_at` is not null and `started_at` < %(after)s"""


def filed(span: Span, who: WhoAnswered) -> Iterator[Event]:
	"""Each report that fell due in these days and was filed, by the day of its first filing; what was wrong with it is that it was sent back."""
	for row in frappe.db.sql(FILED, {**span.values, "filed": reporters.FILED}, as_dict=True):
		late, empty = getdate(row.filed) > row.due, len((row.done or "").strip()) < span.empty_below
		about = _about(row, who)
		if late:
			yield who.event(EventKind.REPORTED_LATE, row.unit, row.due, (REPORT, row.name), **about)
		if empty:
			yield who.event(EventKind.EMPTY, row.unit, row.due, (REPORT, row.name), **about)
		if not late and not empty:
			yield who.event(EventKind.REPORTED_IN_TIME, row.unit, row.due, (REPORT, row.name), **about)


def sent_back(span: Span, who: WhoAnswered) -> Iterator[Event]:
	"""Each report that was sent back on a day."""
	for row in frappe.db.sql(SENT_BACK, span.values, as_dict=True):
		yield who.event(EventKind.SENT_BACK, row.unit, row.day, (REPORT, row.name), **_about(row, who))


def missing(span: Span, who: WhoAnswered) -> Iterator[Event]:
	"""Each report that fell due in these days, before today, and is not filed; the task is what stands behind it."""
	tasks = {row.name: row for row in frappe.db.sql(REPORTED_ON, span.values, as_dict=True)}
	owed = obligations.owed_between(tasks, span.first, min(span.last, getdate() - DAY))
	owing = {about: _owing(who, about[0], each) for about, each in owed.items()}
	asked_before = once_a_matter.asked_before(tasks.values(), owed)
	for about, bodies in reporters.missing_among(owing).items():
		due = owed[about].due
		for unit in bodies:
			if who.of_today(unit) in asked_before.get(about, ()):
				continue
			duty = who.duty_of(about[0], unit, due)
			more = {"duty": duty, "task": about[0], "period": month_of(due)}
			yield who.event(EventKind.MISSING, unit, due, (TASK, about[0]), **more)


def _owing(who: WhoAnswered, task: str, owed: Owed) -> list[str]:
	rows = [{"unit": unit, "duty": duty.value} for unit, duty in who.on(task, owed.due)]
	return obligations.owing(rows, owed)


def _about(row: frappe._dict, who: WhoAnswered) -> dict:
	due: date = getdate(row.due)
	return {"duty": who.duty_of(row.task, row.unit, due), "task": row.task, "period": month_of(due)}
