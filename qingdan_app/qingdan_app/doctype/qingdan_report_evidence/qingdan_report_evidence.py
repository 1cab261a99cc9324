from frappe.model.document import Document


class QingdanReportEvidence(Document):
	pass
