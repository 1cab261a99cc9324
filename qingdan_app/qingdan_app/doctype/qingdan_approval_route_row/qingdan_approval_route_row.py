from frappe.model.document import Document


class QingdanApprovalRouteRow(Document):
	pass
