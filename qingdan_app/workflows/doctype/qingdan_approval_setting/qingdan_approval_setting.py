from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanApprovalSetting(RowOfDocument):
	"""Changed with its document only: a flow in force is frozen, its rows with it."""
