"""The clocks of what is not acknowledged yet: begun with handing out, computed anew when working time or its hours change."""

from datetime import datetime

import frappe
from frappe.utils import cint

from qingdan_app.handing_out.rules.time_to_acknowledge import Clock, clock_from
from qingdan_app.organization import settings
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.working_time import site_calendar

TASK, LIST = "Qingdan Task", "Qingdan List"


def clock_of(list_: str, begun: datetime) -> Clock | None:
	"""The clock of a task of that list, which began then."""
	return clock_from(begun, hours_of(list_), site_calendar.due_after)


def hours_of(list_: str) -> int:
	"""Within how many working hours a unit acknowledges: as the list says, else the settings."""
	return cint(frappe.db.get_value(LIST, list_, "acknowledge_hours")) or settings.acknowledge_hours()


def stamps(clock: Clock | None, begun: datetime, reminded: bool = False) -> dict:
	"""The fields by which a task carries its clock."""
	return {
		"acknowledge_from": begun,
		"acknowledge_due": clock and clock.due,
		"acknowledge_next": clock and clock.next_ring(reminded),
	}


def unacknowledged() -> dict:
	"""Filters of tasks that wait to be acknowledged."""
	return {
		"state": TaskState.WAITING.value,
		"drafted": 0,
		"course": ("is", "not set"),
		"open_refusal": ("is", "not set"),
		"acknowledged_by": ("is", "not set"),
		"lead_unit": ("is", "set"),
	}


def reckon_anew(list_: str | None = None) -> None:
	"""Compute the clocks that run anew, of one list or of all: its hours, or the working time, have changed."""
	for of_list, begun, reminded in frappe.db.sql(RUNNING, {"list": list_}):
		values = stamps(clock_of(of_list, begun), begun, bool(reminded))
		same = {"of_list": of_list, "begun": begun, "reminded": reminded}
		frappe.db.sql(RECKONED, {**values, **same})


RUNNING = """select `list`, `acknowledge_from`, `acknowledge_next` >= `acknowledge_due` as `reminded` from `tabQingdan Task`
	where `acknowledge_next` is not null and `list` = ifnull(%(list)s, `list`) group by 1, 2, 3"""
RECKONED = """update `tabQingdan Task` set `acknowledge_next` = %(acknowledge_next)s, `acknowledge_due` = %(acknowledge_due)s
	where `list` = %(of_list)s and `acknowledge_from` = %(begun)s and `acknowledge_next` is not null
		and (`acknowledge_next` >= `acknowledge_due`) = %(reminded)s"""
"""Tasks that were handed out together have one clock: few statements, however many tasks."""
