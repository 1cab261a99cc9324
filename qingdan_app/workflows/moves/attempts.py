"""Doing what may fail within an act that stands: either all of it is done, or none of it and the reason is known."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.utils import strip_html

from qingdan_app import repeating
from qingdan_app.messaging import outbox
from qingdan_app.workflows.moves.held import Held

LONGEST_REASON = 500
NO_SUCH_SAVEPOINT = 1305
"""How MariaDB calls it."""
OF_A_USER = ("role_permissions", "new_doc_templates", "user_perms")
"""What Frappe remembers of the session's user within a request."""


def attempt(held: Held, what: str, action: Callable[[], None]) -> str:
	"""Do it; answers why it failed, then everything it did is undone, or nothing where it was done.

	`what` is the title under which the whole failure is logged. A deadlock is raised: the act is repeated as a whole.
	"""
	undo = _Undo()
	try:
		with outbox.kept_if_done():
			action()
	except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
		raise
	except Exception as failure:
		reason = _reason_of(failure)
		if undo.all():
			held.forget()
		else:
			held.lose()
			reason = _("{0} (part of it was stored by a hook that commits)").format(reason)
		frappe.log_error(title=what)
		return reason
	return ""


@contextmanager
def by_itself(title: str) -> Iterator[None]:
	"""One of a long sweep, committed: what fails is undone and logged under the title, and the sweep goes on.

	Raises what the database has refused: nothing since the last commit was done, and the sweep is repeated.
	"""
	savepoint = f"itself_{frappe.generate_hash(length=8)}"
	frappe.db.savepoint(savepoint)
	try:
		yield
	except Exception as failure:
		if repeating.is_refused(failure):
			raise
		back_to(savepoint)
		frappe.log_error(title=title)
	frappe.db.commit()  # nosemgrep: each of a sweep stands by itself


def one_of_many(action: Callable[[], object]) -> dict:
	"""Do one act of many: `{ok, message}`. What it refuses is undone and does not keep the others from being done."""
	refusal = refusal_of(action)
	return {"ok": False, "message": str(refusal)} if refusal else {"ok": True, "message": _("Done")}


def refusal_of(action: Callable[[], object]) -> Exception | None:
	"""Do it; answers what refused it, then nothing of it is done, or None where it was done."""
	savepoint = f"one_{frappe.generate_hash(length=8)}"
	frappe.db.savepoint(savepoint)
	try:
		with outbox.kept_if_done():
			action()
	except (frappe.ValidationError, frappe.PermissionError) as refusal:
		back_to(savepoint)
		forget_refusal()
		return refusal
	return None


def forget_refusal() -> None:
	"""What was refused within an act of many is told in its own row, and the answer as a whole is no refusal."""
	frappe.clear_messages()
	frappe.local.response.pop("exc_type", None)


def back_to(savepoint: str) -> bool:
	"""Undo what was done since a savepoint, for a request that goes on; whether all of it could be undone.

	A hook of another app that commits has ended the transaction, and every lock and savepoint with it: what it stored
	stands, and only what came after is undone.
	"""
	frappe.local.response.pop("exc_type", None)
	try:
		frappe.db.rollback(save_point=savepoint)
	except frappe.db.OperationalError as failure:
		if failure.args[0] != NO_SUCH_SAVEPOINT:
			raise
		frappe.db.rollback()
		return False
	return True


@contextmanager
def in_name_of(user: str):
	"""Whoever acts, do it by the rights of `user` and in that name; nothing else of the session changes.

	Raises frappe.DoesNotExistError where there is no such user any more.
	"""
	local, actor = frappe.local, frappe.session.user
	if not user or user == actor:
		yield
		return
	if not frappe.get_cached_value("User", user, "name"):  # which core reads in most saves by that user
		frappe.throw(_("{0} {1} not found").format(_("User"), user), frappe.DoesNotExistError)
	kept = {name: getattr(local, name, None) for name in OF_A_USER}
	local.session.user = user
	_remember({"role_permissions": {}, "new_doc_templates": {}, "user_perms": None})
	try:
		yield
	finally:
		local.session.user = actor
		_remember(kept)


class _Undo:
	"""How to come back to where the transaction and the request stood."""

	def __init__(self) -> None:
		self.savepoint = f"attempt_{frappe.generate_hash(length=8)}"
		frappe.db.savepoint(self.savepoint)
		self.messages = list(frappe.local.message_log)
		self.saving = list(frappe.flags.currently_saving or [])
		self.waiting = len(frappe.db.after_commit._functions)

	def all(self) -> bool:
		whole = back_to(self.savepoint)
		frappe.local.message_log = self.messages
		frappe.flags.currently_saving = self.saving
		while len(frappe.db.after_commit._functions) > self.waiting:
			frappe.db.after_commit._functions.pop()
		return whole


def _remember(values: dict) -> None:
	for name, value in values.items():
		setattr(frappe.local, name, value)


def _reason_of(failure: Exception) -> str:
	"""What the failure says; core raises some with nothing but a kind, and says the rest elsewhere."""
	words = strip_html(str(failure)) or strip_html(str(frappe.flags.error_message or ""))
	return f"{type(failure).__name__}: {words}".rstrip(": ")[:LONGEST_REASON]
