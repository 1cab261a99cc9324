"""The writer of verifications: what was found, with its photos, beside what the unit says."""

from collections.abc import Mapping

import frappe
from frappe.model.document import Document

from qingdan_app import arguments, shapes
from qingdan_app.notices.on_tasks import NoteOnTasks
from qingdan_app.verifications.rules.acts import act_of
from qingdan_app.verifications.verification_requirements import TASK, VERIFICATION
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import run

PHOTO = {"file": shapes.text, "caption": shapes.text}
WORDS = {
	**dict.fromkeys(("task", "place", "verified_by", "result", "finding", "corrects"), shapes.text),
	"day": shapes.day,
	"evidence": shapes.rows(PHOTO),
}
"""What a caller says of a verification."""


def verify(words: Mapping) -> Document:
	"""Write down what was found about a task.

	Raises VerificationIncomplete, VerificationStays where it corrects one that was corrected, and PermissionError for a task that the writer does not see.
	"""
	arguments.check_seen({TASK: words.get("task"), VERIFICATION: words.get("corrects")})
	verification = frappe.new_doc(VERIFICATION)
	verification.update({name: words.get(name) or None for name in WORDS if name != "evidence"})
	verification.set("evidence", words.get("evidence") or [])
	return verification.insert()


def note(verification: Document) -> None:
	"""It stands in the history of its task."""
	act = act_of(verification.result, verification.corrects)
	run(Held(), NoteOnTasks((verification.task,), act, verification.finding))
