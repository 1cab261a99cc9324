"""The one writer of what a unit hands to its people: a row each, an entry in the task's history, core's ToDo, one message.

All in the transaction of the act, under the lock of the task.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.handlers import telling, todos, who_may_hand
from qingdan_app.markup import harmless
from qingdan_app.organization import people
from qingdan_app.tasks.in_hands import DONE, OPEN
from qingdan_app.tasks.sources import PART, TAKEN_BACK, TASK
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves import hearing
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause
from qingdan_app.workflows.moves.performing import write_log
from qingdan_app.workflows.moves.subjects import Move

HAND_ON, TAKE_FROM, FINISH = "hand_on", "take_from", "finish_part"
ENDS = {TAKE_FROM: TAKEN_BACK, FINISH: DONE}


@dataclass(frozen=True)
class Errand:
	"""What a person is asked to do, and until when."""

	person: str
	words: str = ""
	deadline: date | None = None


def hand_on(name: str, errand: Errand, instead_of: str | None = None) -> Document:
	"""Hand a task, for the unit of the session's user, to a person of it; the row that says so.

	`instead_of` is a row that is open: its person has it no longer. Raises the refusals of `who_may_hand`.
	"""
	held, task = _task(name)
	who_may_hand.check_task(task)
	unit = who_may_hand.unit_for(task, errand.person)
	who_may_hand.check_deadline(task, errand.deadline)
	who_may_hand.check_new(name, unit, errand.person)
	before = _names(name, unit)
	if instead_of:
		earlier = _open_part(instead_of, task)
		_end(earlier, TAKE_FROM, _("Handed to {0}.").format(frappe.utils.get_fullname(errand.person)))
	part = _begin(task, unit, errand)
	entry = _note(held, task, unit, HAND_ON, before, part.words)
	todos.follow(task, [errand.person, *([earlier.handler] if instead_of else [])])
	if instead_of:
		telling.tell([earlier.handler], task, "taken", entry)
	telling.tell([errand.person], task, "handed", entry, part.words)
	return part


def hand_over(name: str, errand: Errand) -> Document:
	"""Hand what one person has to another one of the unit. Raises what `hand_on` does, and NothingHanded."""
	return hand_on(frappe.db.get_value(PART, name, "task") or "", errand, instead_of=name)


def take_back(name: str, why: str = "") -> Document:
	"""Take back what was handed on: its person has it no longer. Raises NotYoursToHand, NothingHanded."""
	held, task = _task(frappe.db.get_value(PART, name, "task"))
	part = _open_part(name, task)
	_over(held, task, part, TAKE_FROM, harmless(why).strip(), [part.handler], "taken")
	return part


def finish(name: str) -> Document:
	"""What was handed to the session's user, or by their unit, is done; the unit is told. Raises NotYoursToHand, NothingHanded."""
	held, task = _task(frappe.db.get_value(PART, name, "task"))
	part = frappe.get_doc(PART, name)
	if part.handler != frappe.session.user or part.state != OPEN:
		part = _open_part(name, task)
	_over(held, task, part, FINISH, "", people.contacts_of([part.unit]), "done")
	return part


def change(name: str, words: str, deadline: date | None) -> Document:
	"""Give what was handed on other words, and another deadline. Raises NotYoursToHand, NothingHanded, DeadlineTooLate."""
	held, task = _task(frappe.db.get_value(PART, name, "task"))
	part = _open_part(name, task)
	who_may_hand.check_deadline(task, deadline)
	before = _names(task.name, part.unit)
	_write(part, {"words": harmless(words).strip(), "deadline": deadline})
	entry = _note(held, task, part.unit, HAND_ON, before, part.words)
	todos.follow(task, [part.handler])
	telling.tell([part.handler], task, "changed", entry, part.words)
	return part


def go_along(unit: str, new: str) -> None:
	"""A unit goes on as another one, with its people: what is in their hands stays there."""
	for name in frappe.get_all(PART, {"unit": unit, "state": OPEN}, pluck="name"):
		_write(frappe.get_doc(PART, name), {"unit": new})


def fall_back(part: Document, why: str) -> None:
	"""What somebody handled who does so no longer falls back to their unit, which is told."""
	held = Held()
	task = held.read(TASK, part.task)
	about = (people.contacts_of([part.unit]), "left")
	_over(held, task, part, TAKE_FROM, why, *about)


def taken_with_unit(task: Document, part: Document) -> None:
	"""The unit stands in the task no longer: its person has nothing to do with it either, and is told."""
	why = _("{0} has no part in the task any more.").format(part.unit)
	_over(Held.of(task), task, part, TAKE_FROM, why, [part.handler], "taken")


def end_with_task(task: Document) -> None:
	"""A task is over: what was handed on of it is done."""
	rows = frappe.get_all(PART, {"task": task.name, "state": OPEN}, pluck="name")
	done = [frappe.get_doc(PART, name) for name in rows]
	for part in done:
		_end(part, FINISH, _("The task is over."))
	todos.follow(task, [part.handler for part in done])


def _task(name: str | None) -> tuple[Held, Document]:
	held = Held()
	task = held.read(TASK, name or "")
	task.check_permission("read")
	return held, task


def _open_part(name: str, task: Document) -> Document:
	part = frappe.get_doc(PART, name)
	if part.task != task.name:
		frappe.throw(_("Not found"), frappe.DoesNotExistError)
	who_may_hand.check_may_change(part, task)
	return part


def _begin(task: Document, unit: str, errand: Errand) -> Document:
	part = frappe.new_doc(PART)
	part.update({"task": task.name, "title": task.title, "unit": unit, "handler": errand.person})
	values = {"words": harmless(errand.words).strip(), "deadline": errand.deadline, "state": OPEN}
	_write(part, {**values, "handed_by": frappe.session.user, "handed_at": trail.moment()})
	return part


def _over(
	held: Held, task: Document, part: Document, act: str, why: str, told: Iterable[str], reason: str
) -> None:
	"""What one person had is over: its row, the history, core's ToDo and who is told of it."""
	before = _names(task.name, part.unit)
	_end(part, act, why)
	entry = _note(held, task, part.unit, act, before, why)
	todos.follow(task, [part.handler])
	telling.tell(told, task, reason, entry, why, frappe.utils.get_fullname(part.handler))


def _end(part: Document, act: str, why: str) -> None:
	ended = {"ended_by": frappe.session.user, "ended_at": trail.moment(), "why_ended": why}
	_write(part, {"state": ENDS[act], **ended})


def _write(part: Document, values: dict) -> None:
	part.update(values)
	part.flags.handing = True
	part.save(ignore_permissions=True)  # a unit's people write by this door alone


def _note(held: Held, task: Document, unit: str, act: str, before: str, words: str) -> str:
	"""An entry in the history of the task: who had it at the unit before, and who has it now."""
	said = {"handlers": {"was": before, "now": _names(task.name, unit)}}
	step = Move(act, task.state, task.state, frappe.session.user, words or "")
	entry = write_log(held, task, step, {"revised": said, "unit": unit}, Cause())
	hearing.tell(held)
	return entry.entry


def _names(task: str, unit: str) -> str:
	"""Who has a task at a unit, each with their deadline."""
	wanted = {"task": task, "unit": unit, "state": OPEN}
	rows = frappe.get_all(PART, wanted, ["handler", "deadline"], order_by="handed_at, name")
	return "、".join(_name(row) for row in rows)


def _name(row: dict) -> str:
	name = frappe.utils.get_fullname(row["handler"])
	return f"{name} {getdate(row['deadline'])}" if row["deadline"] else name
