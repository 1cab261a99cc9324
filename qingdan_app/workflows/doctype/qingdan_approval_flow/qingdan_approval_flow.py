import frappe
from frappe import _

from qingdan_app.workflows.exceptions import FlowIsFrozen
from qingdan_app.workflows.flows import choosing, keys, publishing, readable, soundness, travelling
from qingdan_app.workflows.moves.controller import FixedName


class QingdanApprovalFlow(FixedName):
	"""A version of an approval flow: draft, published, retired. One that is in force or has run is frozen.

	Its name says the flow and the version: requests, the log and the next version go by it.
	"""

	def autoname(self):
		self.flow_key = keys.of_flow(self)
		self.version = self.version or publishing.last_version(self.flow_key) + 1
		self.name = f"{self.flow_key}-v{self.version}"

	def onload(self):
		"""What the form says of the version as it stands."""
		self.set_onload("standing", publishing.standing_of(self))
		self.set_onload("kept", self.is_kept())

	def before_import(self):
		"""Core is about to delete the version of this name, by a fixture or an import."""
		travelling.receive(self)

	def before_insert(self):
		"""An import checks nothing else."""
		self.status = travelling.status_of(self)

	def after_insert(self):
		travelling.settle(self)

	def before_validate(self):
		"""Core comes by here even where it is told to leave out validation."""
		if before := self.get_doc_before_save():
			publishing.refuse_change_of_frozen(self)
			self.status = before.status
		keys.fill_steps(self)

	def validate(self):
		readable.check_flow(self)
		choosing.refuse_costly(self)

	def on_update(self):
		"""A draft that nobody would sign is saved, and says so."""
		missing = (
			soundness.nobody_named(self) if self.status == "Draft" and not frappe.flags.in_import else []
		)
		if missing:
			frappe.msgprint("<br>".join(missing), title=_("Nobody Would Sign Yet"), indicator="orange")

	def is_kept(self) -> bool:
		"""Whether nobody deletes it: it is in force, was, or has run."""
		return self.status != "Draft" or publishing.has_run(self)

	def on_trash(self):
		if self.is_kept():
			frappe.throw(_("{0} is in force or has run and is kept.").format(self.name), FlowIsFrozen)
		choosing.forget(self.document_type)
