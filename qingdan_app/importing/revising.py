"""The writer of words that people took from a document issued anew; what was there before stays in the task's history."""

from collections.abc import Mapping

import frappe
from frappe.model.document import Document

from qingdan_app.importing.plan.revisions import KEY_WORK, TASK, Revision, Revisions
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import run as carry_out
from qingdan_app.workflows.moves.performing import Note

ACT = "revise"


def write(revisions: Revisions, source: str) -> None:
	"""Write all of them; `source` is the import they come from. The caller's transaction is all or nothing."""
	for name in sorted(revisions.key_works):
		_write_key_work(name, revisions.key_works[name])
	for name in sorted(revisions.tasks):
		_write_task(name, revisions.tasks[name], source)


def _write_key_work(name: str, revision: Revision) -> None:
	"""Its earlier words stay in its versions, and in the history of its tasks."""
	doc = frappe.get_doc(KEY_WORK, name, for_update=True)
	doc.flags.revised = True
	doc.update(revision.values)
	doc.save()


def _write_task(name: str, revision: Revision, source: str) -> None:
	held = Held()
	task = held.read(TASK, name)
	task.flags.revised = True
	values = {**revision.values, **_anew(task, revision.values)}
	said = {**revision.said, **_units_said(task, revision)}
	carry_out(held, Note(TASK, name, ACT, values, {"revised": said, "import": source}))


def _anew(task: Document, values: Mapping) -> dict:
	"""A unit that leads from now on has received nothing yet."""
	leads = [row["unit"] for row in values.get("units", ()) if row["duty"] == "Lead"]
	if "units" not in values or leads == [task.lead_unit]:
		return {}
	return {"acknowledged_by": None, "acknowledged_at": None}


def _units_said(task: Document, revision: Revision) -> dict:
	"""The units as they stood with the task, which people may have changed since the cell was written."""
	if "units" not in revision.values:
		return {}
	now = "、".join(row["unit"] for row in revision.values["units"])
	return {"units": {"was": "、".join(row.unit for row in task.units), "now": now}}
