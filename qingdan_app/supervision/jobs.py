"""Entry points of the scheduler."""

from frappe.utils import getdate

from qingdan_app.supervision import opening_periods, stamping


def stamp_late_tasks() -> None:
	"""Daily, after midnight: make the periods that begin, and write the late stamp where a deadline has passed, or a milestone that nobody has reported."""
	opening_periods.open_periods(getdate())
	stamping.stamp_late(getdate())
	stamping.stamp_late_milestones(getdate())
