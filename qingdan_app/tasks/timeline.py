"""What happened to a task so far: the approval log of the task and of its period reports, oldest first."""

import json

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.workflows.engine.acts import action_of

WORDS = ("name", "kind", "period", "percent", "done", "figures", "problems", "next_steps", "evidence")
BRING_A_REPORT = frozenset({"submit", "file"})
"""Acts that bring a report along; decisions repeat it in their snapshot, a reader wants it once."""


def timeline_of(task: Document) -> list[dict]:
	"""`[{at, act, label, person, unit, opinion, report}]`; `report` holds the words as they were filed then.

	A completion report moves with its task, so only the task's entry is shown. Drafts of other units and what
	happened to them are left out: `get_list` knows who sees which report.
	"""
	fields = ["name", "unit"]
	reports = frappe.get_list(
		"Qingdan Progress Report", {"task": task.name, "kind": "Period"}, fields, limit_page_length=0
	)
	units = {row.name: row.unit for row in reports}
	return [_entry(row, units) for row in _log_rows([task.name, *units])]


def _log_rows(names: list[str]) -> list[dict]:
	log, user = frappe.qb.DocType("Qingdan Approval Log"), frappe.qb.DocType("User")
	return (
		frappe.qb.from_(log)
		.left_join(user)
		.on(user.name == log.actor)
		.select(log.reference_name, log.act, log.acted_at, log.opinion, log.snapshot, user.full_name)
		.where(log.reference_name.isin(names))
		.where(log.reference_doctype.isin(["Qingdan Task", "Qingdan Progress Report"]))
		.orderby(log.acted_at)
		.orderby(log.creation)
	).run(as_dict=True)


def _entry(row: dict, units: dict[str, str]) -> dict:
	return {
		"at": row.acted_at,
		"act": row.act,
		"label": _("Acknowledge") if row.act == "acknowledge" else _(action_of(row.act)),
		"person": row.full_name,
		"unit": units.get(row.reference_name),
		"opinion": row.opinion,
		"report": _report(row),
	}


def _report(row: dict) -> dict | None:
	if row.act not in BRING_A_REPORT or not row.snapshot:
		return None
	snapshot = json.loads(row.snapshot)
	return {word: snapshot.get(word) for word in WORDS}
