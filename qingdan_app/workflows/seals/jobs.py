"""Entry points of the scheduler for seals."""

import frappe

from qingdan_app import repeating
from qingdan_app.workflows.seals import histories, letters, sealing

LONGEST = 3600
"""Seconds after which a night begins no further seal: the next nights go on."""
TIMEOUT = 4 * LONGEST
"""Seconds: the seal of every log of a large site is one of them."""


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
	"""Nightly, some time after the seal: have what was sealed since the last check checked."""
	words = {"queue": "long", "timeout": TIMEOUT, "job_id": "qingdan_check_seals", "deduplicate": True}
	frappe.enqueue(check, **words)


def check() -> None:
	"""Check one seal after the other, each in a transaction of its own; administrators are told where something is broken."""
	sealing.verify_new(LONGEST, repeating.repeat)
