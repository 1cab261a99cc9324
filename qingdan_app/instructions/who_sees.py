"""Who sees an instruction: who wrote it, the office of its leader, and whoever sees all; once it is given the unit that answers, and
whoever sees the task, or a task of the key work, that it is written on."""

from frappe.model.document import Document

from qingdan_app.instructions.instruction_requirements import INSTRUCTION, TASK
from qingdan_app.instructions.rules.instruction_states import InstructionState
from qingdan_app.organization.people import standing_of
from qingdan_app.tasks import sources
from qingdan_app.workflows.listed import EVERYTHING, NOTHING, among, any_of
from qingdan_app.workflows.requests.access import at_turn

TABLE = f"`tab{INSTRUCTION}`"


def instructions(user: str | None = None) -> str:
	"""The list condition of instructions."""
	standing = standing_of(user)
	if standing.sees_all:
		return EVERYTHING
	given = f"{TABLE}.`state` != '{InstructionState.DRAFT.value}'"
	theirs = any_of([among(f"{TABLE}.`unit`", standing.all_units), _with_work(standing)])
	return any_of(
		[
			among(f"{TABLE}.`owner`", [standing.user]),
			among(f"{TABLE}.`leader`", standing.leaders),
			NOTHING if theirs == NOTHING else f"({given} and {theirs})",
			at_turn(INSTRUCTION, standing.user),
		]
	)


def instructions_to_change(user: str | None = None) -> str:
	"""Who wrote it, and who sees all; its state says whether it is still open."""
	standing = standing_of(user)
	return EVERYTHING if standing.sees_all else among(f"{TABLE}.`owner`", [standing.user])


def new_instruction(doc: Document, user: str) -> bool:
	"""Whoever has the role writes one of their own; for which leader is asked when it is saved."""
	return doc.get("owner") in (None, "", user)


def _with_work(standing) -> str:
	seen = sources.sources_of(standing).condition
	if seen == NOTHING:
		return NOTHING
	tasks, works = (f"select `{column}` from `tab{TASK}` where {seen}" for column in ("name", "key_work"))
	return f"({TABLE}.`task` in ({tasks}) or (ifnull({TABLE}.`task`, '') = '' and {TABLE}.`key_work` in ({works})))"
