"""Entry points of the scheduler and of the background for requests."""

import frappe
from frappe.utils import now_datetime

from qingdan_app import background, repeating
from qingdan_app.workflows.requests import following_posts, sweeping


def sweep_clocks() -> None:
	"""Every few minutes, by the scheduler: the clocks of requests, and those that apps add (hook `sweeps_of_clocks`)."""
	background.run_quietly(tick, "Sweep of clocks")
	for path in frappe.get_hooks("sweeps_of_clocks"):
		background.run_quietly(frappe.get_attr(path), "Sweep of clocks")


@repeating.job
def tick() -> None:
	"""Let the clocks of requests do what is due."""
	sweeping.tick_due(now_datetime())
	if sweeping.calendar_change():
		background.start_after_commit(reschedule, queue="long")
	if following_posts.noted_change():
		background.start_after_commit(following_posts.reseat_open, queue="long")


@repeating.job
def reseat() -> None:
	"""Once a day has begun: duties that begin or end with it take their turns along."""
	following_posts.reseat_open()


def calendar_changed() -> None:
	"""Days or hours have changed (hook `working_time_changed`): clocks that run are computed anew, in the background.

	That it has to be done is written down with the change, so that the next sweep does it where no worker was told.
	"""
	sweeping.note_calendar_change()
	background.start_after_commit(reschedule, queue="long")


@repeating.job
def reschedule() -> None:
	"""In the background: compute the clocks anew that a change of the calendar has touched."""
	sweeping.reschedule_open()
