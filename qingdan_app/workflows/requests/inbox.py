"""What waits for one, what one has decided, sent in, or got a copy of: one place for all DocTypes."""

from datetime import datetime

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import now_datetime

from qingdan_app.messaging import outbox
from qingdan_app.workflows import wording
from qingdan_app.workflows.engine.flow import VERBS, Act
from qingdan_app.workflows.engine.flow.verdict import VOICES
from qingdan_app.workflows.exceptions import NoSuchRequest, WrongItems
from qingdan_app.workflows.requests import acting, columns, marks, reading

OF_EVERYBODY = frozenset({"All", "Guest", "Desk User"})
"""Roles that core gives to whoever logs in."""
LONGEST_PAGE = 100
LONGEST_BULK = 200
LONGEST_CHOICE = 20
PEOPLE = ("assignee", "on_behalf_of", "initiator", "sent_by")
TURN = "Qingdan Approval Assignment"
DECIDING = frozenset(kind.value.title() for kind in VOICES)
"""Kinds of turns that are decided, and can be so from the inbox; the others need the form."""
FIELDS = (
	"name",
	"request",
	"turn",
	"kind",
	"reference_doctype",
	"reference_name",
	"subject_title",
	"step_title",
	"assignee",
	"on_behalf_of",
	"initiator",
	"opened_at",
	"due",
	"late_since",
	"decision",
	"closed_at",
	"opinion",
)


def page(user: str, box: str, start: int, page_length: int) -> dict:
	"""A page of one box with the counts of all: `{total, counts, acts, rows}`; `box` is todo, done, sent or copied.

	`acts` are the verbs a line of the inbox offers, as `wording.shown_verb`; a row that `decides` offers them.
	"""
	if box not in BOXES:
		frappe.throw(_("There is no such box."), WrongItems)
	length = min(max(page_length, 1), LONGEST_PAGE)
	counts = {name: count(user, name) for name in BOXES}
	rows = BOXES[box](user).limit(length).offset(max(start, 0)).run(as_dict=True)
	now = now_datetime()
	acts = [wording.shown_verb(verb) for verb in VERBS.values() if verb.key]
	return {
		"total": counts[box],
		"counts": counts,
		"acts": acts,
		"rows": [_row(row, box, now) for row in rows],
	}


def count(user: str, box: str) -> int:
	"""How many rows a box has."""
	query = frappe.qb.from_(BOXES[box](user).as_("box")).select(Count("*"))
	return query.run()[0][0]


def next_after(user: str, request: str | None) -> dict | None:
	"""The first waiting request other than `request`, in the order of the inbox."""
	rows = todo(user).limit(2).run(as_dict=True)
	row = next((row for row in rows if row.request != request), None)
	return row and {"request": row.request, "doctype": row.reference_doctype, "name": row.reference_name}


def todo(user: str):
	"""Open turns, those due first; a turn without a clock comes after those with one."""
	turn = frappe.qb.DocType(TURN)
	base = frappe.qb.from_(turn).select(*(turn[field] for field in FIELDS))
	base = base.where((turn.assignee == user) & (turn.standing == "Open"))
	return base.orderby(turn.due_order).orderby(turn.name)


def done(user: str):
	"""Turns decided, the last first."""
	turn = frappe.qb.DocType(TURN)
	base = frappe.qb.from_(turn).select(*(turn[field] for field in FIELDS))
	base = base.where((turn.assignee == user) & (turn.standing == "Closed") & (turn.decision != ""))
	return base.orderby(turn.closed_at, order=frappe.qb.desc)


def sent(user: str):
	"""Requests one has sent in, the last first."""
	run = frappe.qb.DocType("Qingdan Approval Request")
	fields = (
		"name",
		"reference_doctype",
		"reference_name",
		"subject_title",
		"status",
		"outcome",
		"step",
		"started_at",
	)
	base = frappe.qb.from_(run).select(*(run[field] for field in fields), run.name.as_("request"))
	return base.where(run.initiator == user).orderby(run.started_at, order=frappe.qb.desc)


def copied(user: str):
	"""Copies one has got, unread ones first."""
	copy = frappe.qb.DocType("Qingdan Approval Copy")
	fields = (
		"name",
		"request",
		"number",
		"reference_doctype",
		"reference_name",
		"subject_title",
		"sent_by",
		"sent_at",
	)
	base = frappe.qb.from_(copy).select(*(copy[field] for field in fields), copy.read_at)
	return base.where(copy.user == user).orderby(copy.read_at).orderby(copy.sent_at, order=frappe.qb.desc)


def _row(row: dict, box: str, now: datetime) -> dict:
	return {
		**row,
		**_names(row),
		"mark": MARKS[box](row, now),
		"step_title": columns.shown_title(row),
		"decides": row.get("kind") in DECIDING,
		"opens": box == "todo" or _opens(row),
	}


def _opens(row: dict) -> bool:
	"""Whether the form of the document opens for one still; else its line leads to the approval as one saw it."""
	doctype, name = row["reference_doctype"], row["reference_name"]
	if not frappe.db.exists("DocType", doctype) or not frappe.db.exists(doctype, name):
		return False
	return bool(frappe.has_permission(doctype, "read", name))


def _names(row: dict) -> dict[str, str]:
	people = {field: row[field] for field in PEOPLE if row.get(field)}
	return {f"{field}_name": frappe.utils.get_fullname(user) for field, user in people.items()}


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
		frappe.clear_messages()
		return {"ok": False, "message": _("There is no such approval request any more. Reload the page.")}
	return acting.try_to(request, asked)


def may_name_people(user: str) -> bool:
	"""Whether somebody names others in an act: who has a turn or a request that runs, and who has any role of the site's."""
	own = {"initiator": user, "status": ("!=", "Ended")}
	turns = {"assignee": user, "standing": ("in", ("Open", "Held"))}
	return (
		not set(frappe.get_roles(user)) <= OF_EVERYBODY
		or bool(frappe.db.exists(TURN, turns))
		or bool(frappe.db.exists("Qingdan Approval Request", own))
	)


def people_like(text: str) -> list[dict]:
	"""Enabled users of Desk whose name or address holds `text`, but oneself: `[{value, label, description}]`."""
	user = frappe.qb.DocType("User")
	like = f"%{text.strip()}%"
	query = frappe.qb.from_(user).select(user.name, user.full_name)
	query = query.where((user.enabled == 1) & (user.user_type == "System User"))
	query = query.where(user.name.notin([frappe.session.user, *frappe.STANDARD_USERS]))
	query = query.where(user.full_name.like(like) | user.name.like(like))
	rows = query.orderby(user.full_name).limit(LONGEST_CHOICE).run(as_dict=True)
	return [{"value": row.name, "label": row.full_name, "description": row.name} for row in rows]


BOXES = {"todo": todo, "done": done, "sent": sent, "copied": copied}
MARKS = {
	"todo": marks.of_time,
	"done": lambda row, now: marks.of_decision(row),
	"sent": lambda row, now: marks.of_request(row),
	"copied": lambda row, now: marks.of_copy(row),
}
"""How a line of each box is marked."""
