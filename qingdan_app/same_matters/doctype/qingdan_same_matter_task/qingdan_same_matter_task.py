from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanSameMatterTask(RowOfDocument):
	"""One of the tasks that say the same, and what was said of it."""
