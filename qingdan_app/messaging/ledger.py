"""The one writer of messages: every row and every change of one, in plain statements.

A row is due while it has a `next_attempt`; whoever takes it up moves that ahead by a lease. The index over that
column is only read without a lock, and rows are locked by their key alone, so that an act never waits for the sweep.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app import plain_rows
from qingdan_app.messaging.rules import backoff
from qingdan_app.messaging.rules.kinds import State

MESSAGE = "Qingdan Message"
BATCH = 100
LONGEST_SUBJECT = 400
LONGEST_ERROR = 500
LONGEST_RECEIPT = 140

DUE = """select `name`, `channel` from `tabQingdan Message`
	where `next_attempt` <= %s and `channel` not in %s order by `next_attempt` limit %s"""
TAKE = """select `attempts` from `tabQingdan Message`
	where `name` = %s and `next_attempt` <= %s for update skip locked"""
MINE = """select * from `tabQingdan Message` where `name` = %s and `state` = 'Sending' and `attempts` = %s for update"""
IS_MINE = MINE.replace("*", "1", 1)
HELD_BACK = (
	"select `name` from `tabQingdan Message` where `name` in %(names)s and `state` = 'Queued' for update"
)
GATHER = """update `tabQingdan Message` set `state` = 'Gathered', `next_attempt` = null, `digest` = %(digest)s
	where `name` in %(names)s and `state` = 'Queued'"""
RELEASE = """update `tabQingdan Message` set `next_attempt` = %(now)s
	where `name` in %(names)s and `state` = 'Queued'"""
UNGATHER = """update `tabQingdan Message` set `state` = 'Queued', `digest` = null, `next_attempt` = %(now)s
	where `name` in %(names)s and `state` = 'Gathered'"""
CLEAR = """delete from `tabQingdan Message` where `state` in %(settled)s and `creation` < %(before)s limit %(batch)s"""


def key_of(receiver: str, channel: str, cause: str, kind: str) -> str:
	"""The name of a message: there is one for each receiver, channel, cause and kind."""
	return hashlib.sha256("\n".join((receiver, channel, cause, kind)).encode()).hexdigest()[:32]


def write(rows: Iterable[Mapping[str, Any]], due: datetime | None = None) -> None:
	"""Insert messages, due now or later, in one statement; what is there already stays as it is."""
	fresh = {"state": State.QUEUED.value, "attempts": 0, "next_attempt": due or now_datetime()}
	plain_rows.insert(MESSAGE, [{**row, **fresh} for row in rows], once=True)


def due(now: datetime, resting: Iterable[str] = ()) -> dict[str, str]:
	"""Messages that are due, with their channels, those first that have waited longest: at most BATCH.

	Those of channels that rest wait as they are.
	"""
	return dict(frappe.db.sql(DUE, (now, ("", *resting), BATCH)))


def take(name: str, now: datetime) -> int:
	"""Take a due message up and answer how often that was done; 0 where somebody else has it, or it is not due.

	Counted before anything is tried: a message that kills its worker is given up in the end.
	"""
	found = frappe.db.sql(TAKE, (name, now))
	if not found:
		return 0
	attempts = found[0][0] + 1
	values = {"state": State.SENDING.value, "attempts": attempts, "next_attempt": now + backoff.LEASE}
	plain_rows.update(MESSAGE, name, values)
	return attempts


def taken(name: str, attempts: int) -> Document | None:
	"""The message under lock, as it was taken up; None where the lease ran out and another worker has it.

	Only who holds it so may say what became of it.
	"""
	rows = frappe.db.sql(MINE, (name, attempts), as_dict=True)
	return frappe.get_doc({"doctype": MESSAGE, **rows[0]}) if rows else None


def is_taken(name: str, attempts: int) -> bool:
	"""Whether it is still as it was taken up, under lock: read without its words."""
	return bool(frappe.db.sql(IS_MINE, (name, attempts)))


def handed_over(name: str, when: datetime | None) -> None:
	"""Another server may have it since then; None where it says that it has not."""
	plain_rows.update(MESSAGE, name, {"handed_over_at": when})


def delivered(name: str, receipt: str | None = None) -> None:
	"""It has arrived; in the transaction of what the channel did. `receipt` is the number another server has given it."""
	receipt = receipt and receipt[:LONGEST_RECEIPT]
	_settle(name, State.DELIVERED, delivered_at=now_datetime(), last_error=None, receipt=receipt)


def muted(name: str, reason: str) -> None:
	"""It is not sent: the receiver does not want it, or cannot get it."""
	_settle(name, State.MUTED, last_error=reason[:LONGEST_ERROR])


def withheld(name: str, reason: str) -> None:
	"""It is not for the receiver any more, so its words go; what it was to tell in one go is judged one by one."""
	blank = dict.fromkeys(("title", "subject", "opinion"))
	_settle(name, State.MUTED, last_error=reason[:LONGEST_ERROR], **blank)
	within = frappe.get_all(MESSAGE, {"receiver": _receiver(name), "digest": name}, pluck="name")
	if within:
		frappe.db.sql(UNGATHER, {"names": tuple(within), "now": now_datetime()})


def failed(name: str, reason: str) -> None:
	"""It is given up, and waits for an administrator."""
	_settle(name, State.FAILED, last_error=reason[:LONGEST_ERROR])


def put_off(name: str, attempts: int, now: datetime, reason: str) -> None:
	"""It did not get through: it is tried again, or given up after the last attempt."""
	again = backoff.next_attempt(attempts, now)
	if not again:
		return failed(name, reason)
	values = {"state": State.QUEUED.value, "next_attempt": again, "last_error": reason[:LONGEST_ERROR]}
	plain_rows.update(MESSAGE, name, values)


def held_back(names: Iterable[str]) -> set[str]:
	"""Which of them nobody has taken up yet, under lock: where holding back took longer than planned, some have left."""
	return set(frappe.db.sql(HELD_BACK, {"names": tuple(names)}, pluck=True))


def gather(names: Iterable[str], digest: str) -> None:
	"""These are told within another message."""
	frappe.db.sql(GATHER, {"names": tuple(names), "digest": digest})


def release(names: Iterable[str]) -> None:
	"""These are due now."""
	if names := tuple(names):
		frappe.db.sql(RELEASE, {"names": names, "now": now_datetime()})


def queue_again(name: str) -> bool:
	"""Send a message that was given up once more, from the first attempt; whether it was one.

	Who asks for it takes it on themselves that another server may have it already.
	"""
	row = frappe.db.get_value(MESSAGE, name, "state", for_update=True)
	if row != State.FAILED.value:
		return False
	again = {"state": State.QUEUED.value, "attempts": 0, "next_attempt": now_datetime()}
	values = {**again, "handed_over_at": None}
	plain_rows.update(MESSAGE, name, values)
	return True


def clear(before: datetime, settled: Iterable[str], batch: int) -> int:
	"""Delete settled messages older than that, at most a batch of them; answers how many were."""
	frappe.db.sql(CLEAR, {"before": before, "settled": tuple(settled), "batch": batch})
	return frappe.db.sql("select row_count()")[0][0]


def _receiver(name: str) -> str:
	"""Rows within a digest are found by the index over their receiver."""
	return frappe.db.get_value(MESSAGE, name, "receiver")


def _settle(name: str, state: State, **values) -> None:
	plain_rows.update(MESSAGE, name, {"state": state.value, "next_attempt": None, **values})
