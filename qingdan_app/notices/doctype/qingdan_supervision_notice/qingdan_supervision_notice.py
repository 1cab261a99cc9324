import frappe

from qingdan_app.notices import notice_requirements
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.requests import urging


class QingdanSupervisionNotice(FlowControlledDocument):
	"""A formal reminder to one unit about tasks of its own, with a level, a number and a clock."""

	def onload(self):
		"""Whether its form may still be written in, and whom it waits for be urged."""
		self.set_onload("open", notice_requirements.is_open(self))
		self.set_onload("may_urge", urging.possible(self))

	def before_validate(self):
		if notice_requirements.is_open(self) and not guard.is_permitted(self):
			notice_requirements.settle(self)

	def validate(self):
		if not guard.is_permitted(self):
			notice_requirements.refuse_change_when_issued(self)

	def on_trash(self):
		notice_requirements.refuse_deletion_of_issued(self)


def on_doctype_update():
	"""The next number of a year, and what becomes late, are each one range of an index."""
	frappe.db.add_index("Qingdan Supervision Notice", ["year", "serial"])
	frappe.db.add_index("Qingdan Supervision Notice", ["state", "due_date"])
