from frappe.model.document import Document


class QingdanTaskMilestone(Document):
	pass
