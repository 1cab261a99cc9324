import frappe

from qingdan_app.tasks import documents, totals
from qingdan_app.workflows.controller import FlowControlledDocument


class QingdanTask(FlowControlledDocument):
	"""The unit of work. Its state belongs to the flow, its text to the document it was read from."""

	def autoname(self):
		serial = frappe.db.get_value("Qingdan Key Work", self.key_work, "serial")
		self.name = f"{self.list}-{serial}-{self.number:02d}"

	def before_validate(self):
		self.title = documents.title_of(self.text)
		documents.arrange_units(self)

	def validate(self):
		documents.keep_own_words(self, ("text", "deadline_raw"))

	def on_change(self):
		totals.begin_generation()

	def on_trash(self):
		documents.refuse_deletion_with_history(self)
		totals.begin_generation()


def on_doctype_update():
	"""The indexes that a page of a leader's or of all tasks is served from."""
	frappe.db.add_index("Qingdan Task", ["leader", "due_date"])
	frappe.db.add_index("Qingdan Task", ["lead_unit", "due_date"])
	frappe.db.add_index("Qingdan Task", ["state", "due_date"])
