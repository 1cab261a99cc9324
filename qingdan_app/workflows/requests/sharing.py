"""Reading the document while it is one's turn, for signers whose roles do not let them.

Core opens a document to somebody without a role by a row of DocShare: form, list, search and files honour it.
The rows made here are those named in the request beside their user, and they go when the turn ends; what people
shared by hand is left alone. Who can read anyway is named there without a row, so that they are asked about once a
turn. What a subject names beside its document (`read_with`: a task's report) opens and closes with it. A DocType whose own
rule of visibility honours turns (`sees_by_turn`) needs no row where that rule is alone.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import frappe
from frappe.model.naming import set_new_name
from frappe.permissions import get_role_permissions

from qingdan_app.plain_rows import insert
from qingdan_app.workflows.engine.flow import Request
from qingdan_app.workflows.engine.flow.kinds import Standing
from qingdan_app.workflows.listed import holds, list_rules, others_narrow, shown
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.subjects import subject_class, subject_of

SHARE = "DocShare"
LIVE = (Standing.OPEN, Standing.HELD)


def follow_turns(run: frappe._dict, held: Held, request: Request) -> None:
	"""Let exactly those read the document by a share who have the turn and could not read it otherwise, and what the
	subject says is read with it.

	What is to be remembered of it is set on `run`, which the caller writes.
	"""
	shared = json.loads(run.shared or "{}")
	holders = {turn.assignee for turn in request.turns if turn.standing in LIVE}
	over = [shared.pop(user) for user in sorted(set(shared) - holders)]
	for name in names_of(over):
		frappe.db.delete(SHARE, {"name": name})
	new = sorted(holders - set(shared))
	if over or new:
		run.shared = json.dumps({**shared, **dict.fromkeys(new), **_granted(run, held, new)})


def names_of(kept: Iterable[Any]) -> Iterator[str | int]:
	"""The names of shares as a request remembers them: none, one, or several for one user."""
	for value in kept:
		yield from value if isinstance(value, list) else filter(None, [value])


def _granted(run: frappe._dict, held: Held, users: Sequence[str]) -> dict[str, Any]:
	"""Write the shares that users need, in one statement; answers their names by user."""
	if not users:
		return {}
	about = (run.reference_doctype, run.reference_name)
	papers = [about, *subject_of(held.read(*about), held).read_with()]
	blind = [(user, paper) for user in users for paper in papers if not _reads(*paper, user, held)]
	if not blind:
		return {}
	named = [(user, _name(), paper) for user, paper in blind]
	insert(SHARE, [_share(name, user, *paper) for user, name, paper in named])
	found = {user: [name for other, name, _paper in named if other == user] for user, _paper in blind}
	return {user: names if len(names) > 1 else names[0] for user, names in found.items()}


def _reads(doctype: str, name: str, user: str, held: Held) -> bool:
	"""Whether the user finds the document without a share: its form opens, and no list leaves it out."""
	if subject_class(doctype).sees_by_turn and not others_narrow(doctype, user):
		return bool(get_role_permissions(frappe.get_meta(doctype), user=user).get("read"))
	doc = held.read(doctype, name)
	if not frappe.has_permission(doctype, "read", doc, user=user):
		return False
	return not list_rules(doctype) or bool(holds(doctype, doc.name, shown(doctype, user)))


def _share(name: str | int, user: str, doctype: str, document: str) -> dict[str, Any]:
	return {"name": name, "user": user, "share_doctype": doctype, "share_name": document, "read": 1}


def _name() -> str | int:
	share = frappe.new_doc(SHARE)
	set_new_name(share)
	return share.name
