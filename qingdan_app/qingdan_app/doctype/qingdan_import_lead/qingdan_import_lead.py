from frappe.model.document import Document


class QingdanImportLead(Document):
	pass
