"""Delivery after the commit: each message in a transaction of its own, with what its channel writes.

First a message is taken up and that is committed; then it is locked, delivered and marked in one transaction. A worker
that dies in between leaves it to the next one, when its lease is over.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app.messaging import ledger, preferences
from qingdan_app.messaging.channels import FinalError, channel_named
from qingdan_app.messaging.rules import backoff
from qingdan_app.messaging.rules.kinds import needs_sight

LONGEST_RUN = 120
"""Seconds: less than a job may take. What is still due then is for the next run."""


def deliver_due() -> bool:
	"""Deliver what is due; whether time ran out before that was done. Safe to run beside itself."""
	end = time.monotonic() + LONGEST_RUN
	for name in _due():
		deliver(name)
		if time.monotonic() > end:
			return True
	return False


def _due() -> Iterator[str]:
	"""Names of due messages, each once, read in batches until there are no others."""
	seen: set[str] = set()
	while names := [name for name in ledger.due(now_datetime()) if name not in seen]:
		seen.update(names)
		yield from names
		frappe.db.rollback()  # the next batch is read anew


def deliver(name: str) -> bool:
	"""Take one message up and bring it to its receiver; whether it was this worker's to take up."""
	attempts = ledger.take(name, now_datetime())
	frappe.db.commit()  # nosemgrep: whoever dies from here on leaves a lease behind
	if not attempts:
		return False
	try:
		_bring(name, attempts)
	except FinalError as error:
		_undo()
		if ledger.taken(name, attempts):
			ledger.failed(name, str(error))
	except Exception as error:
		_undo()
		frappe.log_error(title=f"Message {name} is tried again")
		if ledger.taken(name, attempts):
			ledger.put_off(name, attempts, now_datetime(), f"{type(error).__name__}: {error}")
	frappe.db.commit()  # nosemgrep: a long sweep; each message stands by itself
	return True


def _bring(name: str, attempts: int) -> None:
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
			channel_named(message.channel).deliver(message)
			ledger.delivered(name)


def _seen(message: Document) -> bool:
	"""Whether the receiver may be told now: who left, or whose turn has ended since, hears no more of a document."""
	doctype, name = message.reference_doctype, message.reference_name
	if not message.receiver or not doctype or not needs_sight(message.kind):
		return True
	if not frappe.db.exists(doctype, name):
		return False
	return bool(frappe.has_permission(doctype, "read", name, user=message.receiver))


def _unwanted(message: Document) -> str:
	"""Why the receiver does not get a message; empty where they do."""
	if not message.receiver:
		return ""
	if preferences.mutes(message.receiver, message.kind, message.channel):
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
