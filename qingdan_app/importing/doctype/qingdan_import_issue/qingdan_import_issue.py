from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanImportIssue(RowOfDocument):
	pass
