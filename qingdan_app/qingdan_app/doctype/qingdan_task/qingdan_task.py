import frappe

from qingdan_app.tasks import invariants, totals
from qingdan_app.workflows.moves.controller import FlowControlledDocument


class QingdanTask(FlowControlledDocument):
	"""The unit of work. Its state belongs to the flow, its text to the document it was read from."""

	def autoname(self):
		serial = frappe.db.get_value("Qingdan Key Work", self.key_work, "serial")
		self.name = f"{self.list}-{serial}-{self.number:02d}"

	def before_validate(self):
		self.title = invariants.title_of(self.text)
		invariants.arrange_units(self)

	def validate(self):
		invariants.keep_own_words(self, ("text", "deadline_raw"))

	def on_change(self):
		totals.task_changed(self)

	def on_trash(self):
		invariants.refuse_deletion_with_history(self)
		totals.task_changed(self)


def on_doctype_update():
	"""The indexes that pages and totals of all tasks, of a leader's and of a unit's are served from."""
	for columns in (
		["due_order"],
		["state", "due_order"],
		["late_since", "name", "state"],
		["leader", "due_order"],
		["leader", "state", "due_order"],
		["leader", "late_since", "name", "state"],
		["lead_unit", "due_order"],
	):
		frappe.db.add_index("Qingdan Task", columns)
