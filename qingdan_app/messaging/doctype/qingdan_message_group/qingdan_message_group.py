import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.messaging import channel_settings, groups
from qingdan_app.messaging.exceptions import WrongChannelSettings


class QingdanMessageGroup(Document):
	"""A group in a messenger whose robot says what its members are told."""

	def validate(self):
		if not channel_settings.is_an_address(self.get_password("webhook", raise_exception=False) or ""):
			frappe.throw(
				_("A server is named by an address that begins with https://."), WrongChannelSettings
			)

	def on_update(self):
		groups.forget()

	def on_trash(self):
		groups.forget()
