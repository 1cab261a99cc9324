from qingdan_app.workflows.controller import RowOfDocument


class QingdanReportEvidence(RowOfDocument):
	pass
