from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanApprovalCondition(RowOfDocument):
	"""Changed with its document only: a flow in force is frozen, its rows with it."""
