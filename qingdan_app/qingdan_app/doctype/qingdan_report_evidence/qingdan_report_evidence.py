from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanReportEvidence(RowOfDocument):
	pass
