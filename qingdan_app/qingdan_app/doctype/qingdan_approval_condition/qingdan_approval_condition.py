from frappe.model.document import Document


class QingdanApprovalCondition(Document):
	pass
