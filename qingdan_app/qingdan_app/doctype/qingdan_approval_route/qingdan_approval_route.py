from frappe.model.document import Document


class QingdanApprovalRoute(Document):
	pass
