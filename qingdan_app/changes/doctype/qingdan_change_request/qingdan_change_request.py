from qingdan_app.changes import asking, possible
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.controller import FlowControlledDocument


class QingdanChangeRequest(FlowControlledDocument):
	"""A change of tasks that somebody asks for, decided by its flow and written with the decision."""

	def onload(self):
		"""Whether its form may still be written in."""
		self.set_onload("open", possible.is_open(self))

	def before_validate(self):
		if possible.is_open(self) and not guard.is_permitted(self):
			asking.settle(self)
			possible.refuse_without_tasks(self)

	def validate(self):
		if not guard.is_permitted(self):
			possible.refuse_change_when_sent(self)

	def on_trash(self):
		possible.refuse_deletion_of_sent(self)
