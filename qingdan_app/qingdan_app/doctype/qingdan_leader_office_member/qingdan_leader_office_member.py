from frappe.model.document import Document


class QingdanLeaderOfficeMember(Document):
	pass
