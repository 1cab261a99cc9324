from frappe.model.document import Document


class QingdanUnitAlias(Document):
	pass
