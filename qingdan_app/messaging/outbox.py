"""The door of messages: who is told what. Rows are written in the transaction of their cause; a worker and a sweep
deliver them after the commit, so nobody is told of what did not happen, and nothing that happened is left untold.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

import frappe
from frappe import _
from frappe.translate import get_user_lang
from frappe.utils import now_datetime

from qingdan_app import background
from qingdan_app.messaging import earlier_jobs, groups, jobs, ledger, office_rules
from qingdan_app.messaging.channels import channels_for_people
from qingdan_app.messaging.exceptions import WrongMessages
from qingdan_app.messaging.message import Message
from qingdan_app.messaging.rules import backoff, digest
from qingdan_app.messaging.rules.kinds import Kind

DIGEST = "{2} items wait for you; the first is {0} {1}"
"""`{0}` is the first document, `{1}` its title, `{2}` how many."""
SENTENCES = (DIGEST,)
BY_MAIL = "Email"
"""The channel that reaches addresses of which no user is known."""
LONGEST_TITLE = 140
LONGEST_CAUSE = 120
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Told:
	"""A message on its way to one person on one channel."""

	message: Message
	receiver: str
	channel: str
	mentioned: tuple[str, ...] = ()
	"""Whom it concerns, where the receiver is a group."""

	@property
	def kind(self) -> str:
		return self.message.kind

	@property
	def name(self) -> str:
		"""The key of its row."""
		return ledger.key_of(self.receiver, self.channel, self.message.cause, self.kind)


def send(users: Iterable[str], message: Message) -> None:
	"""Tell `users` of something that happened, on every channel on which the office wants it; the one who acted is not told.

	What they get depends on what they have muted and on their own notification settings, when it is delivered.
	"""
	receivers = sorted(set(users) - {frappe.session.user})
	channels = office_rules.wish_of(message).among(channels_for_people(), message.kind)
	told = [Told(message, user, channel) for user in receivers for channel in channels]
	told += _to_groups(receivers, message)
	gathering = _gathering()
	if gathering is None:
		_write(told)
	else:
		_write(told, now_datetime() + backoff.LEASE)
		gathering.extend(told)


def mail_file(
	addresses: Iterable[str], subject: str, words: str, file: tuple[str, str], cause: str, kind: str
) -> None:
	"""Mail a letter with a text file, as `(name, content)`, to addresses that need not be users."""
	blank = dict.fromkeys(("receiver", "reference_doctype", "reference_name", "title", "opinion"))
	rows = [
		{
			"name": ledger.key_of(address, BY_MAIL, cause, kind),
			**blank,
			**_origin(kind, cause, BY_MAIL, frappe.local.lang),
			"address": address,
			"subject": subject[: ledger.LONGEST_SUBJECT],
			"words": words,
			"attachment_name": file[0],
			"attachment": file[1],
		}
		for address in dict.fromkeys(addresses)
	]
	ledger.write(rows)
	background.start_after_commit(jobs.deliver)


def deliver(users: list[str], **asked: str) -> None:
	"""What an earlier release has queued by this name, each message a job; it is delivered as a row now."""
	send(users, earlier_jobs.message_of({"users": sorted(users), **asked}))


def resend(names: list[str]) -> int:
	"""Send messages that were given up once more; answers how many of them were. Raises WrongMessages."""
	if not isinstance(names, list) or len(names) > MOST_AT_ONCE:
		frappe.throw(_("Name up to {0} messages.").format(MOST_AT_ONCE), WrongMessages)
	again = sum(ledger.queue_again(str(name)) for name in names)
	background.start_after_commit(jobs.deliver)
	return again


@contextmanager
def gathered() -> Iterator[None]:
	"""Hold back what is told inside, and let it go at the end: many turns of one person as one message.

	The rows stand in the transactions that caused them all the same. Where the process dies before the end they
	leave one by one, when the time for which they are held back is over.
	"""
	if _gathering() is not None:
		yield
		return
	frappe.local.qingdan_gathered = []
	try:
		yield
		told = frappe.local.qingdan_gathered
	finally:
		frappe.local.qingdan_gathered = None
	_let_go(told)


@contextmanager
def kept_if_done() -> Iterator[None]:
	"""Forget what was told inside if it fails: its rows are rolled back."""
	gathering = _gathering()
	known = len(gathering or ())
	try:
		yield
	except Exception:
		if gathering is not None:
			del gathering[known:]
		raise


def _gathering() -> list[Told] | None:
	return getattr(frappe.local, "qingdan_gathered", None)


def _let_go(told: list[Told]) -> None:
	if not told:
		return
	held_back = ledger.held_back([one.name for one in told])
	told = [one for one in told if one.name in held_back]
	for many in digest.digests(told, Kind.TURN.value):
		whole = _digest_of(many)
		_write([whole])
		ledger.gather([one.name for one in many], whole.name)
	ledger.release(held_back)
	background.start_after_commit(jobs.deliver)


def _digest_of(many: list[Told]) -> Told:
	causes = hashlib.sha256("\n".join(one.message.cause for one in many).encode()).hexdigest()
	message = replace(
		many[0].message, sentence=DIGEST, what=(str(len(many)),), opinion="", cause=f"digest/{causes[:40]}"
	)
	return replace(many[0], message=message)


def _to_groups(receivers: list[str], message: Message) -> list[Told]:
	"""One message for each group that hears of it; what is said to others of the group for the same cause is another one."""
	if not office_rules.wish_of(message).among([groups.CHANNEL], message.kind):
		return []
	found = []
	for group, members in groups.hearing(receivers, message.kind).items():
		who = hashlib.sha256("\n".join(members).encode()).hexdigest()[:12]
		of_group = replace(message, cause=f"{message.cause[:LONGEST_CAUSE]}/{who}")
		found.append(Told(of_group, group, groups.CHANNEL, tuple(members)))
	return found


def _write(told: list[Told], due: datetime | None = None) -> None:
	if told:
		ledger.write([_row(one) for one in told], due)
		background.start_after_commit(jobs.deliver)


def _row(told: Told) -> dict:
	message, language = told.message, get_user_lang(told.receiver)
	to_group = bool(told.mentioned)
	return {
		"name": told.name,
		"receiver": None if to_group else told.receiver,
		"address": told.receiver if to_group else None,
		"mentioned": "\n".join(told.mentioned) or None,
		**_origin(message.kind, message.cause, told.channel, language),
		"reference_doctype": message.doctype,
		"reference_name": message.name,
		"title": message.title[:LONGEST_TITLE],
		"subject": office_rules.subject_of(message, language)[: ledger.LONGEST_SUBJECT],
		"opinion": message.opinion,
		"insists": int(office_rules.wish_of(message).insists),
	}


def _origin(kind: str, cause: str, channel: str, language: str) -> dict:
	sender = frappe.session.user
	return {"kind": kind, "cause": cause, "channel": channel, "language": language, "sender": sender}
