from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanReportFigure(RowOfDocument):
	"""What a unit has reached of one numeric target of its task, as its report says."""
