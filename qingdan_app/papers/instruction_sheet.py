"""An instruction on paper: what was written on which work and to whom, and what the unit has answered."""

from typing import Any

from frappe import _
from frappe.model.document import Document

from qingdan_app.organization.rules.standing import Role
from qingdan_app.papers.report_sheet import FOLDER
from qingdan_app.workflows.papers.fields import as_typed, fields_of
from qingdan_app.workflows.papers.rendering import render
from qingdan_app.workflows.papers.sheet import readable

INSTRUCTION = "Qingdan Instruction"


def qingdan_instruction_sheet(doc: Any) -> str:
	"""An instruction as HTML: what its print format calls. Raises frappe.PermissionError."""
	return render(f"{FOLDER}/instruction_sheet.html", of_instruction(readable(INSTRUCTION, doc.name)))


def of_instruction(instruction: Document) -> dict:
	"""What stands on it: `{title, kind, heading, number, standing, fields}`; without a leader it is supervision's."""
	return {
		"title": _("Instruction Sheet"),
		"kind": instruction.leader or _(Role.SUPERVISION.value),
		"heading": as_typed(instruction.work_title),
		"number": instruction.name,
		"standing": _(instruction.state),
		"fields": fields_of(instruction, without=("work_title", "leader", "state")),
	}
