"""What a channel is asked: whether it serves a person, and to deliver one message."""

from datetime import datetime

import frappe
from frappe.model.document import Document

ENABLED = "select 1 from `tabUser` where `name` = %s and `enabled` = 1"
"""Asked for each message, in words of our own: core's query builder takes longer than the database does."""
REST = 60
"""Seconds for which a channel rests whose server is away or has had enough."""


class TemporaryError(Exception):
	"""The message did not get through now; it is tried again later. Any other error counts as one of these.

	`rest` are the seconds for which nothing else need be tried on the channel: the other server is away, or has enough.
	"""

	def __init__(self, words: str = "", rest: int = 0):
		super().__init__(words)
		self.rest = rest


class FinalError(Exception):
	"""The message will never get through this way: its words say why, to whoever looks after messages."""


class UnclearError(Exception):
	"""Another server was asked and nobody knows whether it has done so: it did not answer, or died on it."""


class Channel:
	"""A way to people. Attach one with `message_channels = {"Pigeon": "my_app.pigeons.Pigeon"}` in hooks.py.

	`deliver` runs in a worker, in a transaction of its own that also marks the message as delivered, with the
	receiver's language set. What it writes to the database therefore happens exactly once; it must not commit.

	A channel that calls another server says so with `calls_out`. Then the message is marked as handed over, and that is
	committed, before `deliver` is called: no lock is held meanwhile, and whoever comes after a worker that died knows that
	the server may have it. It is handed over again only where `knows_again` says that the server tells nobody twice; else
	it is given up, visibly. TemporaryError and FinalError mean that the server has not done it; any other error, that
	nobody knows.
	"""

	calls_out = False
	for_people = True
	"""Whether each receiver gets a message of their own on it."""
	leaves_site = True
	"""Whether its messages leave the site: a test site keeps them."""

	def __init__(self, name: str):
		self.name = name

	def is_open(self) -> bool:
		"""Whether the site uses the channel at all: messages are written for those that are open when something happens."""
		return True

	def wants(self, user: str, kind: str) -> bool:
		"""Whether the channel serves this user now. A disabled or deleted user is served by none."""
		return bool(frappe.db.sql(ENABLED, user))

	def knows_again(self, since: datetime, now: datetime) -> bool:
		"""Whether the other server tells nobody twice what it may have been handed `since`, if it is handed on again now."""
		return False

	def deliver(self, message: Document) -> str | None:
		"""Bring a Qingdan Message to its receiver; answers the other server's receipt. Raises TemporaryError or FinalError."""
		raise NotImplementedError
