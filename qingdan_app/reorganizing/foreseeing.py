"""What an order would do, before it is given."""

from collections.abc import Mapping

import frappe
from frappe.utils import getdate

from qingdan_app.reorganizing import checking, key_works, scope
from qingdan_app.reorganizing.rules.kinds import PEOPLE_GO_ALONG, Kind

SHOWN = 200
"""Tasks that are listed; the number says how many there are."""


def foresee(order: Mapping) -> dict:
	"""`{tasks, closed, turns, key_works, matters, contacts, rows: [{name, title, state, lead_unit, due_date}], problems, named_in}`.

	`closed` tasks keep who answered for them; `problems` stand in the way, `named_in` has to be changed by hand. Reads only.
	"""
	kind = Kind(order.get("kind"))
	tasks = scope.tasks_of(order)
	goes_along = kind in PEOPLE_GO_ALONG and order.get("unit")
	return {
		"tasks": len(tasks.open),
		"closed": len(tasks.closed),
		"turns": scope.open_turns(tasks.open),
		"key_works": len(key_works.of(order, tasks.open)),
		"matters": len(scope.matters_of(order)),
		"contacts": len(scope.contacts_of(order.get("unit"), getdate())) if goes_along else 0,
		"rows": _rows(tasks.open[:SHOWN]),
		"problems": checking.problems(order, tasks.open),
		"named_in": checking.named_in(order),
	}


def _rows(names: list[str]) -> list[Mapping]:
	fields = ["name", "title", "state", "lead_unit", "due_date"]
	return frappe.get_all(scope.TASK, {"name": ("in", names or [""])}, fields, order_by="name")
