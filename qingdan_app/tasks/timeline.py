"""What happened to a task so far: the approval log of the task and of its period reports, oldest first."""

import heapq
import json
from collections import defaultdict
from itertools import pairwise

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.tasks import history
from qingdan_app.tasks.follow import WORDS_OF_REPORT
from qingdan_app.workflows import workflow_acts
from qingdan_app.workflows.engine.flow.verbs import verb_of
from qingdan_app.workflows.log import causes, renames

REPORT = "Qingdan Progress Report"
WORDS = ("name", *WORDS_OF_REPORT, "target_figures", "evidence")
BRING_A_REPORT = frozenset({"submit", "file", "stand"})
"""Acts that bring a report along; decisions repeat it in their snapshot, a reader wants it once."""
REPEATED = frozenset({"start", "resume", "read", "delegate", "delegation_over"})
"""Entries of an approval that the task's own entries say as well, or that are nothing to a reader."""
WITHIN_A_UNIT = frozenset({"hand_on", "take_from", "finish_part"})
MOVING = frozenset({"return", "withdraw", "reject", "terminate", "approve"})
"""Acts of an approval that may move the task: the move, which names them as its cause, says the same."""


def timeline_of(task: Document) -> list[dict]:
	"""`[{at, act, label, colour, person, for, people, unit, opens, opinion, report, percent, revised}]`.

	`people` are those whom an act was for, who was asked or added; `opens` names the report that an entry is about, where it has one;
	`report` holds the words as they were filed then, `percent` what a reopened task stands at again, `revised` what was
	changed by a list issued anew, a granted request or by hand, `[{label, was, now}]`.

	A completion report moves with its task, so only the task's entry is shown. What was once filed stays, also after it
	was taken back or rewritten; drafts of other units that were never filed are left out: `get_list` knows who sees which.
	"""
	seen = _reports_seen(task.name)
	units = _reports_shown(task.name, seen)
	logs = _logs_of([task.name, *units])
	said = {cause for rows in logs for cause in _causes_of_moves(rows)}
	rows = heapq.merge(*logs, key=lambda row: (row["acted_at"], row["creation"]))
	return [_entry(row, units, seen) for row in rows if not _is_repeated(row, said)]


def _reports_seen(task: str) -> dict[str, dict]:
	"""The reports of a task that the user may open."""
	rows = frappe.get_list(REPORT, {"task": task}, ["name", "unit", "kind"], limit_page_length=0)
	return {row.name: row for row in rows}


def _reports_shown(task: str, seen: dict[str, dict]) -> dict[str, str]:
	"""Report → its unit: the period reports the user sees, and all that were ever filed."""
	filters = {"task": task, "kind": ("!=", "Completion"), "submitted_by": ("is", "set")}
	filed = frappe.get_all(REPORT, filters, ["name", "unit"])
	own = [row for row in seen.values() if row.kind != "Completion"]
	return {row.name: row.unit for row in (*own, *filed)}


def _logs_of(names: list[str]) -> list[list[dict]]:
	"""The log of each document, in its own order."""
	logs: dict[str, list[dict]] = defaultdict(list)
	for row in causes.with_words(_log_rows(names)):
		logs[row["reference_name"]].append(row)
	return list(logs.values())


def _log_rows(names: list[str]) -> list[dict]:
	log = frappe.qb.DocType("Qingdan Approval Log")
	return (
		frappe.qb.from_(log)
		.select(log.reference_doctype, log.reference_name, log.act, log.acted_at, log.opinion, log.snapshot)
		.select(log.name, log.cause, log.request, log.actor, log.on_behalf_of, log.creation, log.event)
		.where(log.reference_name.isin(names))
		.where(log.reference_doctype.isin(["Qingdan Task", REPORT]))
		.orderby(log.sequence)
	).run(as_dict=True)


def _causes_of_moves(rows: list[dict]) -> set[str]:
	"""The entries that moves in this log follow from."""
	moves = [(row, before) for before, row in pairwise([{}, *rows]) if not row["request"]]
	return {row["cause"] or _guessed_cause(row, before) for row, before in moves}


def _guessed_cause(move: dict, before: dict) -> str:
	"""What a move from before there were causes follows from: the entry before it, of the same words and person."""
	if causes.is_told(move) or not before.get("request"):
		return ""
	same = (before["actor"], before["opinion"]) == (move["actor"], move["opinion"])
	return before["name"] if same else ""


def _is_repeated(row: dict, said: set[str]) -> bool:
	"""Whether an approval's entry says nothing that the task's own entries do not say."""
	return bool(row["request"]) and (row["act"] in REPEATED or (row["act"] in MOVING and row["name"] in said))


def _entry(row: dict, units: dict[str, str], seen: dict[str, dict]) -> dict:
	shown = verb_of(row["act"]) if row["request"] else workflow_acts.row_of(row["act"])
	return {
		"at": row["acted_at"],
		"act": row["act"],
		"label": _(shown.words),
		"colour": shown.colour.value,
		"person": renames.shown_name(row["actor"], row["acted_at"]),
		"for": renames.shown_name(row["on_behalf_of"], row["acted_at"]) or None,
		"people": _people(row),
		"unit": units.get(row["reference_name"]) or _unit_within(row),
		"opens": _opens(row, seen),
		"opinion": row["opinion"],
		"report": _report(row),
		"percent": _percent(row),
		"revised": _revised(row),
	}


def _unit_within(row: dict) -> str | None:
	"""The unit that has handed the task to a person of it, or taken it back."""
	within = row["act"] in WITHIN_A_UNIT and row["snapshot"]
	return json.loads(row["snapshot"]).get("unit") if within else None


def _people(row: dict) -> list[str]:
	named = json.loads(row["event"] or "{}").get("people") or []
	return [renames.shown_name(user, row["acted_at"]) for user in named]


def _report(row: dict) -> dict | None:
	if row["act"] not in BRING_A_REPORT or not row["snapshot"]:
		return None
	snapshot = json.loads(row["snapshot"])
	return {word: snapshot.get(word) for word in WORDS} if "name" in snapshot else None


def _opens(row: dict, seen: dict[str, dict]) -> str | None:
	"""The report of an entry, its own document or the one that a completion brought along, where the user may open it."""
	own = row["reference_doctype"] == REPORT
	name = row["reference_name"] if own else (_report(row) or {}).get("name")
	return name if name in seen else None


def _percent(row: dict) -> float | None:
	said = row["act"] == "reopen" and row["snapshot"] and not row["request"]
	return json.loads(row["snapshot"]).get("percent") if said else None


def _revised(row: dict) -> list[dict]:
	"""The earlier words of what was changed, each with its field's label."""
	if row["request"] or not row["snapshot"]:
		return []
	said = json.loads(row["snapshot"]).get("revised") or {}
	return [
		{"label": _label(name), **{each: history.shown(name, word) for each, word in words.items()}}
		for name, words in said.items()
	]


def _label(name: str) -> str:
	"""Who handles a task within a unit is no field of it."""
	return _("Handlers") if name == "handlers" else history.label_of(name)
