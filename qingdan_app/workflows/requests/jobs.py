"""Entry points of the scheduler and of the background for approvals."""

import frappe
from frappe.utils import now_datetime

from qingdan_app.workflows.requests import sweeping
from qingdan_app.workflows.seals import letters, sealing
from qingdan_app.working_time import site


def tick() -> None:
	"""Every few minutes: let the clocks of requests do what is due."""
	sweeping.tick_due(now_datetime())


def calendar_changed() -> None:
	"""Days or hours have changed: clocks that run are computed anew, in the background, once that is committed."""
	site.forget()
	frappe.enqueue(sweeping.reschedule_open, queue="long", enqueue_after_commit=True)


def seal() -> None:
	"""Daily: seal the heads of all logs and mail the seal to those who keep seals."""
	made = sealing.seal_heads()
	if made:
		letters.mail(made)
		frappe.logger("qingdan").info(f"seal {made.number} {made.digest}")
