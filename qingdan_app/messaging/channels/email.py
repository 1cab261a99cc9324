"""E-mail, by core's queue: who gets one follows the user's own notification settings."""

import frappe
from frappe import _
from frappe.desk.doctype.notification_settings.notification_settings import (
	is_email_notifications_enabled_for_type,
)
from frappe.email.doctype.email_account.email_account import EmailAccount
from frappe.model.document import Document
from frappe.utils import escape_html, get_url_to_form, validate_email_address

from qingdan_app.messaging.channels.base import Channel, FinalError
from qingdan_app.messaging.channels.words import line_of, text_of

AS = "Assignment"
"""The switch of core's notification settings that our mails follow, as they did when core sent them."""
MESSAGE = "Qingdan Message"


class Email(Channel):
	"""A mail in core's queue; core sends it, tries again, and keeps what became of it."""

	def wants(self, user: str, kind: str) -> bool:
		served = super().wants(user, kind) and is_email_notifications_enabled_for_type(user, AS)
		return bool(served and _sends_mail())

	def deliver(self, message: Document) -> None:
		address = message.address or frappe.db.get_value("User", message.receiver, "email")
		if not validate_email_address(address or ""):
			raise FinalError(_("“{0}” is no e-mail address.").format(address or ""))
		said = self._letter(message) if message.words else self._notice(message)
		frappe.sendmail(
			recipients=[address],
			reference_doctype=MESSAGE,
			reference_name=message.name,
			add_unsubscribe_link=0,
			**said,
		)
		if not frappe.db.exists(
			"Email Queue", {"reference_doctype": MESSAGE, "reference_name": message.name}
		):
			raise FinalError(_("{0} takes no mail from this site.").format(address))

	def _letter(self, message: Document) -> dict:
		"""A letter with words of its own, and what is attached to it."""
		file = {"fname": message.attachment_name, "fcontent": message.attachment}
		attached = [file] if message.attachment_name else None
		return {"subject": message.subject, "message": message.words, "attachments": attached}

	def _notice(self, message: Document) -> dict:
		"""The look of core's own notifications."""
		about = {
			"body_content": line_of(message),
			"description": escape_html(message.opinion or ""),
			"document_type": message.reference_doctype,
			"document_name": message.reference_name,
			"doc_link": get_url_to_form(message.reference_doctype, message.reference_name),
		}
		header = [_(message.kind), "orange"]
		return {
			"subject": text_of(message),
			"template": "new_notification",
			"args": about,
			"header": header,
		}


def _sends_mail() -> bool:
	"""Whether the site has an account to send from; where mails are muted core makes one up, without an address."""
	account = EmailAccount.find_outgoing()
	return bool(account and account.email_id)
