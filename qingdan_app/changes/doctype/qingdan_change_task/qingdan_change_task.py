from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanChangeTask(RowOfDocument):
	"""A task of a change request: what it said, and what is asked for."""
