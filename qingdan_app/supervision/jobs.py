"""Entry points of the scheduler."""

from datetime import timedelta

from frappe.utils import getdate, now_datetime

from qingdan_app.lights import all_tasks
from qingdan_app.supervision import opening_periods, owed_reports, reviews_due, stamping
from qingdan_app.tasks import owed_anew
from qingdan_app.working_time import site_calendar


def stamp_late_tasks() -> None:
	"""Daily, after midnight: make the periods that begin, write the late stamp where a deadline has passed, or a milestone that nobody
	has reported, what is owed, and then the lights that follow from all of it."""
	opening_periods.open_periods(getdate())
	stamping.stamp_late(getdate())
	stamping.stamp_late_milestones(getdate())
	owed_reports.follow(getdate())
	all_tasks.light_due(getdate())


def remind() -> None:
	"""Every few minutes, with the sweep of clocks (hook `sweeps_of_clocks`): of reviews, in working hours alone; what is owed, and the lights, follow at any hour."""
	now = now_datetime()
	owed_reports.follow(getdate(now))
	all_tasks.light_due(getdate(now))
	if site_calendar.minutes_between(now, now + timedelta(minutes=1)):
		reviews_due.remind(getdate(now))


def calendar_changed() -> None:
	"""Days of work have changed (hook `working_time_changed`)."""
	all_tasks.light_some(owed_anew.of_calendar(), getdate())
