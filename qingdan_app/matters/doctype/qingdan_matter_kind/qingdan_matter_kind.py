from frappe.model.document import Document


class QingdanMatterKind(Document):
	"""A kind of source, such as 领导批示: its usual time limit, and whether its matters are approved first."""
