"""What follows where another unit leads a task: it has received nothing yet, its clock begins anew, and the earlier one goes on reading.

However it came: re-assigned, asked for and granted, in a list issued anew, or corrected by hand.
"""

import frappe
from frappe.model.document import Document

from qingdan_app.handing_out import acknowledging
from qingdan_app.tasks import invariants
from qingdan_app.tasks.rules.course import AT_REST
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.workflows.log import trail


def follow(task: Document) -> None:
	"""Bring a task that is being saved to what its new lead unit finds; where a body only has another name
	(`flags.same_body`), nothing follows.

	Raises RefusalOpen while the earlier one has refused it: whoever re-assigns it settles that, nobody passes over it.
	"""
	before = task.get_doc_before_save()
	earlier = before and before.lead_unit
	if not earlier or earlier == task.lead_unit or task.flags.same_body:
		return
	task.update({"acknowledged_by": None, "acknowledged_at": None})
	if task.drafted:
		return
	invariants.refuse_while_refused(task, earlier)
	now = trail.moment()
	_keep(task, earlier, now)
	if task.state == TaskState.WAITING.value and task.course not in AT_REST:
		task.update(acknowledging.stamps(acknowledging.clock_of(task.list, now), now))


def _keep(task: Document, unit: str, now) -> None:
	"""A unit that still stands in the task, or stands there again, needs no row."""
	known = {row.unit for row in task.earlier_units} | {row.unit for row in task.units}
	if unit not in known:
		task.append("earlier_units", {"unit": unit, "until": now, "changed_by": frappe.session.user})
