"""Entry points of the scheduler."""

from frappe.utils import getdate

from qingdan_app.supervision import stamping


def stamp_late_tasks() -> None:
	"""Daily, after midnight: write the late stamp where a deadline has passed, or a milestone that nobody has reported."""
	stamping.stamp_late(getdate())
	stamping.stamp_late_milestones(getdate())
