from frappe.model.document import Document


class QingdanLightRule(Document):
	"""A colour, what must hold for it, and what stays of it for a time."""
