from frappe.model.document import Document


class QingdanImport(Document):
	pass
