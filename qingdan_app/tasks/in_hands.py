"""What a unit has handed to its people, as tasks, reports and pages read it. Reads only; `handlers` writes it."""

from collections.abc import Iterable
from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.organization import people
from qingdan_app.tasks import reporters
from qingdan_app.tasks.rules.course import CLOSED
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.tasks.sources import PART, TAKEN_BACK

OPEN, DONE = "Open", "Done"
FIELDS = ("name", "unit", "handler", "deadline", "words", "state", "handed_at", "ended_at", "why_ended")


def units_handed(task: str | None, user: str | None = None) -> list[str]:
	"""The units for which a task is in the hands of a person, who drafts their reports."""
	standing = people.standing_of(user)
	if not task or not standing.handles:
		return []
	about = {"task": task, "handler": standing.user, "unit": ("in", sorted(standing.handles))}
	about["state"] = ("!=", TAKEN_BACK)
	return frappe.get_all(PART, about, pluck="unit", order_by="unit", distinct=True)


def writing_units(task: Document) -> list[str]:
	"""The units for which the session's user writes reports on a task: their own, and those that handed it to them."""
	return list(dict.fromkeys([*reporters.own_units(task), *units_handed(task.name)]))


def units_that_hand(task: Document) -> list[str]:
	"""The units for which the session's user may hand on this task: those they are liaison or head of."""
	standing = people.standing_of()
	if standing.user == "Administrator":
		return list(people.bodies_of([row.unit for row in task.units]))
	return [unit for unit in reporters.own_units(task) if standing.roles_at(unit)]


def may_be_handed(task: Document) -> bool:
	"""Whether anything is asked of a task, so that somebody may be asked for it."""
	over = task.state == TaskState.COMPLETED.value or task.course in CLOSED
	return not (over or task.drafted or task.open_refusal)


def shown_on(task: Document, own: Iterable[str], today: date) -> list[dict]:
	"""What its form shows: `[{name, unit, handler, deadline, words, late, may_change}]` of what is open and the reader may see.

	`may_change`: the reader may hand it to another person, or take it back.
	"""
	own = set(own)
	rows = frappe.get_list(
		PART, {"task": task.name, "state": OPEN}, list(FIELDS), order_by="handed_at", limit_page_length=0
	)
	names = full_names(row.handler for row in rows)
	return [
		{
			**row,
			"handler": names[row.handler],
			"user": row.handler,
			"late": _is_late(row, today),
			"may_change": row.unit in own,
			"mine": row.handler == frappe.session.user,
		}
		for row in rows
	]


def open_of(user: str, tasks: Iterable[str] | None = None) -> dict[str, dict]:
	"""Task → what is open of it in the hands of a person who stands for the unit today."""
	standing = people.standing_of(user)
	if not standing.handles:
		return {}
	wanted = {"handler": user, "state": OPEN, "unit": ("in", sorted(standing.handles))}
	if tasks is not None:
		wanted["task"] = ("in", [*tasks] or [""])
	rows = frappe.get_all(PART, wanted, ["task", "unit", "deadline", "words"], order_by="deadline desc")
	return {row.task: row for row in rows}


def _is_late(row: dict, today: date) -> bool:
	return bool(row["deadline"]) and getdate(row["deadline"]) < today


def full_names(users: Iterable[str]) -> dict[str, str]:
	"""What people are called, in one statement."""
	users = list(users)
	rows = (
		frappe.get_all("User", {"name": ("in", users)}, ["name", "full_name"], as_list=True) if users else []
	)
	return {user: name or user for user, name in rows}
