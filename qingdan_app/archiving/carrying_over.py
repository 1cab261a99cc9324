"""What goes on is carried into a later list: looked at beforehand, written as a whole or not at all, and linked both ways."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from qingdan_app.archiving import closing_lists, what_is_open
from qingdan_app.archiving.exceptions import CannotBeCarriedOver
from qingdan_app.archiving.later_lists import Later, later_list, places_in, prepare, rules_kept
from qingdan_app.archiving.rules import carried
from qingdan_app.archiving.rules.acts import CARRIED_IN, CARRY_OVER
from qingdan_app.archiving.rules.carried import Kept, Running, RunsOn
from qingdan_app.messaging import outbox
from qingdan_app.organization import people
from qingdan_app.organization.rules.answering import last_successor
from qingdan_app.tasks import archived, at_once, changing, history, totals
from qingdan_app.tasks.of_a_list import TASK
from qingdan_app.tasks.rules.course import Course
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause
from qingdan_app.workflows.moves.performing import write_log
from qingdan_app.workflows.moves.subjects import Move

MOST = 1000
"""Tasks that are carried over at once: whoever pressed the button waits for them."""
DAYS = ("due_date", "first_due_date", "starts_on")


class Asked(NamedTuple):
	"""Into which list and until when, who has taken over from a unit, and how a leader is named there."""

	later: Later
	new_due_date: date | None
	successor: Callable[[str], str]
	leaders: Mapping[str | None, str]


class Carried(NamedTuple):
	"""A task, and the one as which it goes on."""

	task: str
	into: str


def foresee(list_: str, target: str | None, names: Iterable[str] | None, new_due_date: date | None) -> dict:
	"""`{target: {code, title, is_new, targets}, rows, problems}`; nothing is written.

	A row is `{name, title, state, course, runs_on, number, due_date, new_due_date, units, new_units, leader, why}`: `why` says why
	a task stays where it is. Without `names` all that is open, or was carried over before.
	"""
	later, rows = later_list(list_, target), _rows(list_, names)
	why = _kept(rows, new_due_date)
	going = [row for row in rows if row.name not in why]
	why |= {row.name: _("goes next; up to {0} tasks go at once").format(MOST) for row in going[MOST:]}
	going = going[:MOST]
	numbers = dict(zip((row.name for row in going), places_in(later, going), strict=True))
	tasks = history.of_many(row.name for row in rows)
	asked = Asked(later, new_due_date, _successor(), _leaders_in_words(row.leader for row in rows))
	return {
		"target": later._asdict(),
		"rows": [
			_shown(row, tasks[row.name], numbers.get(row.name), why.get(row.name, ""), asked) for row in rows
		],
		"problems": what_is_open.undecided(going),
	}


def carry_over(
	list_: str, target: str | None, names: Iterable[str], new_due_date: date | None = None
) -> list[Carried]:
	"""Carry these tasks over; those that were carried over before are passed over.

	Raises CannotBeCarriedOver, with each task that cannot be and why: none is then. ListArchived for a list that has ended too.
	"""
	rows = _rows(list_, names, locked=True)
	later = prepare(later_list(list_, target))
	_refuse(rows, new_due_date)
	rows = [row for row in rows if row.course != Course.CARRIED.value]
	held, ending = Held(), what_is_open.under_approval(rows)
	with archived.permit(list_), outbox.gathered():
		at_once.hold(held, (row.name for row in rows))
		found = _new_tasks(held, rows, later, new_due_date)
		at_once.insert(list(found.values()))
		for name, new in found.items():
			_link(held, held.read(TASK, name), new)
		closing_lists.close(held, ending, _("goes on as another task in {0}").format(later.code))
	totals.everything_changed()
	return [Carried(name, new.name) for name, new in found.items()]


def _rows(list_: str, names: Iterable[str] | None, locked: bool = False) -> list[Mapping]:
	"""The tasks that are named; without names all that might go on."""
	rows = what_is_open.tasks_of(list_, names, locked)
	if names is not None:
		return rows
	return [row for row in rows if what_is_open.is_open(row) or row.course == Course.CARRIED.value]


def _kept(rows: Iterable[Mapping], new_due_date: date | None) -> dict[str, str]:
	"""Task → why it stays where it is, in words."""
	words = {
		Kept.CARRIED: _("was carried over before"),
		Kept.COMPLETED: _("is completed"),
		Kept.ENDED: _("is ended"),
		Kept.IN_REVIEW: _("is in review; it is decided first"),
		Kept.DATE_NEEDED: _("its deadline has passed; name a new date"),
		Kept.IN_THE_PAST: _("would be late at once; name a day from today on"),
	}
	found = {}
	for row in rows:
		running = Running(row.state, row.course or "", row.due_date)
		if why := carried.why_kept(running, new_due_date, getdate()):
			found[row.name] = words[why]
	return found


def _refuse(rows: Sequence[Mapping], new_due_date: date | None) -> None:
	going = [row for row in rows if row.course != Course.CARRIED.value]
	lines = [f"{frappe.bold(name)} {why}" for name, why in _kept(going, new_due_date).items()]
	lines += what_is_open.undecided(going, locked=True)
	if len(going) > MOST:
		lines = [_("Carry over up to {0} tasks at once, and the others afterwards.").format(MOST)]
	if not rows and not lines:
		lines.append(_("Choose the tasks that go on."))
	if lines:
		frappe.throw("<br>".join(lines), CannotBeCarriedOver)


def _new_tasks(
	held: Held, rows: Sequence[Mapping], later: Later, new_due_date: date | None
) -> dict[str, Document]:
	"""Task → the one as which it goes on, which is not written yet; its item is."""
	successor, found = _successor(), {}
	suspended = closing_lists.suspended_before(closing_lists.last_report(later.after))
	for row, place in zip(rows, places_in(later, rows, locked=True), strict=True):
		task, new = held.read(TASK, row.name), frappe.new_doc(TASK)
		new.update(carried.values_for(_plain(task), new_due_date, getdate(), successor))
		new.set("reporting_rules", rules_kept(task))
		new.update(_resting(row, row.name in suspended))
		new.update({"list": later.code, "key_work": later.item_for(task, place), "number": place.number})
		new.update({"carried_from": task.name, "drafted": 1})
		found[row.name] = at_once.prepared(new)
	return found


def _link(held: Held, task: Document, new: Document) -> None:
	"""Write into both histories where the task has come from and gone to, and the earlier one as carried over."""
	said = history.differences(history.words_of_task(task), history.words_of_task(new))
	said = {name: words for name, words in said.items() if name not in history.BY_FLOW}
	held.keep(new)
	kept = {"revised": said, "carried_from": task.name}
	write_log(held, new, Move(CARRIED_IN, new.state, new.state, frappe.session.user), kept, Cause())
	ends = {"course": Course.CARRIED.value, "course_since": getdate(), "carried_into": new.name}
	values = {**ends, "acknowledge_next": None}
	at_once.write(held, task.name, changing.Change(CARRY_OVER, values, {"carried_into": new.name}))


def _resting(row: Mapping, was_suspended: bool) -> dict:
	"""What was suspended is suspended in the later list as well, until somebody asks for its resumption."""
	if row.course != Course.SUSPENDED.value and not was_suspended:
		return {}
	return {"course": Course.SUSPENDED.value, "course_since": getdate()}


def _successor() -> Callable[[str], str]:
	successors = people.successors()
	return lambda unit: last_successor(unit, successors)


def _plain(task: Document) -> dict:
	"""A task with its days as days."""
	plain = {**task.as_dict(), **{name: task.get(name) and getdate(task.get(name)) for name in DAYS}}
	plain["milestones"] = [{**row, "date": row.date and getdate(row.date)} for row in plain["milestones"]]
	return plain


def _leaders_in_words(leaders: Iterable[str | None]) -> dict[str | None, str]:
	"""Who signs in the later list; that nobody acts for them any more is seen before anything is carried over."""
	named = set(filter(None, leaders))
	offices, nobody = (
		people.offices_of(named),
		_("{0} (nobody acts for them; name another in the later list)"),
	)
	return {None: "", **{each: each if offices.get(each) else nobody.format(each) for each in named}}


def _shown(row: Mapping, task: Mapping, place: carried.Place | None, why: str, asked: Asked) -> dict:
	units = carried.each_once(task["units"], asked.successor)
	words = {
		RunsOn.LATER_YEARS: _("runs for several years"),
		RunsOn.WITHOUT_END: _("has no end"),
		RunsOn.UNFINISHED: _("is not finished"),
	}
	runs_on = carried.why_it_runs_on(row["due_date"], cint(asked.later.from_year))
	return {
		**{name: row[name] for name in ("name", "title", "state", "course", "due_date", "carried_into")},
		"runs_on": words[runs_on],
		"number": asked.later.name_of(place) if place else "",
		"new_due_date": carried.due_after(row["due_date"], asked.new_due_date, getdate()),
		"needs_date": carried.needs_date(row["due_date"], getdate()),
		"units": history.units_as_text(task["units"]),
		"new_units": history.units_as_text(units),
		"leader": asked.leaders[row["leader"] or None],
		"why": why,
	}
