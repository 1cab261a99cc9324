from qingdan_app.workflows.controller import RowOfDocument


class QingdanTaskMilestone(RowOfDocument):
	pass
