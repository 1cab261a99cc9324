"""Portfolios and units that change hands: what an order would do, giving it, and taking it back before its day."""

import frappe

from qingdan_app import arguments
from qingdan_app.reorganizing import foreseeing, ordering
from qingdan_app.reorganizing.checking import ORDER
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_preview(name: str) -> dict:
	"""What an order would do today: `{tasks, closed, turns, key_works, matters, contacts, rows, problems, named_in}`.

	`rows` are up to 200 of the tasks, `[{name, title, state, lead_unit, due_date}]`; `problems` are sentences.
	"""
	order = frappe.get_doc(ORDER, name)
	order.check_permission("read")
	return foreseeing.foresee(order)


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def order(name: str) -> dict:
	"""Carry out an order whose day has come, or schedule it for its day: `{state, tasks}`. Raises NotInOrder, IsOrdered."""
	frappe.get_doc(ORDER, name).check_permission("write")
	given = ordering.give(name)
	return {"state": given.state, "tasks": given.tasks_moved}


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def call_off(name: str) -> dict:
	"""Take back an order that waits for its day: `{state}`. Raises IsOrdered."""
	frappe.get_doc(ORDER, name).check_permission("write")
	return {"state": ordering.call_off(name).state}
