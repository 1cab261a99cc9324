from qingdan_app.workflows.moves.controller import FlowWrittenDocument


class QingdanApprovalSeal(FlowWrittenDocument):
	"""Written by the approval engine alone."""
