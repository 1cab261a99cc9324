from frappe.model.document import Document


class QingdanReportingRuleInForce(Document):
	"""From which day on a list, or a task, is reported by a rule."""
