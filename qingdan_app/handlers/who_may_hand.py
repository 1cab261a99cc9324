"""What holds for handing a task to a person: by whom, to whom, until when."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.handlers.exceptions import (
	DeadlineTooLate,
	HandedAlready,
	NothingHanded,
	NotOfTheUnit,
	NotYoursToHand,
	PartKept,
	SubItemsUnclear,
	TaskIsOver,
	WrongPercent,
)
from qingdan_app.handlers.rules.own_deadline import is_too_late, latest
from qingdan_app.organization import people
from qingdan_app.tasks import in_hands, invariants
from qingdan_app.tasks.in_hands import OPEN
from qingdan_app.tasks.rules.course import CLOSED
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.tasks.sources import TAKEN_BACK

MOST_ITEMS, HEAVIEST = 50, 1000

HAVING = """select `words` from `tabQingdan Part` where `task` = %(task)s and `unit` = %(unit)s and `handler` = %(handler)s
	and `state` = %(state)s lock in share mode"""
"""As it is once the task is locked, whatever the transaction has read before."""
HOLDS_TODAY = """select `contact`.`user`, `contact`.`unit` from `tabQingdan Contact` `contact`
	join `tabUser` `user` on `user`.`name` = `contact`.`user` and `user`.`enabled` = 1
	where `contact`.`unit` in %(units)s
		and ifnull(`contact`.`from_date`, %(today)s) <= %(today)s and ifnull(`contact`.`until_date`, %(today)s) >= %(today)s
	order by `user`.`full_name`, `contact`.`user`"""


def people_of(units: list[str]) -> list[tuple[str, str]]:
	"""`(user, unit)` of everybody who has a duty at one of the units today."""
	rows = frappe.db.sql(HOLDS_TODAY, {"units": [*units, ""], "today": getdate()})
	return list(dict.fromkeys(rows))


def unit_for(task: Document, person: str) -> str:
	"""The unit for which the session's user hands the task to a person. Raises NotYoursToHand, NotOfTheUnit."""
	units = in_hands.units_that_hand(task)
	if not units:
		words = _("{0} is handed to a person by the liaison or the head of a unit that stands in it.")
		frappe.throw(words.format(frappe.bold(task.name)), NotYoursToHand)
	found = [unit for user, unit in people_of(units) if user == person]
	if not found:
		refuse_stranger(person, units)
	return min(found, key=units.index)


def check_task(task: Document) -> None:
	"""Raise NotHandedOut, RefusalOpen, TaskAtRest or TaskIsOver for a task of which nothing is asked now."""
	invariants.refuse_unready(task)
	invariants.refuse_at_rest(task, CLOSED)
	if task.state == TaskState.COMPLETED.value:
		words = _("{0} is completed; nothing of it is handed to anybody.")
		frappe.throw(words.format(frappe.bold(task.name)), TaskIsOver)


def check_deadline(task: Document, deadline: date | None) -> None:
	"""Raise DeadlineTooLate for a day after the task's."""
	due, today = getdate(task.due_date) if task.due_date else None, getdate()
	if is_too_late(deadline, due, today):
		words = _("{0} has to be done by {1}: the person's own deadline cannot be later.")
		said = frappe.format(latest(due, today), "Date")
		frappe.throw(words.format(frappe.bold(task.name), said), DeadlineTooLate)


def check_new(task: str, unit: str, person: str, words: str | None = None) -> None:
	"""Raise HandedAlready where the person has it: anything of it, or a sub-item of these words."""
	having = frappe.db.sql(HAVING, {"task": task, "unit": unit, "handler": person, "state": OPEN}, pluck=True)
	if having and (words is None or words in [each or "" for each in having]):
		words = _("{0} has {1} already.")
		frappe.throw(words.format(frappe.utils.get_fullname(person), frappe.bold(task)), HandedAlready)


def check_may_change(part: Document, task: Document) -> None:
	"""Raise NotYoursToHand for whoever is no liaison or head of its unit, NothingHanded where it is over."""
	if part.unit not in units_behind(task):
		words = _("What {0} has handed on is taken back by its liaison or head.")
		frappe.throw(words.format(part.unit), NotYoursToHand)
	check_open(part)


def check_open(part: Document) -> None:
	"""Raise NothingHanded for what is in nobody's hands any more."""
	if part.state != OPEN:
		frappe.throw(_("This is not in anybody's hands any more. Reload the page."), NothingHanded)


def check_may_tell(part: Document, task: Document) -> None:
	"""Raise NotYoursToHand for whoever neither has it nor is liaison or head of its unit, NothingHanded where it was taken back.

	What is done is open again by being less far: then TaskIsOver, NotOfTheUnit as for what is handed on anew.
	"""
	if part.handler != frappe.session.user and part.unit not in units_behind(task):
		frappe.throw(
			_("How far it is says whoever has it, or the liaison or head of {0}.").format(part.unit),
			NotYoursToHand,
		)
	if part.state == TAKEN_BACK:
		frappe.throw(_("This is not in anybody's hands any more. Reload the page."), NothingHanded)
	if part.state != OPEN:
		check_task(task)
		check_on_duty(part.unit, part.handler)


def check_on_duty(unit: str, person: str) -> None:
	"""Raise NotOfTheUnit for whoever has no duty at the unit today."""
	if (person, unit) not in people_of([unit]):
		refuse_stranger(person, [unit])


def refuse_stranger(person: str, units: list[str]) -> None:
	words = _(
		"{0} has no duty at {1} today. Choose a person of the unit, or ask the list administrator to enter them."
	)
	frappe.throw(words.format(frappe.utils.get_fullname(person), "、".join(units)), NotOfTheUnit)


def check_percent(percent: float) -> None:
	"""Raise WrongPercent."""
	if not 0 <= percent <= 100:
		frappe.throw(_("The percentage has to be between 0 and 100."), WrongPercent)


def check_weight(weight: float) -> None:
	"""Raise WrongPercent."""
	if not 0 <= weight <= HEAVIEST:
		frappe.throw(_("A weight is a number between 0 and {0}.").format(HEAVIEST), WrongPercent)


def check_items(words_and_people: list[tuple[str, str]]) -> None:
	"""Raise SubItemsUnclear for a sub-item without words or a person, and for none or too many."""
	if not 0 < len(words_and_people) <= MOST_ITEMS:
		frappe.throw(_("Name between 1 and {0} sub-items.").format(MOST_ITEMS), SubItemsUnclear)
	if not all(words and person for words, person in words_and_people):
		frappe.throw(_("Say of each sub-item what is to be done and who does it."), SubItemsUnclear)


def units_behind(task: Document) -> set[str]:
	"""The units for which the session's user may hand on or take back, also those merged into theirs."""
	units = in_hands.units_that_hand(task)
	return set(units) | set(people.stands_for(frozenset(units)))


def keep(part: Document) -> None:
	"""Raise PartKept where somebody writes past the writer."""
	if not part.flags.handing:
		frappe.throw(
			_("What was handed on is changed on the task: hand it to another person, or take it back."),
			PartKept,
		)


def refuse_deletion(part: Document) -> None:
	"""Raise PartKept."""
	frappe.throw(_("Who handled a task stays with it."), PartKept)
