from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanTaskEarlierUnit(RowOfDocument):
	"""A unit that led a task before another one did; it goes on reading what it had to do with."""
