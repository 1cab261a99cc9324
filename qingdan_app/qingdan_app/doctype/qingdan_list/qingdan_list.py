from frappe.model.document import Document


class QingdanList(Document):
	pass
