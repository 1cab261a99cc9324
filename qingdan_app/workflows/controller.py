"""Base of the controllers whose state belongs to the flow."""

from frappe.model.document import Document

from qingdan_app.workflows import guard


class FlowControlledDocument(Document):
	"""A document whose state changes only through `workflows.service`.

	Core calls `validate_workflow` in every save; overriding it puts our check where core has its own, so that
	Desk, REST, bulk edit, data import and core's workflow action all pass it.
	"""

	def validate_workflow(self):
		guard.set_first_state(self)
		guard.check(self)
