"""Messages as tests look at them: what an act has told, and delivery within the test's transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

import frappe

from qingdan_app import repeating
from qingdan_app.messaging import delivering, ledger
from qingdan_app.messaging.message import Message
from qingdan_app.tests.site import one_transaction

MESSAGE = ledger.MESSAGE
DESK, EMAIL = "Desk Notification", "Email"


def told_by(action: Callable, *arguments, **more) -> list[dict]:
	"""The messages that an act has written."""
	known = set(frappe.get_all(MESSAGE, pluck="name"))
	action(*arguments, **more)
	rows = frappe.get_all(MESSAGE, fields=["*"], order_by="receiver, channel")
	return [row for row in rows if row.name not in known]


def deliver(*names: str) -> None:
	"""What the worker does, without its commits and rollbacks."""
	with one_transaction():
		for name in names:
			delivering.deliver(name)


def message(cause: str = "", **fields) -> Message:
	"""A message about a document that everybody may read."""
	blank = {"kind": "Turn", "doctype": "Language", "name": "zh", "title": "修建污水处理厂"}
	words = {"sentence": "Your turn: {0} {1} — {2}", "what": ("审核",)}
	return Message(**{**blank, **words, "cause": cause or frappe.generate_hash(length=10), **fields})


def due(name: str) -> None:
	"""Let a message be due now, as if time had passed."""
	frappe.db.set_value(MESSAGE, name, "next_attempt", "2021-01-01")


@contextmanager
def undoing() -> Iterator[None]:
	"""A rollback of the worker's goes back to where its transaction began, and its commits keep the test's rows."""
	frappe.db.savepoint("worker")
	places = ((frappe.db, "commit"), (repeating, "commit"))
	commit, again = (patch.object(*place, lambda: frappe.db.savepoint("worker")) for place in places)
	with commit, again, patch.object(frappe.db, "rollback", back_to_worker):
		yield


def back_to_worker(**_more) -> None:
	"""What a rollback of the worker's does within the test's transaction."""
	frappe.db.sql("rollback to savepoint worker")
