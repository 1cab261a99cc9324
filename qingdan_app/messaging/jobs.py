"""Entry points of the background and of the scheduler for messages."""

import frappe

from qingdan_app import background, repeating
from qingdan_app.messaging import delivering


@repeating.job
def deliver() -> None:
	"""After an act, and every few minutes for what was left behind: deliver what is due.

	The job of one act delivers everybody's messages, so it is nobody's own.
	"""
	frappe.set_user("Administrator")
	if delivering.deliver_due():
		background.start_after_commit(deliver)


def sweep_messages() -> None:
	"""Every few minutes, by the scheduler."""
	background.run_quietly(deliver, "Sweep of messages")
