"""What a channel is asked: whether it serves a person, and to deliver one message."""

import frappe
from frappe.model.document import Document


class TemporaryError(Exception):
	"""The message did not get through now; it is tried again later. Any other error counts as one of these."""


class FinalError(Exception):
	"""The message will never get through this way: its words say why, to whoever looks after messages."""


class Channel:
	"""A way to people. Attach one with `message_channels = {"DingTalk": "my_app.dingtalk.DingTalk"}` in hooks.py.

	`deliver` runs in a worker, in a transaction of its own that also marks the message as delivered, with the
	receiver's language set. What it writes to the database therefore happens exactly once; it must not commit. A
	channel that calls another server should hand on `message.name`, so that a message whose worker died after the
	call is known there: it comes again.
	"""

	def __init__(self, name: str):
		self.name = name

	def wants(self, user: str, kind: str) -> bool:
		"""Whether the channel serves this user now. A disabled or deleted user is served by none."""
		return bool(frappe.db.get_value("User", user, "enabled"))

	def deliver(self, message: Document) -> None:
		"""Bring a Qingdan Message to its receiver. Raises TemporaryError or FinalError."""
		raise NotImplementedError
