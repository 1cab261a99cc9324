"""Entry points of the scheduler and of the background for requests."""

import frappe
from frappe.utils import now_datetime

from qingdan_app.workflows.requests import sweeping


def tick() -> None:
	"""Every few minutes: let the clocks of requests do what is due."""
	sweeping.tick_due(now_datetime())


def calendar_changed() -> None:
	"""Days or hours have changed (hook `working_time_changed`): clocks that run are computed anew, in the background."""
	frappe.enqueue(sweeping.reschedule_open, queue="long", enqueue_after_commit=True)
