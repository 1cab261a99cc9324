from frappe.model.document import Document

from qingdan_app.messaging import channel_settings, groups


class QingdanMessageGroup(Document):
	"""A group in a messenger whose robot says what its members are told."""

	def validate(self):
		channel_settings.check_address(self.get_password("webhook", raise_exception=False) or "")

	def on_update(self):
		groups.forget()

	def on_trash(self):
		groups.forget()
