from qingdan_app.workflows.controller import RowOfDocument


class QingdanImportLead(RowOfDocument):
	pass
