"""Requests, turns and copies as rows, and back."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import frappe
from frappe import _

from qingdan_app.workflows.engine.flow import Request, Turn, from_plain, to_plain
from qingdan_app.workflows.engine.flow.state import CORRECTION, Copy

CHANGING = (
	"flow",
	"status",
	"outcome",
	"step",
	"ended_at",
	"wake_at",
	"sequence",
	"engine_state",
	"shared",
	"subject_print",
	"chain_length",
	"head",
)
"""Columns of a request that change while it runs."""
NO_DUE = datetime(9999, 12, 31)
"""Order of a turn without a clock: after all that have one."""


CORRECTION_TITLE = "Correction"
"""What is stored for the step at which the initiator corrects; it is put into words for each reader."""


def state_of(row: Mapping) -> Request:
	"""The engine's request of a stored row."""
	return from_plain(Request, json.loads(row.get("engine_state")))


def state_text(request: Request) -> str:
	return json.dumps(to_plain(request), ensure_ascii=False, separators=(",", ":"))


def request_values(request: Request) -> dict[str, Any]:
	"""Columns of a request that follow from its state."""
	visit = request.visit
	return {
		"status": request.status.value.title(),
		"outcome": request.outcome.value.title() if request.outcome else "",
		"step": visit.step if visit else "",
		"ended_at": request.ended_at,
		"wake_at": request.wake_at,
		"sequence": request.sequence,
		"engine_state": state_text(request),
	}


def turn_values(turn: Turn) -> dict[str, Any]:
	"""Columns of a turn that change while it runs; a picture of a signature is laid beside them once."""
	return {
		"assignee": turn.assignee,
		"on_behalf_of": turn.on_behalf_of or None,
		"standing": turn.standing.value.title(),
		"opened_at": turn.opened_at,
		"due": turn.due,
		"due_order": turn.due or NO_DUE,
		"remind_at": turn.remind_at,
		"late_since": turn.late_since,
		"decision": turn.decision.value.title() if turn.decision else "",
		"closing": turn.closing.value if turn.closing else "",
		"closed_at": turn.closed_at,
		"opinion": turn.opinion,
	}


def new_turn(run: frappe._dict, request: Request, turn: Turn) -> dict[str, Any]:
	"""A whole row for a new turn."""
	return {
		"name": turn_name(run.name, turn.id),
		**_about(run),
		"turn": turn.id,
		"kind": turn.kind.value.title(),
		"step": turn.step,
		"step_title": step_title(run, turn.step),
		"round": turn.round,
		"question": turn.question,
		"initiator": request.initiator,
		**turn_values(turn),
	}


def new_copy(run: frappe._dict, copy: Copy) -> dict[str, Any]:
	return {
		"name": copy_name(run.name, copy.id),
		**_about(run),
		"number": copy.id,
		"user": copy.user,
		"sent_by": copy.by or None,
		"sent_at": copy.sent_at,
	}


def turn_name(request: str, turn: int) -> str:
	"""The row of a turn is found by its key: whoever waited for the request need not see it to change it."""
	return f"{request}-{turn}"


def copy_name(request: str, number: int) -> str:
	return f"{request}-copy-{number}"


def step_title(run: frappe._dict, step: str) -> str:
	"""The words people read for a step."""
	if step == CORRECTION:
		return CORRECTION_TITLE
	return step_titles(run.flow).get(step, step)


def shown_title(row: Mapping) -> str:
	"""The words for the step of a stored turn, in the reader's language where the site translates the flow's own titles."""
	title = CORRECTION_TITLE if row.get("kind") == "Correction" else row.get("step_title")
	return _(title) if title else ""


def step_titles(flow: str) -> dict[str, str]:
	"""Key of a step → the words people read for it."""
	return {row.step_key: row.title for row in frappe.get_cached_doc("Qingdan Approval Flow", flow).steps}


def _about(run: frappe._dict) -> dict[str, Any]:
	return {
		"request": run.name,
		"reference_doctype": run.reference_doctype,
		"reference_name": run.reference_name,
		"subject_title": run.subject_title,
	}
