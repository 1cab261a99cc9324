"""Reading the document while it is one's turn, for signers whose roles do not let them.

Core opens a document to somebody without a role by a row of DocShare: form, list, search and files honour it.
The rows made here are those named in the request beside their user, and they go when the turn ends; what people
shared by hand is left alone. Who can read anyway is named there without a row, so that they are asked about once a
turn. A DocType whose own rule of visibility honours turns (`sees_by_turn`) needs no row where that rule is alone.
"""

import json
from collections.abc import Sequence

import frappe
from frappe.model.document import Document
from frappe.model.naming import set_new_name
from frappe.permissions import get_role_permissions

from qingdan_app.plain_rows import insert
from qingdan_app.workflows.engine.flow import Request
from qingdan_app.workflows.engine.flow.kinds import Standing
from qingdan_app.workflows.listed import holds, list_rules, others_narrow, shown
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.subjects import subject_class

SHARE = "DocShare"
LIVE = (Standing.OPEN, Standing.HELD)


def follow_turns(run: Document, held: Held, request: Request) -> None:
	"""Let exactly those read the document by a share who have the turn and could not read it otherwise.

	What is to be remembered of it is set on `run`, which the caller writes.
	"""
	shared = json.loads(run.shared or "{}")
	holders = {turn.assignee for turn in request.turns if turn.standing in LIVE}
	over = [shared.pop(user) for user in sorted(set(shared) - holders)]
	for name in filter(None, over):
		frappe.db.delete(SHARE, {"name": name})
	new = sorted(holders - set(shared))
	about = (run.reference_doctype, run.reference_name)
	blind = [user for user in new if not _reads(held.read(*about), user)]
	if over or new:
		run.shared = json.dumps(
			{**shared, **dict.fromkeys(new), **(_granted(*about, blind) if blind else {})}
		)


def _reads(doc: Document, user: str) -> bool:
	"""Whether the user finds the document without a share: its form opens, and no list leaves it out."""
	if subject_class(doc.doctype).sees_by_turn and not others_narrow(doc.doctype, user):
		return bool(get_role_permissions(doc.meta, user=user).get("read"))
	if not frappe.has_permission(doc.doctype, "read", doc, user=user):
		return False
	return not list_rules(doc.doctype) or bool(holds(doc.doctype, doc.name, shown(doc.doctype, user)))


def _granted(doctype: str, name: str, users: Sequence[str]) -> dict[str, str | int]:
	"""Write a share for each of the users, in one statement; answers their names, as core gives them."""
	about = {"share_doctype": doctype, "share_name": name, "read": 1}
	named = {user: _name() for user in users}
	insert(SHARE, [{"name": name, "user": user, **about} for user, name in named.items()])
	return named


def _name() -> str | int:
	share = frappe.new_doc(SHARE)
	set_new_name(share)
	return share.name
