"""Entry points of the scheduler."""

import frappe
from frappe.utils import getdate, strip_html

from qingdan_app import repeating
from qingdan_app.reorganizing import carrying_out, telling
from qingdan_app.reorganizing.checking import ORDER
from qingdan_app.reorganizing.rules.kinds import State
from qingdan_app.workflows.moves import kept_words
from qingdan_app.workflows.moves.attempts import back_to


@repeating.job
def carry_out_due() -> None:
	"""Daily, after midnight: carry out the orders whose day has come, each in a transaction of its own.

	What cannot be carried out says why on the order, whoever has given it is told once a day, and it is tried again.
	"""
	due = {"state": State.SCHEDULED.value, "effective_date": ("<=", getdate())}
	for name in frappe.get_all(ORDER, due, pluck="name", order_by="effective_date, name"):
		_carry_out(name)


def _carry_out(name: str) -> None:
	"""In the name of whoever has given the order."""
	user, savepoint = frappe.session.user, f"order_{frappe.generate_hash(length=8)}"
	frappe.db.savepoint(savepoint)
	try:
		order = frappe.get_doc(ORDER, name, for_update=True)
		if order.state == State.SCHEDULED.value:
			frappe.set_user(order.ordered_by or user)
			carrying_out.carry_out(order)
	except Exception as failure:
		if repeating.is_refused(failure):
			raise
		back_to(savepoint)
		frappe.log_error(title=f"Reorganization {name}")
		_note(name, str(failure))
	finally:
		frappe.set_user(user)
	frappe.db.commit()  # nosemgrep: each order stands by itself


def _note(name: str, why: str) -> None:
	frappe.db.set_value(ORDER, name, "trouble", strip_html(why))
	order = frappe.get_doc(ORDER, name)
	kept_words.note(order)
	telling.tell_trouble(order, strip_html(why))
