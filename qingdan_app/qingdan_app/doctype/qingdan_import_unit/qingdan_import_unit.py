from frappe.model.document import Document


class QingdanImportUnit(Document):
	pass
