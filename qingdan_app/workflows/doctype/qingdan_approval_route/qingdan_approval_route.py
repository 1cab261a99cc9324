from frappe.model.document import Document

from qingdan_app.workflows.flows import soundness


class QingdanApprovalRoute(Document):
	"""A table of conditions that says who signs; the first row that holds counts."""

	def validate(self):
		soundness.check_route(self)
