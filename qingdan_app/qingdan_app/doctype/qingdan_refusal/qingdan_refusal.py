import frappe

from qingdan_app.handing_out import requirements_of_refusals
from qingdan_app.workflows.moves.controller import FlowControlledDocument


class QingdanRefusal(FlowControlledDocument):
	"""A lead unit's answer that a task is not its duty, and what became of it."""

	def autoname(self):
		self.name = f"{self.task}-T{frappe.db.count(self.doctype, {'task': self.task}) + 1:02d}"

	def validate(self):
		requirements_of_refusals.keep_words(self)

	def on_trash(self):
		requirements_of_refusals.refuse_deletion(self)
