from frappe.model.document import Document


class QingdanMessageGroupMember(Document):
	"""A person of whom a group hears."""
