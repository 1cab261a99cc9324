from frappe.model.document import Document


class QingdanMessengerAccount(Document):
	"""Who a user is in DingTalk and WeCom: kept, and imported, by administrators."""

	def validate(self):
		for fieldname in ("dingtalk_id", "wecom_id"):
			self.set(fieldname, (self.get(fieldname) or "").strip())
