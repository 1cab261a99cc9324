"""Entry points of the scheduler for seals."""

import frappe

from qingdan_app import repeating
from qingdan_app.workflows.seals import histories, letters, sealing


@repeating.job
def seal() -> None:
	"""Daily, late: note what histories say, seal the heads of all logs and mail the seal to those who keep seals."""
	histories.note_days()
	made = sealing.seal_heads()
	if made:
		letters.mail(made)
		frappe.logger("qingdan").info(f"seal {made.number} {made.digest}")
