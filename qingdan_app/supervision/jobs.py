"""Entry points of the scheduler."""

from frappe.utils import getdate

from qingdan_app.supervision import stamping
from qingdan_app.tasks import recurring


def stamp_late_tasks() -> None:
	"""Daily, after midnight: make the periods that begin, and write the late stamp where a deadline has passed, or a milestone that nobody has reported."""
	recurring.make_instances(getdate())
	stamping.stamp_late(getdate())
	stamping.stamp_late_milestones(getdate())
