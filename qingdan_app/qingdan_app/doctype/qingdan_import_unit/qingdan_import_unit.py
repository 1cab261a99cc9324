from qingdan_app.workflows.controller import RowOfDocument


class QingdanImportUnit(RowOfDocument):
	pass
