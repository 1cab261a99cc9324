from frappe.model.document import Document


class QingdanReminderRule(Document):
	"""What people are reminded of, on which days, and whom."""
