import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.workflows.exceptions import FlowIsFrozen
from qingdan_app.workflows.flows import choosing, publishing


class QingdanApprovalFlow(Document):
	"""A version of an approval flow: draft, published, retired. One that is in force or has run is frozen."""

	def autoname(self):
		self.version = self.version or publishing.last_version(self.flow_key) + 1
		self.name = f"{self.flow_key}-v{self.version}"

	def onload(self):
		"""What the form says of the version as it stands."""
		self.set_onload("standing", publishing.standing_of(self))

	def validate(self):
		if self.is_new():
			self.status = "Draft"
		publishing.refuse_change_of_frozen(self)
		self.status = self.get_doc_before_save().status if not self.is_new() else "Draft"

	def on_trash(self):
		if self.status != "Draft" or publishing.has_run(self):
			frappe.throw(_("{0} is in force or has run and is kept.").format(self.name), FlowIsFrozen)
		choosing.forget(self.document_type)
