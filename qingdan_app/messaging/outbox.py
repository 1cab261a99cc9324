"""The one writer of messages. They leave after the commit, so nobody is told of what did not happen."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import make_notification_logs
from frappe.model.document import Document

from qingdan_app.workflows.engine.acts import action_of


def tell_turn(doc: Document, users: Iterable[str], act: str, opinion: str = "") -> None:
	"""Tell `users` that it is their turn on `doc` after `act`; the one who acted is not told.

	They get a desk notification and, as their own notification settings say, an e-mail.
	"""
	receivers = sorted(set(users) - {frappe.session.user})
	if not receivers:
		return
	frappe.enqueue(
		deliver,
		queue="short",
		enqueue_after_commit=True,
		users=receivers,
		doctype=doc.doctype,
		name=doc.name,
		act=act,
		opinion=opinion,
		sender=frappe.session.user,
	)


def deliver(users: list[str], doctype: str, name: str, act: str, opinion: str, sender: str) -> None:
	"""Background: write the notifications of one move, each receiver in his own language."""
	for language, receivers in _by_language(users).items():
		with _speaking(language):
			message = {
				"type": "Assignment",
				"document_type": doctype,
				"document_name": name,
				"subject": _subject(doctype, name, act, sender),
				"email_content": opinion,
				"from_user": sender,
			}
			make_notification_logs(frappe._dict(message), receivers)


def _subject(doctype: str, name: str, act: str, sender: str) -> str:
	title = frappe.db.get_value(doctype, name, frappe.get_meta(doctype).get_title_field()) or name
	return _("Your turn: {0} {1} — {2} by {3}").format(
		frappe.bold(name),
		frappe.utils.escape_html(title),
		_(action_of(act)),
		frappe.utils.escape_html(frappe.utils.get_fullname(sender)),
	)


def _by_language(users: list[str]) -> dict[str, list[str]]:
	default = frappe.db.get_default("lang") or "zh"
	grouped: dict[str, list[str]] = {}
	for user, language in frappe.get_all("User", {"name": ("in", users)}, ["name", "language"], as_list=True):
		grouped.setdefault(language or default, []).append(user)
	return grouped


class _speaking:
	"""Translate into `language` for a while."""

	def __init__(self, language: str):
		self.language = language

	def __enter__(self):
		self.before, frappe.local.lang = frappe.local.lang, self.language

	def __exit__(self, *exception):
		frappe.local.lang = self.before
