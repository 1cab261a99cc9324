from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanImportUnit(RowOfDocument):
	pass
