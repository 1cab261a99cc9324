from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanMatterUnit(RowOfDocument):
	"""A unit that cooperates in a matter."""
