"""Messages as tests look at them: what an act has told, and delivery within the test's transaction."""

from collections.abc import Callable

import frappe

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
