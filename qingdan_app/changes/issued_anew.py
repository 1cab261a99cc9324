"""What a list issued anew changes in tasks that were handed out: kept on one request, and written with its decision, all or none.

`revision` of a request, which the import writes and nobody else: `{tasks: {name: values}, dropped: [name], key_works: {name: {values,
seen, tasks: [name]}}, added: {key_works: [row], tasks: [row]}}`.
"""

import json
from collections.abc import Iterable, Mapping

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.changes.rules.kinds import Kind
from qingdan_app.handing_out import handing
from qingdan_app.organization import people
from qingdan_app.organization.rules.answering import last_successor
from qingdan_app.tasks import history, item_corrections
from qingdan_app.tasks.bulk import insert_rows
from qingdan_app.tasks.rules.course import CLOSED
from qingdan_app.tasks.rules.standing_in import each_once
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.loop import FollowUp
from qingdan_app.workflows.moves.performing import Note

KEY_WORK, TASK = "Qingdan Key Work", "Qingdan Task"
ACT = "revise"
BEING_WORKED_ON = (TaskState.WAITING.value, TaskState.MOVING.value)


def revision_of(request: Mapping) -> dict:
	"""What the list says, as the request keeps it; empty where it does not come from an import."""
	stored = request.get("revision") if isinstance(request, Document) else None
	return json.loads(stored or "{}")


def stands_alone(request: Mapping) -> bool:
	"""Whether it says something where no task changes: of a key work, or of tasks that come into the list."""
	revision = revision_of(request)
	return bool(revision.get("key_works") or revision.get("added", {}).get("tasks"))


def said_of(request: Document) -> str:
	"""What stands in the history of each task: which document says so."""
	return request.reason if request.kind == Kind.REVISION.value else ""


def of_today(revision: Mapping) -> dict:
	"""The same, with the units that have taken over meanwhile in place of those that the document names."""
	successors = people.successors()
	added = revision.get("added", {})

	def today(row: Mapping) -> dict:
		lead = {"lead_unit": last_successor(row["lead_unit"], successors)} if row.get("lead_unit") else {}
		if "units" not in row:
			return {**row, **lead}
		shared = {unit["unit"]: unit for unit in row["units"]}
		units = each_once(row["units"], lambda unit: last_successor(unit, successors))
		kept = next(iter(shared.values()), {})
		copied = {name: kept[name] for name in ("due_order", "list", "leader", "state") if name in kept}
		return {**row, **lead, "units": [{**copied, **unit, **lead} for unit in units]}

	return {
		**revision,
		"tasks": {name: today(values) for name, values in revision.get("tasks", {}).items()},
		"key_works": {
			name: {**each, "values": today(each["values"])}
			for name, each in revision.get("key_works", {}).items()
		},
		"added": {name: [today(row) for row in rows] for name, rows in added.items()},
	}


def conflicts(request: Document) -> list[str]:
	"""What has changed since it was asked for, beside the tasks of its rows, in words; key works are locked."""
	revision = revision_of(request)
	found = []
	for name, each in sorted(revision.get("key_works", {}).items()):
		now = frappe.db.get_value(KEY_WORK, name, list(each["seen"]), as_dict=True, for_update=True) or {}
		if any((now.get(field) or "") != (words or "") for field, words in each["seen"].items()):
			found.append(_("{0} was changed meanwhile").format(name))
	names = [row["name"] for row in revision.get("added", {}).get("tasks", ())]
	there = frappe.get_all(TASK, {"name": ("in", names or [""])}, pluck="name", order_by="name")
	return [*found, *(_("{0} is there by now").format(name) for name in there)]


def write(revision: Mapping, request: Document) -> Iterable[FollowUp]:
	"""Write the key works and what is added, which is handed out at once; answers the notes in the histories of tasks."""
	notes = []
	for name, each in sorted(revision.get("key_works", {}).items()):
		said = _said_of_item(name, each)
		write_key_work(name, each["values"])
		for task in _open_ones(each.get("tasks", ())):
			kept = {"revised": said, "change": request.name, "import": request.source_import}
			notes.append(
				Note(TASK, task, ACT, {"key_work_text": each["values"]["text"]}, kept, request.reason)
			)
	added = revision.get("added", {})
	insert_rows(KEY_WORK, added.get("key_works", ()))
	insert_rows(TASK, [{**row, "drafted": 1} for row in added.get("tasks", ())])
	handing.hand_out(row["name"] for row in added.get("tasks", ()))
	return notes


def _said_of_item(name: str, each: Mapping) -> dict:
	"""What the histories of its tasks say of a key work that is about to be written."""
	item = frappe.get_doc(KEY_WORK, name)
	before, now = (
		item_corrections.words_of(item),
		item_corrections.words_of({**item.as_dict(), **each["values"]}),
	)
	text = {"was": each["seen"].get("text"), "now": each["values"].get("text")}
	return {"key_work_text": text, **history.differences(before, now)}


def _open_ones(tasks: Iterable[str]) -> list[str]:
	"""Those that are still worked on: what was decided on keeps its words, and what is gone has none."""
	fields, still = ["name", "course"], {"name": ("in", [*tasks, ""]), "state": ("in", BEING_WORKED_ON)}
	rows = frappe.get_all(TASK, still, fields, order_by="name")
	return [row.name for row in rows if row.course not in CLOSED]


def write_key_work(name: str, values: Mapping) -> None:
	"""Its earlier words stay in its versions, and in the history of its tasks."""
	doc = frappe.get_doc(KEY_WORK, name, for_update=True)
	doc.flags.revised = True
	doc.update(values)
	with guard.permit(doc):
		doc.save(ignore_permissions=True)  # whoever decides need not be one who writes key works
