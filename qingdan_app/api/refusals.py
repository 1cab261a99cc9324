"""Refusals: a lead unit answers that a task is not its duty, and supervision settles it."""

import frappe

from qingdan_app import arguments
from qingdan_app.handing_out import disputing
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def refuse(task: str, reason: str, unit: str | None = None) -> dict:
	"""Answer for the lead unit that a task is not its duty, with the unit that is right if it is known: `{name, state}` of the answer.

	Within the clock to acknowledge, by a liaison or head of the lead unit. Raises NotYourUnit, ReasonNeeded, CannotRefuse.
	"""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	return _shown(disputing.refuse(task, reason, unit))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def settle(task: str, act: str, opinion: str = "", unit: str | None = None) -> dict:
	"""Settle the open answer of a task: `reassign` to a unit (the proposed one where none is named), `insist` with words, or
	`ask_office`, the office of its leader: `{name, state}` of the answer. Raises NothingToSettle, UnitNeeded.
	"""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	return _shown(disputing.settle(task, act, opinion, unit))


def _shown(refusal) -> dict:
	return {"name": refusal.name, "state": refusal.state}
