"""Entry points of the scheduler for approvals."""

import frappe
from frappe.utils import now_datetime

from qingdan_app.workflows.approvals import seal_letters, sealing, sweeping


def tick() -> None:
	"""Every few minutes: let the clocks of requests do what is due."""
	sweeping.tick_due(now_datetime())


def seal() -> None:
	"""Daily: seal the heads of all logs and mail the seal to those who keep seals."""
	made = sealing.seal_heads()
	if made:
		seal_letters.mail(made)
		frappe.logger("qingdan").info(f"seal {made.number} {made.digest}")
