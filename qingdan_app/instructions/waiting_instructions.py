"""Instructions as they are shown beside what they are written on, and among what waits for somebody. Reads only."""

from collections.abc import Iterable

import frappe
from frappe import _

from qingdan_app.instructions.instruction_requirements import INSTRUCTION
from qingdan_app.instructions.rules.instruction_states import OPEN, InstructionState
from qingdan_app.notices import in_writing
from qingdan_app.organization import people

FIELDS = (
	"name",
	"title",
	"words",
	"answer",
	"unit",
	"leader",
	"task",
	"key_work",
	"state",
	"due_date",
	"late_since",
	"given_at",
)


def shown_on(field: str, name: str) -> list[dict]:
	"""The instructions on a task, report or key work that the session's user sees, the latest first."""
	wanted = {field: name, "state": ("!=", InstructionState.DRAFT.value)}
	rows = frappe.get_list(INSTRUCTION, wanted, list(FIELDS), order_by="given_at desc", limit_page_length=0)
	return [{**row, "open": row.state in OPEN} for row in rows]


def waiting_for_me() -> list[dict]:
	"""Instructions that the user's units have not answered, and answers to those of the user's leaders, as rows of what waits for somebody."""
	standing = people.standing_of()
	asked = {
		InstructionState.TO_ANSWER.value: ("unit", standing.all_units, _("Answer the Instruction")),
		InstructionState.ANSWERED.value: (
			"leader",
			standing.leaders,
			_("Read the answer to the instruction"),
		),
	}
	rows = []
	for state, (field, names, step) in asked.items():
		wanted = {"state": state, field: ("in", sorted(names) or [""])}
		found = frappe.get_list(INSTRUCTION, wanted, list(FIELDS), limit_page_length=0) if names else []
		rows += [_row(row, step) for row in found]
	return rows


def open_about(tasks: Iterable[str], locked: bool = False) -> list[str]:
	"""Instructions on these tasks that are not carried out yet."""
	return in_writing.open_about(INSTRUCTION, OPEN, tasks, locked)


def _row(row: dict, step: str) -> dict:
	said = {name: row[name] for name in ("task", "title", "due_date", "state", "leader", "late_since")}
	return {**said, "step": step, "lead_unit": row.unit, "items": 1, "document": [INSTRUCTION, row.name]}
