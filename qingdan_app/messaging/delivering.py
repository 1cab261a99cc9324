"""Delivery after the commit: each message in a transaction of its own, with what its channel writes.

First a message is taken up and that is committed; then it is locked, delivered and marked in one transaction. A worker
that dies in between leaves it to the next one, when its lease is over. Where another server is called, the message is
marked as handed over before, and that is committed: see `channels.base.Channel`.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app import repeating
from qingdan_app.messaging import channel_settings, ledger, preferences, resting
from qingdan_app.messaging.channels import Channel, FinalError, TemporaryError, UnclearError, channel_named
from qingdan_app.messaging.channels.base import REST
from qingdan_app.messaging.rules import backoff
from qingdan_app.messaging.rules.kinds import needs_sight

LONGEST_RUN = 120
"""Seconds: less than a job may take. What is still due then is for the next run."""


def deliver_due() -> bool:
	"""Deliver what is due; whether time ran out before that was done. Safe to run beside itself."""
	end = time.monotonic() + LONGEST_RUN
	for name, channel in _due():
		if not resting.rests(channel):
			deliver(name)
		if time.monotonic() > end:
			return True
	return False


def _due() -> Iterator[tuple[str, str]]:
	"""Due messages with their channels, each once, read in batches until there are no others."""
	seen: set[str] = set()
	while batch := {
		name: channel
		for name, channel in ledger.due(now_datetime(), resting.resting()).items()
		if name not in seen
	}:
		seen.update(batch)
		yield from batch.items()
		frappe.db.rollback()  # the next batch is read anew


def deliver(name: str) -> bool:
	"""Take one message up and bring it to its receiver; whether it was this worker's to take up.

	Where the database refuses what became of it, that is done again; another server that was called is not called again.
	"""
	attempts = _taken_up(name)
	if not attempts:
		return False
	answers: list[str | None] = []
	repeating.repeat(lambda: _try(name, attempts, answers))
	return True


def _taken_up(name: str) -> int:
	"""How often it was taken up, with this time; 0 where somebody else has it, as a cluster may say at the commit."""
	try:
		attempts = ledger.take(name, now_datetime())
		repeating.commit()  # whoever dies from here on leaves a lease behind
	except Exception as failure:
		if not repeating.is_refused(failure):
			raise
		repeating.undo()
		return 0
	return attempts


def _try(name: str, attempts: int, answers: list[str | None]) -> None:
	"""Bring it, and note what became of it: all but its commit. `answers` holds the receipt of a server that has it already."""
	try:
		_bring(name, attempts, answers)
	except FinalError as error:
		_undo()
		if error.__cause__:
			frappe.log_error(f"Message {name} is given up", channel_settings.masked(frappe.get_traceback()))
		if ledger.is_taken(name, attempts):
			ledger.failed(name, str(error))
	except Exception as error:
		if repeating.is_refused(error):
			raise
		_undo()
		why = channel_settings.masked(f"{type(error).__name__}: {error}")
		frappe.log_error(f"Message {name} is tried again", channel_settings.masked(frappe.get_traceback()))
		if ledger.is_taken(name, attempts):
			ledger.put_off(name, attempts, now_datetime(), why)


def _bring(name: str, attempts: int, answers: list[str | None]) -> None:
	message = ledger.taken(name, attempts)
	if not message:
		return
	if backoff.exhausted(attempts):
		raise FinalError(_("Its workers died on the way, time and again."))
	with _speaking(message.language):
		if not _seen(message):
			ledger.withheld(name, _("The receiver may not read the document any more, or it has gone."))
		elif reason := _unwanted(message):
			ledger.muted(name, reason)
		else:
			_deliver_by(channel_named(message.channel), message, attempts, answers)


def _deliver_by(channel: Channel, message: Document, attempts: int, answers: list[str | None]) -> None:
	if not channel.calls_out:
		ledger.delivered(message.name, channel.deliver(message))
		return
	if not answers:
		answers.append(_hand_over(channel, message))
	if ledger.is_taken(message.name, attempts):
		ledger.delivered(message.name, answers[0])


def _hand_over(channel: Channel, message: Document) -> str | None:
	"""Call another server, without a lock, and never a second time where nobody knows whether it has the message."""
	before, now = message.handed_over_at, now_datetime()
	if before and not channel.knows_again(before, now):
		raise FinalError(_("{0} may have it, or not: nobody has heard its answer.").format(_(channel.name)))
	ledger.handed_over(message.name, before or now)
	repeating.commit()  # whoever comes after a worker that died has to know
	try:
		return channel.deliver(message)
	except (TemporaryError, FinalError) as refusal:
		_undo()
		repeating.repeat(
			lambda: ledger.handed_over(message.name, before)
		)  # the server has said that it has not done it
		if isinstance(refusal, TemporaryError) and refusal.rest:
			resting.let_rest(channel.name, refusal.rest)
		raise
	except Exception as error:
		if isinstance(error, UnclearError):
			resting.let_rest(channel.name, REST)
		if channel.knows_again(now, now_datetime()):
			raise
		raise FinalError(_unclear(channel, error)) from error


def _unclear(channel: Channel, error: Exception) -> str:
	why = channel_settings.masked(str(error) if isinstance(error, UnclearError) else type(error).__name__)
	return _("{0} may have it, or not: {1}").format(_(channel.name), why)


def _seen(message: Document) -> bool:
	"""Whether the receiver may be told now: who left, or whose turn has ended since, hears no more of a document."""
	doctype, name = message.reference_doctype, message.reference_name
	receivers = [message.receiver] if message.receiver else (message.mentioned or "").split()
	if not receivers or not doctype or not needs_sight(message.kind):
		return True
	try:
		document = frappe.get_doc(doctype, name)
	except frappe.DoesNotExistError:
		frappe.clear_last_message()
		return False
	return any(frappe.has_permission(doctype, "read", document, user=user) for user in receivers)


def _unwanted(message: Document) -> str:
	"""Why the receiver does not get a message; empty where they do."""
	if channel_named(message.channel).leaves_site and channel_settings.keeps_to_desk():
		return _("This is a test site: nothing leaves it.")
	if not message.receiver:
		return ""
	if not message.insists and preferences.mutes(message.receiver, message.kind, message.channel):
		return _("The receiver has muted messages of this kind.")
	if not channel_named(message.channel).wants(message.receiver, message.kind):
		return _("The receiver is not served by this channel: disabled, or switched off.")
	return ""


def _undo() -> None:
	"""Whatever a channel wrote before it failed has not happened."""
	frappe.db.rollback()
	frappe.clear_messages()


@contextmanager
def _speaking(language: str | None) -> Iterator[None]:
	"""Translate into `language` for a while."""
	before = frappe.local.lang
	frappe.local.lang = language or before
	try:
		yield
	finally:
		frappe.local.lang = before
