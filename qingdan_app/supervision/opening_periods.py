"""The nightly sweep over what time itself changes: a period that has begun gets its row, what nobody has to look at yet a day for it."""

from datetime import date

import frappe

from qingdan_app.tasks import periods, review_days, stages


def open_periods(today: date) -> int:
	"""Make the periods that have begun since the last run, and set reviews; answers of how many tasks. Safe to run twice, and catches up after days.

	Each task stands by itself: one that cannot be saved is logged, and the others go on.
	"""
	lacking = dict.fromkeys([*periods.lacking(today), *review_days.lacking(), *stages.lacking(today)])
	return sum(map(_open, lacking))


def _open(name: str) -> int:
	try:
		periods.make(name)
		frappe.db.commit()  # nosemgrep: a long sweep; each task stands by itself
	except Exception:
		frappe.db.rollback()
		frappe.log_error(f"The periods of {name} were not made")
		return 0
	return 1
