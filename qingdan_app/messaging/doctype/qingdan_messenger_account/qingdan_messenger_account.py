import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.messaging import channel_settings
from qingdan_app.messaging.exceptions import AccountsLogIn

IDS = ("dingtalk_id", "wecom_id")


class QingdanMessengerAccount(Document):
	"""Who a user is in DingTalk and WeCom: kept, and imported, by administrators.

	Where people log in by these, only who may change everything says who is who.
	"""

	def validate(self):
		for fieldname in IDS:
			self.set(fieldname, (self.get(fieldname) or "").strip())
		if self._lets_in() and "System Manager" not in frappe.get_roles():
			frappe.throw(
				_(
					"People log in by this account: a System Manager changes it, or you leave the id of that messenger empty."
				),
				AccountsLogIn,
			)

	def _lets_in(self) -> bool:
		"""Whether somebody else than before gets in by it."""
		settings, before = channel_settings.current(), self.get_doc_before_save()
		is_same_user = bool(before) and before.user == self.user
		return any(
			settings.get(fieldname.replace("_id", "_sign_in"))
			and self.get(fieldname)
			and not (is_same_user and before.get(fieldname) == self.get(fieldname))
			for fieldname in IDS
		)
