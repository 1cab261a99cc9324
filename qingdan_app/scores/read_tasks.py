"""What became of the tasks of a unit: completed, overdue, red. Reads only."""

from collections.abc import Iterator

import frappe
from frappe.utils import getdate

from qingdan_app.scores.rules.score_events import Event, EventKind
from qingdan_app.scores.span import DAY, Span
from qingdan_app.scores.who_answered import TASK, WhoAnswered, month_of

COMPLETED = """select `name`, `completed_at`, `late_days`, `was_late_since` from `tabQingdan Task`
	where `list` = %(list)s and `drafted` = 0 and `state` = '已完成'
		and `completed_at` >= %(first)s and `completed_at` < %(after)s"""
OVERDUE = """select `name`, ifnull(`late_since`, `was_late_since`) as `since` from `tabQingdan Task`
	where `list` = %(list)s and `drafted` = 0 and (`late_since` <= %(last)s
		or (`completed_at` >= %(after)s and `late_days` > 0 and `was_late_since` <= %(last)s))"""
TURNED_RED = """select `light`.`name`, `light`.`task`, `light`.`day` from `tabQingdan Light Change` `light`
	join `tabQingdan Task` `task` on `task`.`name` = `light`.`task`
	where `task`.`list` = %(list)s and `light`.`light` = 'Red' and ifnull(`light`.`was`, '') != 'Red'
		and `light`.`day` between %(first)s and %(last)s"""


def completed(span: Span, who: WhoAnswered) -> Iterator[Event]:
	"""Each task that was completed, for all who answered for it then."""
	for row in frappe.db.sql(COMPLETED, span.values, as_dict=True):
		late = bool(row.late_days)
		kind = EventKind.COMPLETED_LATE if late else EventKind.COMPLETED_IN_TIME
		cause = getdate(row.was_late_since) - DAY if late and row.was_late_since else row.completed_at
		yield from _of_all(kind, row, row.completed_at, cause, who)


def overdue(span: Span, who: WhoAnswered) -> Iterator[Event]:
	"""Each task that was overdue at the end of the last day, for all who answered for it then."""
	for row in frappe.db.sql(OVERDUE, span.values, as_dict=True):
		yield from _of_all(EventKind.OVERDUE, row, span.last, getdate(row.since) - DAY, who)


def turned_red(span: Span, who: WhoAnswered) -> Iterator[Event]:
	"""Each time that a light turned red, for whoever led the task. Time turns it the night after: its cause lies on the day before."""
	for row in frappe.db.sql(TURNED_RED, span.values, as_dict=True):
		about = {"task": row.task, "period": month_of(getdate(row.day) - DAY)}
		for unit in who.leads_on(row.task, row.day):
			yield who.event(EventKind.TURNED_RED, unit, row.day, ("Qingdan Light Change", row.name), **about)


def _of_all(kind: EventKind, row: frappe._dict, day, cause, who: WhoAnswered) -> Iterator[Event]:
	for unit, duty in who.on(row.name, getdate(day)):
		more = {"duty": duty, "task": row.name, "period": month_of(cause)}
		yield who.event(kind, unit, day, (TASK, row.name), **more)
