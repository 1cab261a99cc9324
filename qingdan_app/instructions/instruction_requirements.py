"""What holds for an instruction however it is written: on what, by whom, to whom."""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.instructions.exceptions import InstructionIncomplete, InstructionIsGiven
from qingdan_app.instructions.rules.instruction_states import InstructionState
from qingdan_app.organization import people

INSTRUCTION = "Qingdan Instruction"
KEY_WORK, TASK, REPORT = "Qingdan Key Work", "Qingdan Task", "Qingdan Progress Report"
ABOUT = {"report": REPORT, "task": TASK, "key_work": KEY_WORK}
"""The field that names what it is written on → its DocType, the nearest first."""


def is_open(instruction: Document) -> bool:
	"""Whether its words may still be changed."""
	return (instruction.state or InstructionState.DRAFT.value) == InstructionState.DRAFT.value


def settle(instruction: Document) -> None:
	"""What follows from what it is written on: task, key work and list, the leader and the unit where nobody has said others."""
	if instruction.report:
		instruction.task = frappe.db.get_value(REPORT, instruction.report, "task")
	if instruction.task:
		instruction.key_work = frappe.db.get_value(TASK, instruction.task, "key_work")
	_, named = about(instruction)
	fields = ["list", "leader", "lead_unit", "title"]
	row = frappe.db.get_value(
		TASK if instruction.task else KEY_WORK, instruction.task or named, fields, as_dict=True
	)
	row = row or frappe._dict()
	instruction.update({"list": row.list, "work_title": row.title})
	instruction.leader = instruction.leader or row.leader
	instruction.unit = instruction.unit or row.lead_unit
	instruction.title = " ".join((instruction.words or "").split())[:140]


def task_of(name: str) -> str | None:
	"""The task that an instruction is about, itself or by its report."""
	return frappe.db.get_value(INSTRUCTION, name, "task")


def about(instruction: Document) -> tuple[str, str | None]:
	"""The DocType and the name of what it is written on."""
	field = next((field for field in ABOUT if instruction.get(field)), "key_work")
	return ABOUT[field], instruction.get(field)


def check_sight(instruction: Document) -> None:
	"""Raise InstructionIncomplete without anything it is written on, PermissionError for what the writer does not see or a leader
	whom they do not act for."""
	doctype, name = about(instruction)
	if not name:
		frappe.throw(
			_("Name the key work, the task or the report that it is written on."), InstructionIncomplete
		)
	frappe.get_doc(doctype, name).check_permission("read")
	standing = people.standing_of()
	if not standing.sees_all and instruction.leader not in standing.leaders:
		frappe.throw(_("You write instructions for your own leader alone."), frappe.PermissionError)


def may_write(leader: str | None) -> bool:
	"""Whether the session's user writes instructions on work of this leader."""
	standing = people.standing_of()
	return bool(frappe.has_permission(INSTRUCTION, "create")) and (
		standing.sees_all or leader in standing.leaders
	)


def check_ready(instruction: Document) -> None:
	"""Raise InstructionIncomplete for what is missing before it is given."""
	missing = list(_missing(instruction))
	if missing:
		frappe.throw(
			_("The instruction cannot be given yet: {0}.").format("；".join(missing)), InstructionIncomplete
		)


def _missing(instruction: Document) -> Iterator[str]:
	if not instruction.unit:
		yield _("it names no unit that answers")
	elif frappe.db.get_value("Qingdan Unit", instruction.unit, "disabled"):
		yield _("{0} is no longer in use").format(instruction.unit)
	if instruction.due_date and getdate(instruction.due_date) < getdate():
		yield _("its answer would be late at once; name a day from today on")
	if instruction.task and frappe.db.get_value(TASK, instruction.task, "drafted"):
		yield _("{0} is not handed out yet").format(instruction.task)


def refuse_change(instruction: Document) -> None:
	"""Raise InstructionIsGiven where what a unit has read is written anew."""
	before = instruction.get_doc_before_save()
	if before and not is_open(before):
		frappe.throw(
			_("{0} was given and keeps its words. Take it back with a reason, and give another.").format(
				frappe.bold(instruction.name)
			),
			InstructionIsGiven,
		)


def refuse_deletion(instruction: Document) -> None:
	"""Raise InstructionIsGiven: what was written to somebody is on record."""
	if not is_open(instruction):
		frappe.throw(
			_("{0} was given and is kept.").format(frappe.bold(instruction.name)), InstructionIsGiven
		)
