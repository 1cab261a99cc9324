from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanTaskMilestone(RowOfDocument):
	pass
