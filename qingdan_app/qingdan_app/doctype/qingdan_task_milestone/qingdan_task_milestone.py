from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanTaskMilestone(RowOfDocument):
	"""A day that the words of a task name; its stamps say what was reported of it."""
