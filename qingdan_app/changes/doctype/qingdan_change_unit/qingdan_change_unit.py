from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanChangeUnit(RowOfDocument):
	"""A unit that is to cooperate."""
