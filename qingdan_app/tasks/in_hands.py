"""What a unit has handed to its people, as tasks, reports and pages read it. Reads only; `handlers` writes it."""

from collections.abc import Iterable
from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import flt, getdate

from qingdan_app.organization import people
from qingdan_app.tasks import reporters
from qingdan_app.tasks.rules.course import CLOSED
from qingdan_app.tasks.rules.rolling_up import mean_of_parts
from qingdan_app.tasks.rules.schedule import WHOLE
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.tasks.sources import PART, TAKEN_BACK

OPEN, DONE = "Open", "Done"
FIELDS = ("name", "unit", "handler", "deadline", "words", "state", "percent", "weight", "note")


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
	"""What its form shows, `[{name, unit, handler, deadline, words, percent, note, is_open, late, may_change, may_tell, mine}]`: what
	is open, then what is done, of what the reader may see.

	`may_change`: the reader may hand it to another person, or take it back; `may_tell`: they may say how far it is.
	"""
	own, over = set(own), not may_be_handed(task)
	about = {"task": task.name, "state": ("in", [OPEN, DONE])}
	rows = frappe.get_list(
		PART, about, list(FIELDS), order_by="state desc, creation, name", limit_page_length=0
	)
	names = full_names(row.handler for row in rows)
	return [
		{
			**row,
			"handler": names[row.handler],
			"user": row.handler,
			"percent": percent_of(row),
			"is_open": row.state == OPEN,
			"late": row.state == OPEN and _is_late(row, today),
			"may_change": row.unit in own,
			"may_tell": not over and (row.unit in own or row.handler == frappe.session.user),
			"mine": row.handler == frappe.session.user,
		}
		for row in rows
	]


def by_unit(rows: Iterable[dict]) -> list[dict]:
	"""How far each unit is by what its people have of a task: `[{unit, percent, items, done}]`."""
	of_unit: dict[str, list[dict]] = {}
	for row in rows:
		of_unit.setdefault(row["unit"], []).append(row)
	return [{"unit": unit, **_together(found)} for unit, found in sorted(of_unit.items())]


def how_far(task: str, unit: str) -> dict | None:
	"""`{percent, items, done}` of what a unit's people have of a task; None where nothing of it is in anybody's hands."""
	units = sorted(people.stands_for(frozenset({unit})))  # with those that were merged into it
	about = {"task": task, "unit": ("in", units), "state": ("in", [OPEN, DONE])}
	rows = frappe.get_all(PART, about, ["state", "percent", "weight"])
	return _together(rows) if rows else None


def percent_of(part: dict) -> float:
	"""What is done is done whole, whatever was said of it last."""
	return WHOLE if part["state"] == DONE else flt(part["percent"])


def _together(rows: list[dict]) -> dict:
	percent = mean_of_parts((percent_of(row), flt(row["weight"])) for row in rows)
	return {"percent": percent, "items": len(rows), "done": sum(row["state"] == DONE for row in rows)}


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
