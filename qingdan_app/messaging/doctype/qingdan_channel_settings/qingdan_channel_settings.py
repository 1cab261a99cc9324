import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from qingdan_app.messaging import channel_settings
from qingdan_app.messaging.exceptions import WrongChannelSettings

MESSENGERS: dict[str, str] = {"dingtalk": "DingTalk", "wecom": "WeCom"}
SIGN_IN: dict[str, tuple[str, ...]] = {
	"dingtalk": ("dingtalk_sign_in_page", "dingtalk_sign_in_server"),
	"wecom": ("wecom_sign_in_page",),
}
"""Where a messenger is asked who somebody is; its own address where none is entered."""


class QingdanChannelSettings(Document):
	"""Which channels the site uses beside Desk and mail, and what it says to be let in there."""

	def validate(self):
		for prefix in MESSENGERS:
			self._check_messenger(prefix)
		if self.sms and not frappe.db.get_single_value("SMS Settings", "sms_gateway_url"):
			frappe.throw(_("Enter the gateway in SMS Settings first."), WrongChannelSettings)

	def on_update(self):
		for channel in MESSENGERS.values():
			channel_settings.forget_token(channel)

	def _check_messenger(self, prefix: str) -> None:
		server, agent = self._entered(prefix)
		self.set(f"{prefix}_server", server)
		if not self.get(prefix):
			return
		channel_settings.check_address(server)
		for fieldname in SIGN_IN[prefix] if self.get(f"{prefix}_sign_in") else ():
			self.set(fieldname, self.get(fieldname) or self.meta.get_field(fieldname).default)
			channel_settings.check_address(self.get(fieldname))
		if not cint(agent):
			frappe.throw(_("The AgentId is a number."), WrongChannelSettings)

	def _entered(self, prefix: str) -> tuple[str, str]:
		"""The server, without what does not belong to its address, and the application."""
		return (self.get(f"{prefix}_server") or "").strip().rstrip("/"), self.get(f"{prefix}_agent") or ""
