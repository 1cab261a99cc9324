"""What waits for one, what one has decided, sent in, or got a copy of: one place for all DocTypes."""

from dataclasses import asdict, replace

import frappe
from frappe import _
from frappe.utils import now_datetime

from qingdan_app.messaging import outbox
from qingdan_app.workflows import wording
from qingdan_app.workflows.engine.flow import VERBS, Act, verb_of
from qingdan_app.workflows.engine.flow.returning import return_targets
from qingdan_app.workflows.engine.flow.verdict import VOICES
from qingdan_app.workflows.exceptions import NoSuchRequest, WrongItems
from qingdan_app.workflows.moves.attempts import forget_refusal
from qingdan_app.workflows.requests import acting, beside, boxes, columns, marks, reading, views
from qingdan_app.workflows.requests.beside import EVERY_LINE, Wanted
from qingdan_app.workflows.requests.boxes import BOXES

LONGEST_PAGE = 100
LONGEST_BULK = 200
DECIDING = frozenset(kind.value.title() for kind in VOICES)
"""Kinds of turns that are decided, and can be so from the inbox; the others need the form."""
todo, done = BOXES["todo"], BOXES["done"]


def page(user: str, box: str, start: int, page_length: int, wanted: Wanted = EVERY_LINE) -> dict:
	"""A page of one box with the counts of all: `{total, counts, acts, rows}`; box is todo, done, sent or copied.

	`acts` are the verbs a line of the inbox offers, as `wording.shown_verb`; a row that `decides` offers them. A row that
	waits has a `line`, what its document says of itself; `wanted` leaves lines out, and the counts are of whole boxes.
	"""
	if box not in BOXES:
		frappe.throw(_("There is no such box."), WrongItems)
	counts, doctypes = boxes.counts(user)
	query = BOXES[box](user, wanted, doctypes)
	rows = query.limit(min(max(page_length, 1), LONGEST_PAGE)).offset(max(start, 0)).run(as_dict=True)
	return {
		"total": counts[box] if wanted.all else boxes.total(query),
		"counts": counts,
		"acts": [wording.shown_verb(verb) for verb in VERBS.values() if verb.key],
		"rows": _shown(rows, box, doctypes),
	}


def count(user: str, box: str) -> int:
	"""How many rows a box has."""
	return boxes.counts(user)[0][box]


def next_after(user: str, request: str | None) -> dict | None:
	"""The first waiting request other than `request`, in the order of the inbox."""
	rows = todo(user).limit(2).run(as_dict=True)
	row = next((row for row in rows if row.request != request), None)
	return row and {"request": row.request, "doctype": row.reference_doctype, "name": row.reference_name}


def _shown(rows: list[dict], box: str, doctypes: list[str]) -> list[dict]:
	now = now_datetime()
	lines = beside.lines_of(rows, beside.of(doctypes)) if box == "todo" and rows else {}
	return [
		{
			**row,
			"mark": marks.of_gone() if _is_gone(row) else MARKS[box](row, now),
			"step_title": columns.shown_title(row),
			"decides": row.get("kind") in DECIDING and not _is_gone(row),
			"opens": box == "todo" or views.opens(row),
			"line": _plain(lines.get((row["reference_doctype"], row["reference_name"]))),
			"before": _before(row),
		}
		for row in rows
	]


def _is_gone(row: dict) -> bool:
	"""Whether somebody else's statement has taken the document away past every rule: nothing is decided on it then."""
	return row.get("found") == 0


def _plain(line: beside.Line | None) -> dict | None:
	return line and asdict(line)


def _before(row: dict) -> dict | None:
	"""Who had it before, and what they decided: `{name, text, colour}`."""
	name, decision = row.pop("before_name", None), row.pop("before_decision", None)
	return {"name": name, **(marks.of_decision({"decision": decision}) if decision else {})} if name else None


def act_on_each(turns: list[tuple[str, int]], verb: str, opinion: str) -> list[dict]:
	"""The same act on many requests: `[{request, ok, message}]`; who gets many turns by it is told once.

	With each comes the turn that was looked at: one that has closed meanwhile is refused, even where a new one is open.
	"""
	user = frappe.session.user
	with outbox.gathered():
		return [
			{"request": name, **_tried(name, Act(verb, user, turn=turn, opinion=opinion))}
			for name, turn in turns
		]


def _tried(request: str, asked: Act) -> dict:
	"""What became of one of many; one that is not the user's to see is as one that there is not."""
	try:
		reading.of(request)
	except (frappe.PermissionError, NoSuchRequest):
		forget_refusal()
		return {"ok": False, "message": _("There is no such approval request any more. Reload the page.")}
	return acting.try_to(request, replace(asked, target=_target(request, asked)))


def _target(request: str, asked: Act) -> str:
	"""Where an act on many leads that has to lead somewhere: what the step names first, as the dialog for one does."""
	if not verb_of(asked.verb).target:
		return asked.target
	state = frappe.db.get_value(acting.REQUEST, request, "engine_state")
	current = columns.state_of({"engine_state": state})
	turn = current.turn(asked.turn)
	step = turn and current.step_of(turn)
	return next(iter(return_targets(current, step)), "") if step else ""


MARKS = {
	"todo": marks.of_time,
	"done": lambda row, now: marks.of_decision(row),
	"sent": lambda row, now: marks.of_request(row),
	"copied": lambda row, now: marks.of_copy(row),
}
"""How a line of each box is marked."""
