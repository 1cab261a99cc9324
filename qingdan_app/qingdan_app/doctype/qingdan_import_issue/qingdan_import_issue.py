from frappe.model.document import Document


class QingdanImportIssue(Document):
	pass
