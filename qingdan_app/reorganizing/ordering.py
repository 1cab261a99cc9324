"""Giving an order: it is carried out at once, or waits for its day."""

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.reorganizing import carrying_out, checking, scope
from qingdan_app.reorganizing.checking import ORDER
from qingdan_app.reorganizing.exceptions import IsOrdered
from qingdan_app.reorganizing.rules.kinds import State


def give(name: str) -> Document:
	"""Carry out an order whose day has come, or schedule it; the order after it. Raises NotInOrder, IsOrdered."""
	order = _locked(name, State.DRAFT, State.SCHEDULED)
	order.ordered_by = frappe.session.user
	if checking.is_due(order):
		return carrying_out.carry_out(order)
	checking.refuse(order, scope.tasks_of(order).open)
	return _set(order, State.SCHEDULED)


def call_off(name: str) -> Document:
	"""Take back an order that waits for its day. Raises IsOrdered for any other."""
	return _set(_locked(name, State.SCHEDULED), State.DRAFT)


def _locked(name: str, *states: State) -> Document:
	order = frappe.get_doc(ORDER, name, for_update=True)
	order.check_permission("write")
	if State(order.state) not in states:
		raise_ordered(order)
	return order


def raise_ordered(order: Document) -> None:
	"""Raise IsOrdered, with how the order stands."""
	frappe.throw(
		_("{0} is {1} and keeps its words.").format(frappe.bold(order.name), _(order.state)), IsOrdered
	)


def _set(order: Document, state: State) -> Document:
	order.update({"state": state.value, "trouble": None})
	order.flags.by_order = True
	return order.save()
