"""The one writer of what a unit hands to its people: a row each, an entry in the task's history, core's ToDo, one message.

All in the transaction of the act, under the lock of the task.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.handlers import telling, todos, who_may_hand
from qingdan_app.handlers.noting import names_of, note
from qingdan_app.markup import harmless
from qingdan_app.organization import people
from qingdan_app.tasks.in_hands import DONE, OPEN
from qingdan_app.tasks.sources import PART, TAKEN_BACK, TASK
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves.held import Held

HAND_ON, TAKE_FROM, FINISH = "hand_on", "take_from", "finish_part"
WHOLE = 100
ENDS = {TAKE_FROM: TAKEN_BACK, FINISH: DONE}


@dataclass(frozen=True)
class Errand:
	"""What a person is asked to do, until when, and how much it counts in the unit's progress."""

	person: str
	words: str = ""
	deadline: date | None = None
	weight: float = 1.0


def hand_on(name: str, errand: Errand) -> Document:
	"""Hand a task, for the unit of the session's user, to a person of it; the row that says so. Raises what `cut` does."""
	return cut(name, [errand])[0]


def cut(name: str, errands: Sequence[Errand]) -> list[Document]:
	"""Hand a task, or sub-items of a unit's part of it, to people of the units of the session's user: all of them, or none.

	Each person is told once. Raises the refusals of `who_may_hand`.
	"""
	held, task = _task(name)
	who_may_hand.check_task(task)
	units = [_unit_for(task, errand) for errand in errands]
	before = {unit: names_of(name, unit) for unit in units}
	parts = [_begin(task, unit, errand) for unit, errand in zip(units, errands, strict=True)]
	entry = note(held, task, HAND_ON, before, _words_of(parts))
	people_ = dict.fromkeys(part.handler for part in parts)
	todos.follow(task, people_)
	for person in people_:
		telling.tell(
			[person], task, "handed", entry, _words_of(part for part in parts if part.handler == person)
		)
	return parts


def hand_over(name: str, errand: Errand) -> Document:
	"""Hand what one person has to another one of the unit, as far as it is. Raises what `cut` does, and NothingHanded."""
	return _pass([name], lambda _part: errand)[0]


def hand_all_over(names: Sequence[str], person: str) -> list[Document]:
	"""The same of several sub-items, each as it is."""
	return _pass(names, lambda part: Errand(person, part.words or "", part.deadline))


def take_back(name: str, why: str = "") -> Document:
	"""Take back what was handed on: its person has it no longer. Raises NotYoursToHand, NothingHanded."""
	return take_all_back([name], why)[0]


def take_all_back(names: Sequence[str], why: str = "") -> list[Document]:
	"""The same of several sub-items that one person has."""
	held, task = _task(frappe.db.get_value(PART, names[0], "task"))
	parts = [_open_part(name, task) for name in names]
	_over(held, task, parts, TAKE_FROM, harmless(why).strip(), [parts[0].handler], "taken")
	return parts


def finish(name: str) -> Document:
	"""What was handed to the session's user, or by their unit, is done; the unit is told. Raises NotYoursToHand, NothingHanded."""
	return finish_all([name])[0]


def finish_all(names: Sequence[str]) -> list[Document]:
	"""The same of several sub-items that one person has."""
	held, task = _task(frappe.db.get_value(PART, names[0], "task"))
	parts = [_part_to_finish(name, task) for name in names]
	_over(held, task, parts, FINISH, "", people.contacts_of([part.unit for part in parts]), "done")
	return parts


def advance(name: str, percent: float, words: str = "") -> Document:
	"""Say how far what was handed on is: all of it is done, and less of what was done is open again.

	Raises NotYoursToHand, NothingHanded, WrongPercent; TaskIsOver and NotOfTheUnit for what was done.
	"""
	_held, task = _task(frappe.db.get_value(PART, name, "task"))
	part = _locked(name)
	who_may_hand.check_may_tell(part, task)
	who_may_hand.check_percent(percent)
	was_done = part.state == DONE
	again = {"state": OPEN, "ended_by": None, "ended_at": None, "why_ended": None} if percent < WHOLE else {}
	_write(part, {"percent": percent, "note": harmless(words).strip(), **again})
	if was_done and again:
		todos.follow(task, [part.handler])
	elif not was_done and not again:
		return finish(name)
	return part


