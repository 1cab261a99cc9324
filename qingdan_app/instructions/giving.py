"""The writer of instructions: written and given in one act, and taken on as matters of their own."""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app import arguments, shapes
from qingdan_app.instructions.exceptions import InstructionIsGiven
from qingdan_app.instructions.instruction_requirements import ABOUT, INSTRUCTION
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import run
from qingdan_app.workflows.moves.performing import Note

MATTER = "Qingdan Matter"
KIND, OF_SUPERVISION = "领导批示", "专项督查"
"""The kinds of matters that instructions become, as they are shipped; another one where the site has not kept them."""
WORDS = {
	**dict.fromkeys((*ABOUT, "words", "unit", "leader"), shapes.text),
	"due_date": shapes.day,
}
"""What a caller says of an instruction."""


def give(words: Mapping) -> Document:
	"""Write an instruction on a key work, a task or a report, and give it to the unit that is named, else to the one that leads.

	Raises InstructionIncomplete, and PermissionError for what the writer does not see.
	"""
	arguments.check_seen({doctype: words.get(field) for field, doctype in ABOUT.items()})
	instruction = frappe.new_doc(INSTRUCTION)
	instruction.update({name: words.get(name) or None for name in WORDS})
	instruction.insert()
	return performing.perform(INSTRUCTION, instruction.name, "give_instruction")


def take_on(name: str) -> str:
	"""Write a matter that begins as the instruction says, with its source filled in; the name of the matter, which is taken on like any other.

	Raises InstructionIsGiven where it has one already.
	"""
	held = Held()
	instruction = held.read(INSTRUCTION, name)
	instruction.check_permission("read")
	if instruction.matter:
		frappe.throw(
			_("{0} was taken on as {1} already.").format(frappe.bold(name), instruction.matter),
			InstructionIsGiven,
		)
	matter = frappe.new_doc(MATTER)
	matter.update({"content": instruction.words, "kind": _kind(instruction), "leader": instruction.leader})
	matter.update({"document_number": instruction.name, "document_date": getdate(instruction.given_at)})
	matter.update({"lead_unit": instruction.unit, "due_date": instruction.due_date})
	matter.insert()
	run(held, Note(INSTRUCTION, name, "take_on_instruction", {"matter": matter.name}))
	return matter.name


def _kind(instruction: Document) -> str | None:
	wanted = KIND if instruction.leader else OF_SUPERVISION
	kinds = frappe.get_all("Qingdan Matter Kind", {"disabled": 0}, pluck="name", order_by="creation, name")
	return wanted if wanted in kinds else next(iter(kinds), None)
