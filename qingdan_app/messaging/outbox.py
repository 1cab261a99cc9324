"""The one writer of messages. They leave after the commit, so nobody is told of what did not happen."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import make_notification_logs
from frappe.model.document import Document

from qingdan_app.workflows.engine.acts import action_of

ABOUT = {
	"turn": "Your turn: {0} {1} — {2}",
	"reminder": "Reminder: {0} {1} — {2} is due soon",
	"late": "Overdue: {0} {1} — {2}",
	"urge": "Urged: {0} {1} — {2}",
	"copy": "For your information: {0} {1} — {2}",
	"blocked": "Nobody can act on {0} {1} — {2}",
}
"""What a message says first; `{0}` is the document, `{1}` its title, `{2}` what is asked or happened."""


def tell_turn(doc: Document, users: Iterable[str], act: str, opinion: str = "") -> None:
	"""Tell `users` that it is their turn on `doc` after `act`; the one who acted is not told.

	They get a desk notification and, as their own notification settings say, an e-mail.
	"""
	_send(users, doc.doctype, doc.name, "turn", action_of(act), opinion)


def tell_signers(run: Document, users: Iterable[str], about: str, step: str) -> None:
	"""Tell signers of a request: it is their turn, a reminder, the clock has run out, or somebody urges."""
	_send(users, run.reference_doctype, run.reference_name, about, step)


def tell_copied(run: Document, users: Iterable[str], step: str) -> None:
	"""Tell those who got a copy."""
	_send(users, run.reference_doctype, run.reference_name, "copy", step)


def tell_administrators(run: Document, reason: str) -> None:
	"""Tell the administrators that a request waits for nobody."""
	_send(_administrators(), run.reference_doctype, run.reference_name, "blocked", reason)


def _send(users: Iterable[str], doctype: str, name: str, about: str, what: str, words: str = "") -> None:
	receivers = sorted(set(users) - {frappe.session.user})
	if receivers:
		frappe.enqueue(
			deliver,
			queue="short",
			enqueue_after_commit=True,
			users=receivers,
			doctype=doctype,
			name=name,
			about=about,
			what=what,
			words=words,
			sender=frappe.session.user,
		)


def deliver(users: list[str], doctype: str, name: str, about: str, what: str, words: str, sender: str) -> None:
	"""Background: write the notifications of one move, each receiver in his own language."""
	for language, receivers in _by_language(users).items():
		with _speaking(language):
			message = {
				"type": "Assignment",
				"document_type": doctype,
				"document_name": name,
				"subject": _subject(doctype, name, about, what, sender),
				"email_content": words,
				"from_user": sender,
			}
			make_notification_logs(frappe._dict(message), receivers)


def _subject(doctype: str, name: str, about: str, what: str, sender: str) -> str:
	title = frappe.db.get_value(doctype, name, frappe.get_meta(doctype).get_title_field()) or name
	said = _(ABOUT[about]).format(
		frappe.bold(name), frappe.utils.escape_html(title), frappe.utils.escape_html(_(what))
	)
	return f"{said} ({frappe.utils.escape_html(frappe.utils.get_fullname(sender))})"


def _administrators() -> list[str]:
	roles = ["List Administrator", "System Manager"]
	holders = frappe.get_all("Has Role", {"role": ("in", roles), "parenttype": "User"}, pluck="parent")
	return frappe.get_all("User", {"name": ("in", holders), "enabled": 1}, pluck="name")


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
