from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanReorganizedUnit(RowOfDocument):
	"""A chosen unit of an order, whose tasks change hands."""
