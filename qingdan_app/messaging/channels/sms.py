"""Text messages, through the gateway that the site has entered in Frappe's own SMS Settings.

Core's `send_sms` also writes an SMS Log, which Frappe 15 has in ERPNext alone: there it fails after the message has gone
out. Its call of the gateway is used without that, since the outbox has a row of its own.
"""

import frappe
import requests
from frappe import _
from frappe.core.doctype.sms_settings.sms_settings import get_headers, send_request, validate_receiver_nos
from frappe.model.document import Document

from qingdan_app.messaging import channel_settings
from qingdan_app.messaging.channels import calling
from qingdan_app.messaging.channels.base import Channel, FinalError
from qingdan_app.messaging.channels.words import cut, text_of

LONGEST = 210
"""Bytes: seventy Chinese characters, which is one text message."""


class TextMessage(Channel):
	"""One text message to the mobile number of a user. No gateway says that it knows a message again."""

	calls_out = True

	def is_open(self) -> bool:
		return bool(channel_settings.current().get("sms") and _gateway())

	def wants(self, user: str, kind: str) -> bool:
		return super().wants(user, kind) and self.is_open() and bool(_number_of(user))

	def deliver(self, message: Document) -> None:
		number = _number_of(message.receiver)
		if not number:
			raise FinalError(_("{0} has no mobile number.").format(message.receiver))
		try:
			_send(number, cut(text_of(message), LONGEST))
		except requests.RequestException as failure:
			raise calling.error_of(failure, _gateway()) from None


def _send(number: str, words: str) -> None:
	"""As core's `send_via_gateway` puts it."""
	settings = frappe.get_cached_doc("SMS Settings")
	headers = get_headers(settings)
	body = {row.parameter: row.value for row in settings.parameters if not row.header}
	body |= {
		settings.message_parameter: words,
		settings.receiver_parameter: validate_receiver_nos([number])[0],
	}
	is_json = headers.get("Content-Type") == "application/json"
	send_request(settings.sms_gateway_url, body, headers, settings.use_post, is_json)


def _number_of(user: str) -> str | None:
	return frappe.db.get_value("User", user, "mobile_no")


def _gateway() -> str:
	return frappe.get_cached_doc("SMS Settings").get("sms_gateway_url") or ""
