"""Instructions of leaders and of supervision: given, and taken on as matters."""

import frappe

from qingdan_app import arguments, shapes
from qingdan_app.instructions import giving
from qingdan_app.workflows.moves.many import parsed
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def give(instruction: dict | str) -> dict:
	"""Write an instruction and give it: `{name, state}`.

	`instruction` is `{words, unit, due_date, leader}` with what it is written on, one of `{task, report, key_work}`; the unit that leads
	answers where none is named. Raises InstructionIncomplete.
	"""
	frappe.has_permission("Qingdan Instruction", "create", throw=True)
	given = giving.give(shapes.read("instruction", parsed(instruction), giving.WORDS))
	return {"name": given.name, "state": given.state}


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def take_on(name: str) -> str:
	"""Write a matter out of an instruction, with its source filled in; the name of the matter. Raises InstructionIsGiven."""
	frappe.has_permission("Qingdan Matter", "create", throw=True)
	return giving.take_on(name)
