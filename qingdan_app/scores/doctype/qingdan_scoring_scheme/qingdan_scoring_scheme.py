from qingdan_app.scores import schemes
from qingdan_app.workflows.moves.controller import FixedName


class QingdanScoringScheme(FixedName):
	"""How much each event is worth. A draft is changed at will, what is in force stays: another one follows from a later day on."""

	def validate(self):
		schemes.refuse_in_force(self.get_doc_before_save())
		schemes.refuse_faults(self)
		schemes.refuse_second_from_a_day(self)

	def on_trash(self):
		schemes.refuse_in_force(self)
