from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanNoticeTask(RowOfDocument):
	"""A task of a supervision notice, as it stood when that was issued."""
