from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanImportList(RowOfDocument):
	pass
