"""Core's ToDo beside what was handed on: one for each person and task, open as long as the person has something of it.

So the sidebar, the filter "assigned to" and everybody's list of ToDos tell what the rows of the unit tell.
"""

from collections.abc import Iterable

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, strip_html

from qingdan_app.tasks.in_hands import DONE, OPEN
from qingdan_app.tasks.sources import PART, TASK

TODO = "ToDo"


def follow(task: Document, people: Iterable[str]) -> None:
	"""Bring the ToDos of these people about a task to what they have of it."""
	for person in dict.fromkeys(people):
		_follow(task, person)


def is_about_task(todo: Document) -> bool:
	return todo.get("reference_type") == TASK and bool(todo.get("reference_name"))


def is_of_writer(todo: Document) -> bool:
	"""Whether it is our own writer that saves it, and no door of core."""
	return bool(todo.flags.of_part)


def name_anew(user: str) -> None:
	"""Core's column of who is assigned holds addresses as text: say it anew for a person whose account was renamed."""
	about = {"allocated_to": user, "reference_type": TASK}
	for name in frappe.get_all(TODO, about, pluck="name"):
		frappe.get_doc(TODO, name).update_in_reference()


def _follow(task: Document, person: str) -> None:
	rows = frappe.get_all(
		PART,
		{"task": task.name, "handler": person},
		["state", "deadline", "words"],
		order_by="handed_at, name",
	)
	having = [row for row in rows if row.state == OPEN]
	about = {"reference_type": TASK, "reference_name": task.name, "allocated_to": person, "status": "Open"}
	todo = frappe.db.get_value(TODO, about)
	if having:
		_open(todo, about, _said(task, having))
	elif todo:
		_close(todo, "Closed" if rows and rows[-1].state == DONE else "Cancelled")


def _said(task: Document, having: list[dict]) -> dict:
	"""The day it is due first, and what is to be done."""
	days = [getdate(row["deadline"]) for row in having if row["deadline"]]
	words = "\n".join(row["words"] for row in having if row["words"])
	return {"date": min(days) if days else None, "description": words or task.title}


def _open(todo: str | None, about: dict, said: dict) -> None:
	if todo:
		now = frappe.db.get_value(TODO, todo, ["date", "description"], as_dict=True)
		if (now.date, strip_html(now.description or "").strip()) != (said["date"], said["description"]):
			frappe.db.set_value(TODO, todo, said)
		return
	doc = frappe.new_doc(TODO)
	doc.update({**about, **said, "assigned_by": frappe.session.user})
	doc.flags.of_part = True
	doc.insert(ignore_permissions=True)  # who may hand on has been asked


def _close(todo: str, status: str) -> None:
	doc = frappe.get_doc(TODO, todo)
	doc.status = status
	doc.flags.of_part = True
	doc.save(ignore_permissions=True)  # the same
