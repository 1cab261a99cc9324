"""Turns follow whoever stands for what: at once where it is known whom a change concerns, everywhere soon after.

An app says what it knows (`follow`): the documents that a change of posts, bodies or offices concerns. Rules that
nobody can foresee (roles, fields, tables of conditions, another app's resolver) are looked at by a job, which the sweep
starts again where no worker was told.
"""

from collections.abc import Iterable, Iterator

import frappe
from frappe.model.document import Document

from qingdan_app import background, repeating
from qingdan_app.messaging import outbox
from qingdan_app.workflows.moves.attempts import back_to
from qingdan_app.workflows.requests import acting, noted, sweeping, without_document

TURN = "Qingdan Approval Assignment"
AT_ONCE = 100
"""Requests that are looked at in the transaction of the change itself; the job looks at all."""
CHANGE = "qingdan_posts_change"
"""Where it is written down that posts have changed and turns do not follow yet."""
PAGE = 500


def follow(doctype: str, names: Iterable[str]) -> None:
	"""What documents of a DocType go by has changed: their requests are looked at now, all others soon."""
	names = sorted(set(names))
	for start in range(0, len(names), PAGE):
		about = {"reference_doctype": doctype, "reference_name": ("in", names[start : start + PAGE])}
		look_at(frappe.get_all(acting.REQUEST, {**about, "status": ("!=", "Ended")}, pluck="name"))
	note_change()


def follow_user(doc: Document, method: str | None = None) -> None:
	"""A user was disabled or enabled, has other roles or no Desk any more: what they hold is looked at now, all else soon."""
	before = doc.get_doc_before_save()
	if before and _is_known_as(doc) == _is_known_as(before):
		return
	look_at(_held_by(doc.name))
	note_change()


def note_change() -> None:
	"""Write down, with the change itself, that turns have to follow; a job does it once that is certain."""
	if not frappe.db.exists(acting.REQUEST, {"status": ("!=", "Ended")}):
		return
	noted.note(CHANGE)
	background.start_after_commit(reseat_open, queue="long")


def noted_change() -> str | None:
	"""What stands for the last change that turns do not follow yet."""
	return noted.noted(CHANGE)


def reseat_open() -> int:
	"""Look at every request that has not ended; answers how many moved. A change that comes meanwhile stays noted."""
	change = noted_change()
	moved = sum(sweeping.batch(names, acting.reseat) for names in _open())
	noted.settle(CHANGE, change)
	return moved


def _open() -> Iterator[list[str]]:
	"""Names of requests that have not ended, in batches by name."""
	last = ""
	while True:
		waiting = {"name": (">", last), "status": ("!=", "Ended")}
		names = frappe.get_all(acting.REQUEST, waiting, pluck="name", order_by="name", limit=sweeping.BATCH)
		if not names:
			return
		yield names
		last = names[-1]


def look_at(requests: list[str]) -> None:
	"""Let these requests follow whoever stands for them now. Whoever gets or loses many turns by it is told once."""
	with outbox.gathered():
		for name in sorted(requests)[:AT_ONCE]:
			_one(name)


def _one(name: str) -> None:
	"""One request that fails does not keep posts from changing: it is logged, and the job looks at it again."""
	savepoint = f"post_{frappe.generate_hash(length=8)}"
	frappe.db.savepoint(savepoint)
	try:
		with outbox.kept_if_done():
			acting.reseat(name, frappe.session.user)
	except Exception as failure:
		if repeating.is_refused(failure):
			raise
		back_to(savepoint)
		if not without_document.is_of(name):
			frappe.log_error(title=f"Turns of approval request {name}")


def _held_by(user: str) -> list[str]:
	"""Requests in which a user has a turn, or had one: whoever comes back has it again."""
	turn, run = frappe.qb.DocType(TURN), frappe.qb.DocType(acting.REQUEST)
	theirs = (turn.assignee == user) | (turn.on_behalf_of == user)
	query = frappe.qb.from_(turn).join(run).on(run.name == turn.request).select(turn.request).distinct()
	return query.where(theirs & (run.status != "Ended")).run(pluck=True)


def _is_known_as(user: Document) -> tuple[bool, str, frozenset[str]]:
	return bool(user.enabled), user.user_type, frozenset(row.role for row in user.roles)
