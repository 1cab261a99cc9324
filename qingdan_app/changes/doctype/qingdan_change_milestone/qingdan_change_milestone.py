from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanChangeMilestone(RowOfDocument):
	"""A milestone that is to take the place of others."""
