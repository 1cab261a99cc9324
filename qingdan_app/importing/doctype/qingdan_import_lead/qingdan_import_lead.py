from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanImportLead(RowOfDocument):
	pass
