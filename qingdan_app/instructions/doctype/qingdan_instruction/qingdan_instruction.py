import frappe

from qingdan_app.instructions import instruction_requirements as requirements
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.requests import urging


class QingdanInstruction(FlowControlledDocument):
	"""What a leader, or supervision, has written on a key work, a task or a report, to the unit that answers."""

	def onload(self):
		"""Whether its form may still be written in, and whom it waits for be urged."""
		self.set_onload("open", requirements.is_open(self))
		self.set_onload("may_urge", urging.possible(self))

	def before_validate(self):
		if requirements.is_open(self) and not guard.is_permitted(self):
			requirements.settle(self)
			requirements.check_sight(self)

	def validate(self):
		if not guard.is_permitted(self):
			requirements.refuse_change_when_given(self)

	def on_trash(self):
		requirements.refuse_deletion_of_given(self)


def on_doctype_update():
	"""What becomes late is one range of an index."""
	frappe.db.add_index("Qingdan Instruction", ["state", "due_date"])
