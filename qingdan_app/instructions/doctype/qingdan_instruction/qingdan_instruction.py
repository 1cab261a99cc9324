import frappe

from qingdan_app.instructions import instruction_requirements
from qingdan_app.notices.in_writing import InWriting


class QingdanInstruction(InWriting):
	"""What a leader, or supervision, has written on a key work, a task or a report, to the unit that answers."""

	requirements = instruction_requirements

	def settle(self):
		super().settle()
		instruction_requirements.check_sight(self)


def on_doctype_update():
	"""What becomes late is one range of an index."""
	frappe.db.add_index("Qingdan Instruction", ["state", "due_date"])
