"""Core's own Assign To on a task is the act of handing it on: what any door of core does to a ToDo is asked, done and told as ours.

Hooks of ToDo and of Assignment Rule. ToDos about anything else are none of ours.
"""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, strip_html

from qingdan_app.handlers import handing_on, todos, who_may_hand
from qingdan_app.handlers.exceptions import HandedByItsUnit, NothingHanded, SeveralInHand
from qingdan_app.handlers.handing_on import Errand
from qingdan_app.tasks import archived
from qingdan_app.tasks.in_hands import OPEN
from qingdan_app.tasks.sources import PART, TASK

SAID = ("date", "description")


def before_insert(todo: Document, method: str) -> None:
	"""Raise for whoever may not hand the task on, before core tells anybody."""
	if not _is_of_core(todo):
		return
	if todo.assignment_rule or todo.role or not todo.allocated_to or (todo.status or "Open") != "Open":
		_refuse_rule(todo.reference_name)
	task = frappe.get_doc(TASK, todo.reference_name)
	task.check_permission("read")
	who_may_hand.check_task(task)
	unit = who_may_hand.unit_for(task, todo.allocated_to)
	who_may_hand.check_new(task.name, unit, todo.allocated_to)
	who_may_hand.check_deadline(task, _day(todo))


def after_insert(todo: Document, method: str) -> None:
	"""The task is handed on."""
	if _is_of_core(todo):
		handing_on.hand_on(todo.reference_name, _errand(todo))


def validate(todo: Document, method: str) -> None:
	"""Work out what a save changes, and refuse what is no act of ours; done in `on_update`."""
	before = todo.get_doc_before_save()
	todo.flags.handing = None
	if todo.flags.of_part or not before or not (todos.is_about_task(before) or todos.is_about_task(todo)):
		return
	if any(before.get(name) != todo.get(name) for name in ("reference_type", "reference_name")):
		_refuse_rule(todo.reference_name or before.reference_name)
	if parts := _parts_of(before):
		todo.flags.handing = _act_of(before, todo, parts)
	elif before.status != "Open" and todo.status == "Open":
		frappe.throw(_("This is not in anybody's hands any more. Hand the task on anew."), NothingHanded)


def on_update(todo: Document, method: str) -> None:
	"""Do what the save has changed."""
	if act := todo.flags.handing:
		todo.flags.handing = None
		act()


def on_change(todo: Document, method: str) -> None:
	"""The outbox tells who was handed a task; core, which asks for both people of a ToDo it has just written, tells nobody beside it."""
	if todos.is_about_task(todo):
		todo.assigned_by = None


def on_trash(todo: Document, method: str) -> None:
	"""Deleting a ToDo takes back what it stands for."""
	archived.check(todo)
	if not todos.is_about_task(todo) or not (parts := _parts_of(todo)):
		return
	todo.db_set("status", "Cancelled", update_modified=False)
	handing_on.take_all_back(parts)
	todo.update_in_reference()


def refuse_rule(rule: Document, method: str) -> None:
	"""Raise HandedByItsUnit for a rule of core that would hand tasks on: whoever saves a task would hand it on."""
	if rule.document_type == TASK and not rule.disabled:
		_refuse_rule(_(TASK))


def _is_of_core(todo: Document) -> bool:
	return todos.is_about_task(todo) and not todos.is_of_writer(todo)


def _act_of(before: Document, todo: Document, parts: list[str]) -> Callable[[], object] | None:
	"""What a save of an open ToDo does to what it stands for: one thing, or several sub-items that the person has."""
	if todo.status != "Open":
		end = handing_on.finish_all if todo.status == "Closed" else handing_on.take_all_back
		return lambda: end(parts)
	if todo.allocated_to != before.allocated_to:
		return lambda: _hand_over(todo, parts)
	if any(str(before.get(name) or "") != str(todo.get(name) or "") for name in SAID):
		_refuse_several(parts)
		return lambda: handing_on.change(parts[0], _words(todo), _day(todo))
	return None


def _hand_over(todo: Document, parts: list[str]) -> None:
	if len(parts) == 1:
		handing_on.hand_over(parts[0], _errand(todo))
	else:
		handing_on.hand_all_over(parts, todo.allocated_to)


def _refuse_several(parts: list[str]) -> None:
	if len(parts) > 1:
		frappe.throw(
			_("This stands for {0} sub-items. Change their words and days one by one, on the task.").format(
				len(parts)
			),
			SeveralInHand,
		)


def _parts_of(todo: Document) -> list[str]:
	"""What is open of the task in the hands of the person."""
	about = {"task": todo.reference_name, "handler": todo.allocated_to, "state": OPEN}
	return frappe.get_all(PART, about, pluck="name", order_by="handed_at, name")


def _errand(todo: Document) -> Errand:
	return Errand(todo.allocated_to, _words(todo), _day(todo))


def _words(todo: Document) -> str:
	"""What somebody wrote; core writes a sentence of its own where nobody did."""
	words = strip_html(todo.description or "").strip()
	of_core = _("Assignment for {0} {1}").format(todo.reference_type, todo.reference_name)
	return "" if words == of_core else words


def _day(todo: Document):
	return getdate(todo.date) if todo.date else None


def _refuse_rule(name: str) -> None:
	words = _(
		"{0}: a task is handed to a person of the unit by its liaison or head, not by a rule and not to nobody."
	)
	frappe.throw(words.format(frappe.bold(name)), HandedByItsUnit)
