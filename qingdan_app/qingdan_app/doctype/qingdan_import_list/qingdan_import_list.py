from frappe.model.document import Document


class QingdanImportList(Document):
	pass
