"""What the history of a task says of its people at a unit: who had it before an act, and who has it now."""

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.tasks.in_hands import OPEN
from qingdan_app.tasks.sources import PART
from qingdan_app.workflows.moves import hearing
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause
from qingdan_app.workflows.moves.performing import write_log
from qingdan_app.workflows.moves.subjects import Move


def note(held: Held, task: Document, act: str, before: dict[str, str], words: str) -> str:
	"""An entry for each unit in the history of the task: who had it there before, and who has it now. Answers the last."""
	for unit, was in before.items():
		said = {"handlers": {"was": was, "now": names_of(task.name, unit)}}
		step = Move(act, task.state, task.state, frappe.session.user, words or "")
		entry = write_log(held, task, step, {"revised": said, "unit": unit}, Cause())
	hearing.tell(held)
	return entry.entry


def names_of(task: str, unit: str) -> str:
	"""Who has a task at a unit, each with their deadline; once, whatever they have of it."""
	wanted = {"task": task, "unit": unit, "state": OPEN}
	rows = frappe.get_all(PART, wanted, ["handler", "deadline"], order_by="handed_at, name")
	return "、".join(dict.fromkeys(_name(row) for row in rows))


def _name(row: dict) -> str:
	name = frappe.utils.get_fullname(row["handler"])
	return f"{name} {getdate(row['deadline'])}" if row["deadline"] else name
