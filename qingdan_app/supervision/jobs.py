"""Entry points of the scheduler."""

from datetime import date, timedelta

from frappe.utils import getdate, now_datetime

from qingdan_app import repeating
from qingdan_app.lights import all_tasks
from qingdan_app.reminders import collecting, stored_rules, telling
from qingdan_app.supervision import late_answers, opening_periods, owed_reports, reviews_due, stamping
from qingdan_app.tasks import owed_anew
from qingdan_app.working_time import site_calendar


@repeating.job
def stamp_late_tasks() -> None:
	"""Daily, after midnight: make the periods that begin, write the late stamp where a deadline has passed, or a milestone that nobody
	has reported, what is owed, the lights that follow from all of it, and who is to be reminded."""
	opening_periods.open_periods(getdate())
	_stamp(getdate())
	owed_reports.follow(getdate())
	all_tasks.light_due(getdate())
	collecting.collect(getdate())


@repeating.job
def remind() -> None:
	"""Every few minutes, with the sweep of clocks (hook `sweeps_of_clocks`): of reviews, in working hours alone, and by the rules of reminders.
	What is owed, and the lights, follow at any hour."""
	now = now_datetime()
	owed_reports.follow(getdate(now))
	all_tasks.light_due(getdate(now))
	if site_calendar.minutes_between(now, now + timedelta(minutes=1)):
		reviews_due.remind(getdate(now))
	if stored_rules.is_behind(getdate(now)):
		_stamp(getdate(now))
		collecting.collect(getdate(now))
	telling.tell_due(now)


def _stamp(today: date) -> None:
	stamping.stamp_late(today)
	stamping.stamp_late_milestones(today)
	late_answers.stamp(today)


def calendar_changed() -> None:
	"""Days of work have changed (hook `working_time_changed`)."""
	all_tasks.light_some(owed_anew.of_calendar(), getdate())
