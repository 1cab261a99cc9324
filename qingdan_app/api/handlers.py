"""Within a unit: handing tasks to its people, to another one of them, and taking them back."""

import frappe
from frappe.utils import getdate

from qingdan_app import arguments
from qingdan_app.handlers import handing_on, sub_item_lines, whom_to_ask
from qingdan_app.handlers.handing_on import Errand
from qingdan_app.workflows.moves import many
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_people(names: list[str] | str) -> list[dict]:
	"""To whom the user may hand these tasks: `[{user, name, unit, open}]`, people of their units, with how many tasks each has.

	Empty for who hands on none of them.
	"""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	return whom_to_ask.people_for(many.read_names(names))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def hand_on(names: list[str] | str, person: str, words: str = "", deadline: str | None = None) -> list[dict]:
	"""Hand tasks to a person of one's unit, with words and a deadline of their own: `[{name, ok, message}]`, each by itself."""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	errand = Errand(person, words, getdate(deadline) if deadline else None)
	tasks = [("Qingdan Task", name) for name in many.read_names(names)]
	return many.each(tasks, lambda _doctype, name: handing_on.hand_on(name, errand))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def cut(task: str, sub_items: list[dict] | str) -> list[str]:
	"""Cut a unit's part of a task into sub-items, `[{words, person, deadline, weight}]`, each in the hands of a person: all, or none.

	The names of the rows. `deadline` and `weight` may be left out. Raises SubItemsUnclear and what `hand_on` does.
	"""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	return [part.name for part in handing_on.cut(task, sub_item_lines.read(sub_items))]


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def advance(handed: str, percent: float, note: str = "") -> dict:
	"""Say how far what was handed on is: `{name, state, percent}`; at a hundred it is done, below that it is open again."""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	told = handing_on.advance(handed, percent, note)
	return {"name": told.name, "state": told.state, "percent": told.percent}


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def change(handed: str, words: str = "", deadline: str | None = None, weight: float | None = None) -> dict:
	"""Give what was handed on other words, another deadline or weight: `{name, weight}`."""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	changed = handing_on.change(handed, words, getdate(deadline) if deadline else None, weight)
	return {"name": changed.name, "weight": changed.weight}


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def hand_over(handed: str, person: str, words: str = "", deadline: str | None = None) -> dict:
	"""Hand what one person has to another one: `{name, handler}` of the row that is open now."""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	done = handing_on.hand_over(handed, Errand(person, words, getdate(deadline) if deadline else None))
	return {"name": done.name, "handler": done.handler}


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def take_back(handed: str, opinion: str = "") -> dict:
	"""Take back what was handed to a person: `{name, state}`."""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	done = handing_on.take_back(handed, opinion)
	return {"name": done.name, "state": done.state}


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def finish(handed: str) -> dict:
	"""Say that what was handed to one is done: `{name, state}`; the unit is told."""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	done = handing_on.finish(handed)
	return {"name": done.name, "state": done.state}
