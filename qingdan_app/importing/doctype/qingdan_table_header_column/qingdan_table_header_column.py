from frappe.model.document import Document


class QingdanTableHeaderColumn(Document):
	"""A column of a header and what it is read as."""
