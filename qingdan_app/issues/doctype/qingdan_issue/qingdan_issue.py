from qingdan_app.issues import issue_requirements as requirements
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.requests import urging


class QingdanIssue(FlowControlledDocument):
	"""A problem with a task that its unit cannot solve by itself, put to the leader's office or to supervision."""

	def onload(self):
		"""Whether its form may still be written in, and whom it waits for be urged."""
		self.set_onload("open", requirements.is_open(self))
		self.set_onload("may_urge", urging.possible(self))

	def before_validate(self):
		if requirements.is_open(self) and not guard.is_permitted(self):
			requirements.settle(self)
			requirements.check(self)

	def validate(self):
		if not guard.is_permitted(self):
			requirements.refuse_change_when_raised(self)

	def on_trash(self):
		requirements.refuse_deletion_of_raised(self)
