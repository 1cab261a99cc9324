from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanReorganizedTask(RowOfDocument):
	"""A chosen task of an order."""
