"""The one writer of messages. They leave after the commit, so nobody is told of what did not happen."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import make_notification_logs

DIGEST = "{2} items wait for you; the first is {0} {1}"
"""`{0}` is the first document, `{1}` its title, `{2}` how many."""
MOST_SINGLE = 5
"""Turns of one job that a person is told of one by one; where there are more, he gets one message for all."""


def send(
	users: Iterable[str], doctype: str, name: str, about: str, sentence: str, what: str, words: str = ""
) -> None:
	"""Tell `users` of something that happened to a document; the one who acted is not told.

	They get a desk notification and, as their own notification settings say, an e-mail. `about` is the kind of the
	message, `sentence` its source words: `{0}` is the document, `{1}` its title, `{2}` is `what`, in the receiver's
	language. `words` is an opinion.
	"""
	receivers = sorted(set(users) - {frappe.session.user})
	if not receivers:
		return
	message = {
		"users": receivers,
		"doctype": doctype,
		"name": name,
		"about": about,
		"sentence": sentence,
		"what": what,
		"words": words,
		"sender": frappe.session.user,
	}
	messages = _gathering()
	if messages is None:
		_enqueue(**message)
	else:
		messages.append(message)


def mail_file(recipients: list[str], subject: str, words: str, name: str, content: str) -> None:
	"""Mail a text file to addresses that need not be users; it leaves with the commit."""
	attachment = {"fname": name, "fcontent": content}
	frappe.sendmail(recipients=recipients, subject=subject, message=words, attachments=[attachment])


@contextmanager
def gathered() -> Iterator[None]:
	"""Keep what is to be told inside, and tell it at the end: many turns of one person as one message."""
	if _gathering() is not None:
		yield
		return
	frappe.local.qingdan_gathered = []
	try:
		yield
		messages = frappe.local.qingdan_gathered
	finally:
		frappe.local.qingdan_gathered = None
	for message in _condensed(messages):
		_enqueue(**message)


@contextmanager
def kept_if_done() -> Iterator[None]:
	"""Forget what was to be told inside if it fails: its rows are rolled back."""
	messages = _gathering()
	known = len(messages or ())
	try:
		yield
	except Exception:
		if messages is not None:
			del messages[known:]
		raise


def _enqueue(**message) -> None:
	frappe.enqueue(deliver, queue="short", enqueue_after_commit=True, **message)


def _gathering() -> list[dict] | None:
	return getattr(frappe.local, "qingdan_gathered", None)


def _condensed(messages: list[dict]) -> list[dict]:
	"""The messages, where one person has at most a few turns of his own; else one that says how many."""
	turns: dict[str, list[dict]] = defaultdict(list)
	for message in messages:
		if message["about"] == "turn":
			for user in message["users"]:
				turns[user].append(message)
	many = {user: told for user, told in turns.items() if len(told) > MOST_SINGLE}
	digests = [
		{
			**told[0],
			"users": [user],
			"about": "digest",
			"sentence": DIGEST,
			"what": str(len(told)),
			"words": "",
		}
		for user, told in many.items()
	]
	return [*filter(None, (_without(message, many) for message in messages)), *digests]


def _without(message: dict, many: Iterable[str]) -> dict | None:
	if message["about"] != "turn":
		return message
	users = [user for user in message["users"] if user not in many]
	return {**message, "users": users} if users else None


def deliver(
	users: list[str], doctype: str, name: str, about: str, sentence: str, what: str, words: str, sender: str
) -> None:
	"""Background: write the notifications of one move, each receiver in his own language."""
	for language, receivers in _by_language(users).items():
		with _speaking(language):
			message = {
				"type": "Assignment",
				"document_type": doctype,
				"document_name": name,
				"subject": _subject(doctype, name, sentence, what, sender),
				"email_content": words,
				"from_user": sender,
			}
			make_notification_logs(frappe._dict(message), receivers)


def _subject(doctype: str, name: str, sentence: str, what: str, sender: str) -> str:
	title = frappe.db.get_value(doctype, name, frappe.get_meta(doctype).get_title_field()) or name
	said = _(sentence).format(
		frappe.bold(name), frappe.utils.escape_html(title), frappe.utils.escape_html(_(what))
	)
	return f"{said} ({frappe.utils.escape_html(frappe.utils.get_fullname(sender))})"


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