def change(name: str, words: str, deadline: date | None, weight: float | None = None) -> Document:
	"""Give what was handed on other words, another deadline or weight. Raises NotYoursToHand, NothingHanded, HandedAlready, DeadlineTooLate."""
	held, task = _task(frappe.db.get_value(PART, name, "task"))
	part = _open_part(name, task)
	who_may_hand.check_deadline(task, deadline)
	words, weight = harmless(words).strip(), part.weight if weight is None else weight
	who_may_hand.check_weight(weight)
	if words != (part.words or ""):
		who_may_hand.check_new(task.name, part.unit, part.handler, words)
	same = (words, deadline) == (part.words or "", part.deadline)
	before = {part.unit: names_of(task.name, part.unit)}
	_write(part, {"words": words, "deadline": deadline, "weight": weight})
	if same:
		return part
	entry = note(held, task, HAND_ON, before, part.words)
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
	_over(held, task, [part], TAKE_FROM, why, *about)


def taken_with_unit(task: Document, part: Document) -> None:
	"""The unit stands in the task no longer: its person has nothing to do with it either, and is told."""
	why = _("{0} has no part in the task any more.").format(part.unit)
	_over(Held.of(task), task, [part], TAKE_FROM, why, [part.handler], "taken")


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


def _locked(name: str) -> Document:
	"""What was handed on, as it is once its task is locked."""
	return frappe.get_doc(PART, name, for_update=True)


def _open_part(name: str, task: Document) -> Document:
	part = _locked(name)
	if part.task != task.name:
		frappe.throw(_("Not found"), frappe.DoesNotExistError)
	who_may_hand.check_may_change(part, task)
	return part


def _part_to_finish(name: str, task: Document) -> Document:
	"""What the session's user has, or their unit has handed on."""
	part = _locked(name)
	if part.handler != frappe.session.user:
		return _open_part(name, task)
	who_may_hand.check_open(part)
	return part


def _unit_for(task: Document, errand: Errand) -> str:
	who_may_hand.check_deadline(task, errand.deadline)
	who_may_hand.check_weight(errand.weight)
	return who_may_hand.unit_for(task, errand.person)


def _pass(names: Sequence[str], errand_of: Callable[[Document], Errand]) -> list[Document]:
	"""What one person has goes to another one: one entry, and both are told once."""
	held, task = _task(frappe.db.get_value(PART, names[0], "task") or "")
	who_may_hand.check_task(task)
	earlier = [_open_part(name, task) for name in names]
	errands = [replace(errand_of(part), weight=part.weight) for part in earlier]
	units = [_unit_for(task, errand) for errand in errands]
	before = {unit: names_of(task.name, unit) for unit in (*units, *(part.unit for part in earlier))}
	new, giver = errands[0].person, earlier[0].handler
	for part in earlier:
		_end(part, TAKE_FROM, _("Handed to {0}.").format(frappe.utils.get_fullname(new)))
	parts = [_begin(task, unit, errand) for unit, errand in zip(units, errands, strict=True)]
	for part, was in zip(parts, earlier, strict=True):
		_write(part, {"percent": was.percent, "note": was.note})
	entry = note(held, task, HAND_ON, before, _words_of(parts))
	todos.follow(task, [new, giver])
	telling.tell([giver], task, "taken", entry)
	telling.tell([new], task, "handed", entry, _words_of(parts))
	return parts


def _words_of(parts: Iterable[Document]) -> str:
	return "\n".join(part.words for part in parts if part.words)


def _begin(task: Document, unit: str, errand: Errand) -> Document:
	words = harmless(errand.words).strip()
	who_may_hand.check_new(task.name, unit, errand.person, words)
	part = frappe.new_doc(PART)
	part.update({"task": task.name, "title": task.title, "unit": unit, "handler": errand.person})
	values = {"words": words, "deadline": errand.deadline, "weight": errand.weight, "state": OPEN}
	_write(part, {**values, "handed_by": frappe.session.user, "handed_at": trail.moment()})
	return part


def _over(
	held: Held,
	task: Document,
	parts: Sequence[Document],
	act: str,
	why: str,
	told: Iterable[str],
	reason: str,
) -> None:
	"""What one person had is over: its rows, the history, core's ToDo and who is told of it."""
	before = {part.unit: names_of(task.name, part.unit) for part in parts}
	for part in parts:
		_end(part, act, why)
	entry = note(held, task, act, before, why)
	todos.follow(task, [parts[0].handler])
	telling.tell(told, task, reason, entry, why, frappe.utils.get_fullname(parts[0].handler))


def _end(part: Document, act: str, why: str) -> None:
	ended = {"ended_by": frappe.session.user, "ended_at": trail.moment(), "why_ended": why}
	_write(part, {"state": ENDS[act], **ended})


def _write(part: Document, values: dict) -> None:
	part.update(values)
	part.flags.handing = True
	part.save(ignore_permissions=True)  # a unit's people write by this door alone
