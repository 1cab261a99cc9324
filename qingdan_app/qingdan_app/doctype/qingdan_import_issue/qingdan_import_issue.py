from qingdan_app.workflows.controller import RowOfDocument


class QingdanImportIssue(RowOfDocument):
	pass
