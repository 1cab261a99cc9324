"""Entry points of the scheduler."""

from datetime import timedelta

from frappe.utils import getdate, now_datetime

from qingdan_app.lights import all_tasks
from qingdan_app.supervision import opening_periods, reviews_due, stamping
from qingdan_app.working_time import site_calendar


def stamp_late_tasks() -> None:
	"""Daily, after midnight: make the periods that begin, write the late stamp where a deadline has passed, or a milestone that nobody
	has reported, and then the lights that follow from all of it."""
	opening_periods.open_periods(getdate())
	stamping.stamp_late(getdate())
	stamping.stamp_late_milestones(getdate())
	all_tasks.light_all(getdate())


def remind() -> None:
	"""Every few minutes, with the sweep of clocks (hook `sweeps_of_clocks`): of reviews, in working hours alone."""
	now = now_datetime()
	if site_calendar.minutes_between(now, now + timedelta(minutes=1)):
		reviews_due.remind(getdate(now))
