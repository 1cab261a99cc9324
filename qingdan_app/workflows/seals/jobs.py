"""Entry points of the scheduler for seals."""

import frappe

from qingdan_app import repeating
from qingdan_app.workflows.seals import histories, letters, sealing

MOST = 40
"""Seals that one night checks: after a long time without, the next nights go on."""


@repeating.job
def seal() -> None:
	"""Daily, late: note what histories say, seal the heads of all logs and mail the seal to those who keep seals."""
	histories.note_days()
	made = sealing.seal_heads()
	if made:
		letters.mail(made)
		frappe.logger("qingdan").info(f"seal {made.number} {made.digest}")


@repeating.job
def verify() -> None:
	"""Nightly, some time after the seal: check what was sealed since the last check, and tell the administrators where it is broken."""
	if found := sealing.verify_new(MOST):
		letters.tell_faults(found)
