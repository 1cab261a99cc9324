"""The writer of words that people took from a document issued anew; what was there before stays in the task's history."""

from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.changes.issued_anew import ACT, write_key_work
from qingdan_app.importing.plan.compare import TASK
from qingdan_app.importing.plan.revisions import Revision, Revisions
from qingdan_app.tasks import history
from qingdan_app.tasks.rules.course import Course
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import run as carry_out
from qingdan_app.workflows.moves.performing import Note


def write(revisions: Revisions, source: str) -> None:
	"""Write all of them; `source` is the import they come from. The caller's transaction is all or nothing."""
	for name in sorted(revisions.key_works):
		write_key_work(name, revisions.key_works[name].values)
	for name in sorted(revisions.tasks.keys() - revisions.dropped):
		_write_task(name, revisions.tasks[name], source)
	for name in sorted(revisions.dropped):
		_end(name, source)


def _write_task(name: str, revision: Revision, source: str) -> None:
	held = Held()
	task = held.read(TASK, name)
	task.flags.revised = True
	said = {**revision.said, **_units_said(task, revision)}
	carry_out(held, Note(TASK, name, ACT, revision.values, {"revised": said, "import": source}))


def _end(name: str, source: str) -> None:
	"""The document has it no longer, and it was never handed out."""
	held, values = Held(), {"course": Course.ENDED.value, "course_since": getdate()}
	before = history.words_of_task(held.read(TASK, name))
	said = {"course": {"was": before["course"], "now": values["course"]}}
	carry_out(held, Note(TASK, name, ACT, values, {"revised": said, "import": source}))


def _units_said(task: Document, revision: Revision) -> dict:
	"""The units as they stood with the task, which people may have changed since the cell was written."""
	if "units" not in revision.values:
		return {}
	now = "、".join(row["unit"] for row in revision.values["units"])
	return {"units": {"was": "、".join(row.unit for row in task.units), "now": now}}
