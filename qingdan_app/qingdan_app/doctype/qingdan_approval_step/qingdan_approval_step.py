from frappe.model.document import Document


class QingdanApprovalStep(Document):
	pass
