from qingdan_app.scores import assessments
from qingdan_app.workflows.moves.controller import FixedName


class QingdanAssessment(FixedName):
	"""What a leader's office gives a unit, or for what a unit is praised or criticized. Once it was counted it stays."""

	def validate(self):
		assessments.refuse_counted(self)
		assessments.settle(self)

	def on_trash(self):
		assessments.refuse_counted(self)
