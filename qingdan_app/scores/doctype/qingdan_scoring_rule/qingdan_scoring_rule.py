from frappe.model.document import Document


class QingdanScoringRule(Document):
	"""What an event is worth."""
