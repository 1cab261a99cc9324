from qingdan_app.workflows.moves.controller import FlowWrittenDocument


class QingdanApprovalSealPart(FlowWrittenDocument):
	"""Some of the heads that a seal covers; written by the approval engine alone."""
