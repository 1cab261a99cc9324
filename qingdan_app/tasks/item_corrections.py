"""A change of a key work by hand: it says why, and stands in the history of each of its tasks that was handed out."""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.tasks import corrections, history
from qingdan_app.tasks.corrections import Corrected
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import run

KEPT = ("leader", "lead_unit", "weight", "starred", "section_number", "section_heading")
"""What people may hold against its tasks; its words and its cell are the document's own."""


def check(item: Document) -> None:
	"""Keep what a save changes, and why, until it is written. Raises ReasonNeeded where nobody says why."""
	reason, before = corrections.taken_from(item), item.get_doc_before_save()
	item._correction = None
	if not before or guard.is_permitted(item):
		return
	said = history.differences(words_of(before), words_of(item))
	tasks = _handed_out(item.name) if said else []
	if not tasks:
		return
	if not reason:
		corrections.refuse(item, said, _("{0} of {1} is not changed in silence. Fill in “{2}” as well."))
	item._correction = (said, reason, tasks)


def note(item: Document) -> None:
	"""Write what was changed by hand into the histories of its tasks: the key work has just been saved."""
	said, reason, tasks = getattr(item, "_correction", None) or ({}, "", [])
	item._correction, held = None, Held()
	for name in tasks:
		run(held, Corrected(history.TASK, name, reason, said))


def words_of(item: Mapping) -> dict[str, str]:
	"""A key work as text, by the names that the history of a task has for it."""
	return {f"key_work.{name}": history.plain(name, item.get(name)) for name in KEPT}


def _handed_out(item: str) -> list[str]:
	return frappe.get_all(history.TASK, {"key_work": item, "drafted": 0}, pluck="name", order_by="name")
