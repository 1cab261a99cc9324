from qingdan_app.workflows.controller import FlowWrittenDocument


class QingdanApprovalSeal(FlowWrittenDocument):
	"""Written by the approval engine alone."""
