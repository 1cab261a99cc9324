from frappe.model.document import Document


class QingdanUnitMember(Document):
	pass
