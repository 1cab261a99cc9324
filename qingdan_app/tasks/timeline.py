"""What happened to a task so far: the approval log of the task and of its period reports, oldest first."""

import json

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.workflows import workflow_acts
from qingdan_app.workflows.engine.flow.verbs import verb_of

WORDS = ("name", "kind", "period", "percent", "done", "figures", "problems", "next_steps", "evidence")
BRING_A_REPORT = frozenset({"submit", "file"})
"""Acts that bring a report along; decisions repeat it in their snapshot, a reader wants it once."""
REPEATED = frozenset({"start", "resume", "read", "delegate", "delegation_over"})
"""Entries of an approval that the task's own entries say as well, or that are nothing to a reader."""
MOVING = frozenset({"return", "withdraw", "reject", "terminate", "approve"})
"""Acts of an approval that may move the task: the move, written next, says the same."""


def timeline_of(task: Document) -> list[dict]:
	"""`[{at, act, label, colour, person, for, unit, opinion, report}]`; `report` holds the words as they were filed then.

	A completion report moves with its task, so only the task's entry is shown. Drafts of other units and what
	happened to them are left out: `get_list` knows who sees which report.
	"""
	fields = ["name", "unit"]
	reports = frappe.get_list(
		"Qingdan Progress Report", {"task": task.name, "kind": "Period"}, fields, limit_page_length=0
	)
	units = {row.name: row.unit for row in reports}
	rows = _log_rows([task.name, *units])
	pairs = zip(rows, [*rows[1:], None], strict=False)
	return [_entry(row, units) for row, following in pairs if not _is_repeated(row, following)]


def _log_rows(names: list[str]) -> list[dict]:
	log, user = frappe.qb.DocType("Qingdan Approval Log"), frappe.qb.DocType("User")
	return (
		frappe.qb.from_(log)
		.left_join(user)
		.on(user.name == log.actor)
		.select(log.reference_name, log.act, log.acted_at, log.opinion, log.snapshot, user.full_name)
		.select(log.request, log.actor, log.on_behalf_of)
		.where(log.reference_name.isin(names))
		.where(log.reference_doctype.isin(["Qingdan Task", "Qingdan Progress Report"]))
		.orderby(log.acted_at)
		.orderby(log.creation)
		.orderby(log.sequence)
	).run(as_dict=True)


def _is_repeated(row: dict, following: dict | None) -> bool:
	"""Whether an approval's entry says nothing that the task's own entries do not say."""
	if not row.request:
		return False
	moved = following and not following.request and following.actor == row.actor
	return row.act in REPEATED or bool(row.act in MOVING and moved and following.opinion == row.opinion)


def _entry(row: dict, units: dict[str, str]) -> dict:
	shown = verb_of(row.act) if row.request else workflow_acts.row_of(row.act)
	return {
		"at": row.acted_at,
		"act": row.act,
		"label": _(shown.words),
		"colour": shown.colour.value,
		"person": row.full_name,
		"for": frappe.utils.get_fullname(row.on_behalf_of) if row.on_behalf_of else None,
		"unit": units.get(row.reference_name),
		"opinion": row.opinion,
		"report": _report(row),
	}


def _report(row: dict) -> dict | None:
	if row.act not in BRING_A_REPORT or not row.snapshot:
		return None
	snapshot = json.loads(row.snapshot)
	return {word: snapshot.get(word) for word in WORDS}
