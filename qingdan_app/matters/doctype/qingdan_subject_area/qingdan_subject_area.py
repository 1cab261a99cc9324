from frappe.model.document import Document

from qingdan_app.matters import requirements


class QingdanSubjectArea(Document):
	"""A field of the city's work, within another one or by itself; three levels at most."""

	def validate(self):
		requirements.check_levels(self)
