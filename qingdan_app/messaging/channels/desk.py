"""Desk's own bell: a Notification Log of core's."""

import frappe
from frappe.desk.doctype.notification_settings.notification_settings import is_notifications_enabled
from frappe.model.document import Document

from qingdan_app.messaging.channels.base import Channel
from qingdan_app.messaging.channels.words import line_of

TYPE = "Alert"
"""The one type of which core sends no mail by itself: mails are a channel of their own."""


class Desk(Channel):
	"""A notification in Desk, for users who have not switched theirs off."""

	leaves_site = False

	def wants(self, user: str, kind: str) -> bool:
		return super().wants(user, kind) and bool(is_notifications_enabled(user))

	def deliver(self, message: Document) -> None:
		note = frappe.new_doc("Notification Log")
		note.update({"type": TYPE, "for_user": message.receiver, "from_user": _still_there(message.sender)})
		note.update({"document_type": message.reference_doctype, "document_name": message.reference_name})
		note.update(
			{"subject": line_of(message), "email_content": frappe.utils.escape_html(message.opinion or "")}
		)
		note.insert(ignore_permissions=True)  # nobody but core and the outbox notifies people


def _still_there(sender: str | None) -> str | None:
	"""The sender, unless they have left the site since: core refuses a notification from nobody it knows."""
	return frappe.db.exists("User", sender) and sender
