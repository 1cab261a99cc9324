from qingdan_app.workflows.controller import RowOfDocument


class QingdanImportList(RowOfDocument):
	pass
